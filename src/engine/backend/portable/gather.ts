import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dims } from './dense.ts';
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
