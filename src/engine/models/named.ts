import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpec } from '../contracts.ts';

/** Looks a model's tensors up by the names of its parameters. */
export function byName(specs: readonly ParameterSpec[], tensors: readonly Tensor[]): <T extends Tensor>(name: string) => T {
  const positions = new Map(specs.map((spec, i) => [spec.name, i]));
  return <T extends Tensor>(name: string): T => {
    const tensor = tensors[positions.get(name) ?? -1];
    if (tensor === undefined) throw new Error(`no parameter «${name}»`);
    return tensor as T;
  };
}
