import { dims } from './dense.ts';
import type { PortableKernel } from './memory.ts';

export const GrokGatherSum: PortableKernel<'GrokGatherSum'> = (input, _attrs, memory) => {
  const [table, forward] = [input('table'), input('forward')];
  const [n, terms] = dims(forward.shape);
  const [, d] = dims(table.shape);
  const y = memory.output([n, d]);
  const [rows, index, ys] = [memory.floats(table), memory.ints(forward), memory.floats(y)];
  for (let i = 0; i < n * terms; i++) addRow(rows, index[i] as number, ys, Math.floor(i / terms), d);
  return [y];
};

export const GrokScatterSum: PortableKernel<'GrokScatterSum'> = (input, { tableRows }, memory) => {
  const [dy, forward] = [input('dy'), input('forward')];
  const [n, terms] = dims(forward.shape);
  const [, d] = dims(dy.shape);
  const dtable = memory.output([tableRows, d]);
  const [dys, index, sums] = [memory.floats(dy), memory.ints(forward), memory.floats(dtable)];
  for (let i = 0; i < n * terms; i++) addRow(dys, Math.floor(i / terms), sums, index[i] as number, d);
  return [dtable];
};

/** to[toRow] += from[fromRow]; a row of −1 on either side does nothing. */
function addRow(from: Float32Array, fromRow: number, to: Float32Array, toRow: number, d: number): void {
  if (fromRow < 0 || toRow < 0) return;
  for (let j = 0; j < d; j++) to[toRow * d + j] = (to[toRow * d + j] as number) + (from[fromRow * d + j] as number);
}
