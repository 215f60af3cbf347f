/** Lookups with an activation, bound to the SIMD module. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ACTIVATIONS, activations } from '../../ops/activations.ts';
import type { Inputs, SimdKernels } from './kernel.ts';

export const lookupKernels: Pick<SimdKernels, 'GrokLookup' | 'GrokLookupGrad'> = {
  GrokLookup: ({ table, forward, bias }: Partial<Inputs<'GrokLookup'>>, { activation }, { simd, address, output }) => {
    const [n, terms] = (forward as TensorInfo).shape as [number, number];
    const d = (table as TensorInfo).shape[1] as number;
    const y = output([n, d]);
    const z = activations[activation].derivativeFromValue ? y : output([n, d]);
    simd.lookup(ACTIVATIONS.indexOf(activation), address(table), address(forward), address(bias), address(z), address(y), n, terms, d);
    return z === y ? [y] : [y, z];
  },

  GrokLookupGrad: ({ dy, z, forward }, { activation, bias, tableRows }, { simd, address, output }) => {
    const [n, terms] = forward.shape as [number, number];
    const d = dy.shape[1] as number;
    const dtable = output([tableRows, d]);
    const db = bias ? output([d]) : undefined;
    simd.lookupGrad(ACTIVATIONS.indexOf(activation), address(dy), address(z), address(forward), address(dtable), address(db), n, terms, d, tableRows);
    return db === undefined ? [dtable] : [dtable, db];
  },
};
