/** Initial values of parameter tensors. */
import type { ParameterSpec } from './model.ts';

function size(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** N(0, std²). */
export function normal(name: string, shape: readonly number[], std: number): ParameterSpec {
  return { name, shape, init: (rng) => rng.normals(size(shape), std) };
}

/** U(±1/√fanIn): PyTorch's default for nn.Linear, weights and biases alike. */
export function uniform(name: string, shape: readonly number[], fanIn: number): ParameterSpec {
  return { name, shape, init: (rng) => rng.uniforms(size(shape), 1 / Math.sqrt(fanIn)) };
}

export function constant(name: string, shape: readonly number[], value: number): ParameterSpec {
  return { name, shape, init: () => new Float32Array(size(shape)).fill(value) };
}
