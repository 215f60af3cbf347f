/** Rows looked up, and their gradients scattered. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { activations } from '../../../ops/activations.ts';
import { dims, kindOf } from '../heap.ts';
import type { Heap, Inputs, SimdKernel } from '../kernel.ts';

function scatter(dy: TensorInfo, forward: TensorInfo, tableRows: number, { simd, address, output }: Heap): TensorInfo {
  const [n, terms] = dims(forward);
  const d = dims(dy)[1];
  const dtable = output([tableRows, d]);
  simd.scatterSum(address(dy), address(forward), address(dtable), n, terms, d, tableRows);
  return dtable;
}

export const GrokGatherSum: SimdKernel<'GrokGatherSum'> = ({ table, forward }, _attrs, { simd, address, output }) => {
  const [n, terms] = dims(forward);
  const d = dims(table)[1];
  const y = output([n, d]);
  simd.gatherSum(address(table), address(forward), address(y), n, terms, d);
  return [y];
};

export const GrokScatterSum: SimdKernel<'GrokScatterSum'> = ({ dy, forward }, { tableRows }, heap) => [scatter(dy, forward, tableRows, heap)];

export const GrokLookup: SimdKernel<'GrokLookup'> = ({ table, forward, bias }: Partial<Inputs<'GrokLookup'>>, { activation }, { simd, address, output }) => {
  const [n, terms] = dims(forward as TensorInfo);
  const d = dims(table as TensorInfo)[1];
  const y = output([n, d]);
  const z = activations[activation].derivativeFromValue ? y : output([n, d]);
  simd.lookup(kindOf(activation), address(table), address(forward), address(bias), address(z), address(y), n, terms, d);
  return z === y ? [y] : [y, z];
};

export const GrokLookupGrad: SimdKernel<'GrokLookupGrad'> = ({ dy, z, forward }, { activation, bias, tableRows }, { simd, address, output }) => {
  const [n, terms] = dims(forward);
  const d = dims(dy)[1];
  const dtable = output([tableRows, d]);
  const db = bias ? output([d]) : undefined;
  simd.lookupGrad(kindOf(activation), address(dy), address(z), address(forward), address(dtable), address(db), n, terms, d, tableRows);
  return db === undefined ? [dtable] : [dtable, db];
};

export const GrokGatherPair: SimdKernel<'GrokGatherPair'> = ({ table, forward, otherTable, otherForward }, _attrs, { simd, address, output }) => {
  const [n, terms] = dims(forward);
  const d = dims(table)[1];
  const y = output([n, d]);
  simd.gatherPair(address(table), address(forward), terms, address(otherTable), address(otherForward), dims(otherForward)[1], address(y), n, d);
  return [y];
};

export const GrokScatterPair: SimdKernel<'GrokScatterPair'> = ({ dy, forward, otherForward }, { tableRows, otherRows }, heap) => [
  scatter(dy, forward, tableRows, heap),
  scatter(dy, otherForward, otherRows, heap),
];
