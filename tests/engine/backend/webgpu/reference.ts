/** The portable kernels in float64, as the reference for WGSL. */
import { runKernel, type KernelMap, type KernelName } from '../../../../src/engine/ops/kernels.ts';
import { tensor, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import * as attention from '../../../../src/engine/backend/portable/attention.ts';
import * as convolution from '../../../../src/engine/backend/portable/convolution.ts';
import * as dense from '../../../../src/engine/backend/portable/dense.ts';
import * as folded from '../../../../src/engine/backend/portable/folded.ts';
import * as gather from '../../../../src/engine/backend/portable/gather.ts';
import * as layerNorm from '../../../../src/engine/backend/portable/layerNorm.ts';
import * as losses from '../../../../src/engine/backend/portable/losses.ts';
import * as lstm from '../../../../src/engine/backend/portable/lstm.ts';
import type { HostMemory, PortableKernel, PortableKernels } from '../../../../src/engine/backend/portable/memory.ts';
import * as parameters from '../../../../src/engine/backend/portable/parameters.ts';
import * as perturbation from '../../../../src/engine/backend/portable/perturbation.ts';
import * as signChanges from '../../../../src/engine/backend/portable/signChanges.ts';
import type { Device } from '../../../../src/engine/backend/device.ts';

const { GrokMatMul, GrokDense, GrokDenseGrad, GrokDensePair, GrokDensePairGrad, GrokBiasActivation, GrokActivationGrad, GrokColumnSum } = dense;
const kernels: PortableKernels = {
  ...attention,
  ...convolution,
  ...folded,
  ...gather,
  ...layerNorm,
  ...losses,
  ...parameters,
  ...perturbation,
  ...signChanges,
  GrokLstm: lstm.GrokLstm,
  GrokLstmGrad: lstm.GrokLstmGrad,
  GrokMatMul,
  GrokDense,
  GrokDenseGrad,
  GrokDensePair,
  GrokDensePairGrad,
  GrokBiasActivation,
  GrokActivationGrad,
  GrokColumnSum,
};

/** A tensor on the host. */
export interface Host {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

export type Hosts = Readonly<Record<string, Host>>;

const product = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);

interface Held extends TensorInfo {
  readonly numbers: Float64Array;
}

/** Outputs, then inputs (which in-place kernels have changed), of the portable kernel in float64. */
export function reference<K extends KernelName>(
  name: K,
  inputs: Hosts,
  attrs: KernelMap[K]['attrs'],
): { outputs: Float64Array[]; inputs: Record<string, Float64Array> } {
  const hold = (shape: readonly number[], numbers: Float64Array): Held => ({ dataId: {}, shape: [...shape], dtype: 'float32', numbers });
  const held = Object.fromEntries(Object.entries(inputs).map(([key, { shape, data }]) => [key, hold(shape, Float64Array.from(data))]));
  const memory: HostMemory = {
    output: (shape) => hold(shape, new Float64Array(product(shape))),
    floats: (info) => (info as Held).numbers as unknown as Float32Array,
    ints: (info) => (info as Held).numbers as unknown as Int32Array,
  };
  const kernel = kernels[name] as PortableKernel<KernelName>;
  const outputs = kernel((key) => held[key] as Held, attrs, memory, held);
  return {
    outputs: outputs.map((info) => (info as Held).numbers),
    inputs: Object.fromEntries(Object.entries(held).map(([key, { numbers }]) => [key, numbers])),
  };
}

function toTensors(inputs: Hosts): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, { shape, data }]) => [key, tensor(data.slice(), [...shape], data instanceof Int32Array ? 'int32' : 'float32')]),
  );
}

/** The same on the current backend. */
export async function onDevice<K extends KernelName>(
  device: Device,
  name: K,
  inputs: Hosts,
  attrs: KernelMap[K]['attrs'],
): Promise<{ outputs: Float32Array[]; shapes: number[][]; inputs: Record<string, Float32Array> }> {
  const tensors = toTensors(inputs);
  const made = runKernel(name, tensors as never, attrs);
  const outputs: Float32Array[] = [];
  for (const output of made) outputs.push(await device.read(output));
  const changed: Record<string, Float32Array> = {};
  for (const [key, input] of Object.entries(tensors)) changed[key] = await device.read(input);
  const shapes = made.map(({ shape }) => shape);
  for (const t of [...made, ...Object.values(tensors)]) t.dispose();
  return { outputs, shapes, inputs: changed };
}

/** Largest |a−b| over the scale of b. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let [apart, scale] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs((a[i] as number) - (b[i] as number));
    apart = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(apart, difference);
    scale = Math.max(scale, Math.abs(b[i] as number));
  }
  return scale === 0 ? apart : apart / scale;
}
