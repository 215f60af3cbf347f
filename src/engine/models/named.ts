import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpec } from './model.ts';
import type { Numbers } from './plain/linear.ts';

/** A model's tensors by name. @throws Error where none has that name. */
export type Find = <T extends Tensor>(name: string) => T;

/** Looks a model's tensors up by the names of its parameters. */
export function byName(specs: readonly ParameterSpec[], tensors: readonly Tensor[]): Find {
  const positions = new Map(specs.map((spec, i) => [spec.name, i]));
  return <T extends Tensor>(name: string): T => {
    const tensor = tensors[positions.get(name) ?? -1];
    if (tensor === undefined) throw new Error(`no parameter «${name}»`);
    return tensor as T;
  };
}

/** The same for parameters on the host. */
export function arraysByName<A extends Numbers>(specs: readonly ParameterSpec[], arrays: readonly A[]): (name: string) => A {
  const positions = new Map(specs.map((spec, i) => [spec.name, i]));
  return (name) => {
    const array = arrays[positions.get(name) ?? -1];
    if (array === undefined) throw new Error(`no parameter «${name}»`);
    return array;
  };
}
