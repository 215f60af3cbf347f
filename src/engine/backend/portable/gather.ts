import type { TensorInfo } from '@tensorflow/tfjs-core';
import { activations } from '../../ops/activations.ts';
import { dims, sumColumns } from './dense.ts';
import type { HostMemory, PortableKernel } from './memory.ts';

/** y += the rows of `table` that `forward` names. */
function gather(memory: HostMemory, table: TensorInfo, forward: TensorInfo, y: TensorInfo): void {
  const [n, terms] = dims(forward.shape);
  const [, d] = dims(table.shape);
  const [rows, index, ys] = [memory.floats(table), memory.ints(forward), memory.floats(y)];
  for (let i = 0; i < n * terms; i++) addRow(rows, index[i] as number, ys, Math.floor(i / terms), d);
}

/** The rows of dy, added up where `forward` names them. */
function scatter(memory: HostMemory, dy: TensorInfo, forward: TensorInfo, tableRows: number): TensorInfo {
  const [n, terms] = dims(forward.shape);
  const [, d] = dims(dy.shape);
  const dtable = memory.output([tableRows, d]);
  const [dys, index, sums] = [memory.floats(dy), memory.ints(forward), memory.floats(dtable)];
  for (let i = 0; i < n * terms; i++) addRow(dys, Math.floor(i / terms), sums, index[i] as number, d);
  return dtable;
}

const rowsFor = (memory: HostMemory, table: TensorInfo, forward: TensorInfo): TensorInfo => memory.output([dims(forward.shape)[0], dims(table.shape)[1]]);

export const GrokGatherSum: PortableKernel<'GrokGatherSum'> = (input, _attrs, memory) => {
  const y = rowsFor(memory, input('table'), input('forward'));
  gather(memory, input('table'), input('forward'), y);
  return [y];
};

export const GrokScatterSum: PortableKernel<'GrokScatterSum'> = (input, { tableRows }, memory) => [scatter(memory, input('dy'), input('forward'), tableRows)];

export const GrokLookup: PortableKernel<'GrokLookup'> = (input, { activation }, memory, { bias }) => {
  const z = rowsFor(memory, input('table'), input('forward'));
  gather(memory, input('table'), input('forward'), z);
  const zs = memory.floats(z);
  const biases = bias === undefined ? null : memory.floats(bias);
  if (biases !== null) for (let i = 0; i < zs.length; i++) zs[i] = (zs[i] as number) + (biases[i % biases.length] as number);
  if (activation === 'linear') return [z];
  const { value, derivativeFromValue } = activations[activation];
  // Where z is not asked for, y takes its place.
  const y = derivativeFromValue ? z : memory.output(z.shape);
  const ys = memory.floats(y);
  for (let i = 0; i < ys.length; i++) ys[i] = value(zs[i] as number);
  return y === z ? [y] : [y, z];
};

export const GrokLookupGrad: PortableKernel<'GrokLookupGrad'> = (input, { activation, bias, tableRows }, memory) => {
  const [dy, z, forward] = [input('dy'), input('z'), input('forward')];
  const [, d] = dims(dy.shape);
  const terms = dims(forward.shape)[1];
  const { derivative } = activations[activation];
  const zs = memory.floats(z);
  const dz = memory.floats(dy).map((slope, i) => slope * derivative(zs[i] as number));
  const dtable = memory.output([tableRows, d]);
  const sums = memory.floats(dtable);
  memory.ints(forward).forEach((row, i) => addRow(dz, Math.floor(i / terms), sums, row, d));
  if (!bias) return [dtable];
  const db = memory.output([d]);
  sumColumns(dz, memory.floats(db));
  return [dtable, db];
};

export const GrokGatherPair: PortableKernel<'GrokGatherPair'> = (input, _attrs, memory) => {
  const y = rowsFor(memory, input('table'), input('forward'));
  gather(memory, input('table'), input('forward'), y);
  gather(memory, input('otherTable'), input('otherForward'), y);
  return [y];
};

export const GrokScatterPair: PortableKernel<'GrokScatterPair'> = (input, { tableRows, otherRows }, memory) => [
  scatter(memory, input('dy'), input('forward'), tableRows),
  scatter(memory, input('dy'), input('otherForward'), otherRows),
];

/** to[toRow] += from[fromRow]; a row of −1 on either side does nothing. */
function addRow(from: Float32Array, fromRow: number, to: Float32Array, toRow: number, d: number): void {
  if (fromRow < 0 || toRow < 0) return;
  for (let j = 0; j < d; j++) to[toRow * d + j] = (to[toRow * d + j] as number) + (from[fromRow * d + j] as number);
}
