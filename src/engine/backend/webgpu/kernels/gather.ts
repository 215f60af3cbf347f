/** Row lookups and their transpose. The transpose gathers through the index's CSR side: no atomics, one fixed order. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Gpu } from '../gpu.ts';
import { dims, sizeOf, type WgslKernel } from './kernel.ts';
import { COLUMNS, FLAT, flat, lanesFor, laneSum } from './wgsl.ts';

/** A lookup's table and index. */
interface Lookup {
  readonly table: TensorInfo;
  readonly forward: TensorInfo;
}

function gather(gpu: Gpu, lookups: readonly Lookup[]): TensorInfo {
  const [{ table, forward }] = lookups as [Lookup];
  const [n] = dims(forward.shape);
  const [, d] = dims(table.shape);
  const y = gpu.output([n, d]);
  gpu.run({
    key: `gather ${lookups.length}`,
    writes: { y },
    reads: Object.fromEntries(
      lookups.flatMap((lookup, i) => [
        [`table${i}`, lookup.table],
        [`forward${i}`, lookup.forward],
      ]),
    ),
    sizes: { size: sizeOf(y), d, ...Object.fromEntries(lookups.map((lookup, i) => [`terms${i}`, dims(lookup.forward.shape)[1]])) },
    workgroup: [FLAT],
    groups: flat(sizeOf(y)),
    body: () => `
  if (index >= u.size) { return; }
  let row = index / u.d;
  let column = index % u.d;
  var sum = 0.0;
  ${lookups
    .map(
      (_, i) => `for (var s = 0u; s < u.terms${i}; s++) {
    let source = forward${i}[row * u.terms${i} + s];
    if (source >= 0) { sum += table${i}[u32(source) * u.d + column]; }
  }`,
    )
    .join('\n  ')}
  y[index] = sum;`,
  });
  return y;
}

export const GrokGatherSum: WgslKernel<'GrokGatherSum'> = (gpu, input) => [gather(gpu, [{ table: input('table'), forward: input('forward') }])];

export const GrokGatherPair: WgslKernel<'GrokGatherPair'> = (gpu, input) => [
  gather(gpu, [
    { table: input('table'), forward: input('forward') },
    { table: input('otherTable'), forward: input('otherForward') },
  ]),
];

/** The side of an index that a table row sees. */
interface Inverse {
  readonly offsets: TensorInfo;
  readonly entries: TensorInfo;
  readonly tableRows: number;
}

/** The gradient of each index's table; workgroups are divided among the tables. */
function scatter(gpu: Gpu, dy: TensorInfo, indexes: readonly Inverse[]): TensorInfo[] {
  const [rows, d] = dims(dy.shape);
  const lanes = lanesFor(rows); // one table row may take them all
  const blocks = Math.ceil(d / COLUMNS);
  const tables = indexes.map(({ tableRows }) => gpu.output([tableRows, d]));
  const tableRows = indexes.reduce((sum, index) => sum + index.tableRows, 0);
  gpu.run({
    key: `scatter ${indexes.length} ${lanes}`,
    writes: Object.fromEntries(tables.map((table, i) => [`dtable${i}`, table])),
    reads: {
      dy,
      ...Object.fromEntries(
        indexes.flatMap(({ offsets, entries }, i) => [
          [`offsets${i}`, offsets],
          [`entries${i}`, entries],
        ]),
      ),
    },
    sizes: { d, blocks, groups: tableRows * blocks, ...Object.fromEntries(indexes.map((index, i) => [`rows${i}`, index.tableRows])) },
    workgroup: [COLUMNS, lanes],
    groups: tableRows * blocks,
    declarations: laneSum('columnSum', lanes),
    body: () => `
  if (group >= u.groups) { return; }
  var row = group / u.blocks;
  let column = (group % u.blocks) * ${COLUMNS}u + lid.x;
  ${indexes.map((_, i) => `if (row < u.rows${i}) {${scatterBody(i, lanes)}\n    return;\n  }\n  row -= u.rows${i};`).join('\n  ')}`,
  });
  return tables;
}

const scatterBody = (i: number, lanes: number): string => `
    var sum = 0.0;
    if (column < u.d) {
      let end = offsets${i}[row + 1u];
      for (var e = offsets${i}[row] + i32(lid.y); e < end; e += ${lanes}) { sum += dy[u32(entries${i}[e]) * u.d + column]; }
    }
    let total = columnSum(lid, sum);
    if (lid.y == 0u && column < u.d) { dtable${i}[row * u.d + column] = total; }`;

export const GrokScatterSum: WgslKernel<'GrokScatterSum'> = (gpu, input, { tableRows }) =>
  scatter(gpu, input('dy'), [{ offsets: input('offsets'), entries: input('entries'), tableRows }]);

export const GrokScatterPair: WgslKernel<'GrokScatterPair'> = (gpu, input, { tableRows, otherRows }) =>
  scatter(gpu, input('dy'), [
    { offsets: input('offsets'), entries: input('entries'), tableRows },
    { offsets: input('otherOffsets'), entries: input('otherEntries'), tableRows: otherRows },
  ]);
