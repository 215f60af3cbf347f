import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { HostMemory, PortableKernel } from './memory.ts';

type Tuple<N extends number, T extends number[] = []> = T['length'] extends N ? T : Tuple<N, [...T, number]>;

/** The tensors named prefix0 … prefix(count−1). */
function list(inputs: Partial<Record<string, TensorInfo>>, prefix: string, count: number, memory: HostMemory): Float32Array[] {
  return Array.from({ length: count }, (_, i) => {
    const tensor = inputs[`${prefix}${i}`];
    if (tensor === undefined) throw new Error(`${prefix}${i} is missing`);
    return memory.floats(tensor);
  });
}

function sumOfSquares(array: Float32Array): number {
  let sum = 0;
  for (const x of array) sum += x * x;
  return sum;
}

export const GrokNorms: PortableKernel<'GrokNorms'> = (_input, { count }, memory, inputs) => {
  const norms = memory.output([count]);
  const values = list(inputs, 'p', count, memory).map((array) => Math.sqrt(sumOfSquares(array)));
  memory.floats(norms).set(values);
  return [norms];
};

export const GrokProject: PortableKernel<'GrokProject'> = (_input, { count, norm }, memory, inputs) => {
  const parameters = list(inputs, 'p', count, memory);
  const current = Math.sqrt(parameters.reduce((sum, array) => sum + sumOfSquares(array), 0));
  if (current === 0) return [];
  const scale = norm / current;
  for (const array of parameters) for (let i = 0; i < array.length; i++) array[i] = (array[i] as number) * scale;
  return [];
};

export const GrokStore: PortableKernel<'GrokStore'> = (_input, { count }, memory, inputs) => {
  const from = list(inputs, 'from', count, memory);
  list(inputs, 'to', count, memory).forEach((to, i) => to.set(from[i] as Float32Array));
  return [];
};

export const GrokAdamW: PortableKernel<'GrokAdamW'> = (input, { count }, memory, inputs) => {
  const [rate, keep, beta1, rest1, beta2, rest2, epsilon, c1, c2] = Array.from(memory.floats(input('scalars'))) as Tuple<9>;
  const [ps, gs, ms, vs] = ['p', 'g', 'm', 'v'].map((prefix) => list(inputs, prefix, count, memory)) as [
    Float32Array[],
    Float32Array[],
    Float32Array[],
    Float32Array[],
  ];
  ps.forEach((p, tensor) => {
    const [g, m, v] = [gs[tensor], ms[tensor], vs[tensor]] as [Float32Array, Float32Array, Float32Array];
    for (let i = 0; i < p.length; i++) {
      const gradient = g[i] as number;
      const first = (m[i] = beta1 * (m[i] as number) + rest1 * gradient);
      const second = (v[i] = beta2 * (v[i] as number) + rest2 * gradient * gradient);
      p[i] = (p[i] as number) * keep - (rate * first * c1) / (Math.sqrt(second * c2) + epsilon);
    }
  });
  return [];
};

export const GrokSgd: PortableKernel<'GrokSgd'> = (input, { count }, memory, inputs) => {
  const [rate, keep, momentum] = Array.from(memory.floats(input('scalars'))) as Tuple<3>;
  const [ps, gs, us] = ['p', 'g', 'u'].map((prefix) => list(inputs, prefix, count, memory)) as [Float32Array[], Float32Array[], Float32Array[]];
  ps.forEach((p, tensor) => {
    const [g, u] = [gs[tensor], us[tensor]] as [Float32Array, Float32Array];
    for (let i = 0; i < p.length; i++) {
      const velocity = (u[i] = momentum * (u[i] as number) + (g[i] as number));
      p[i] = (p[i] as number) * keep - rate * velocity;
    }
  });
  return [];
};
