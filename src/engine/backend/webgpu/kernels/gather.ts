/** Row lookups and their transpose. The transpose gathers through the index's CSR side: no atomics, one fixed order. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { activations, type Activation } from '../../../ops/activations.ts';
import type { Gpu } from '../gpu.ts';
import { derivativeOf, valueOf } from './activations.ts';
import { slopeSum } from './columns.ts';
import { dims, present, sizeOf, type WgslKernel } from './kernel.ts';
import { COLUMNS, FLAT, flat, lanesFor, laneSum } from './wgsl.ts';

/** A lookup's table and index. */
interface Lookup {
  readonly table: TensorInfo;
  readonly forward: TensorInfo;
}

/** What is done to the rows that were looked up. */
interface Then {
  readonly activation: Activation;
  readonly bias?: TensorInfo | undefined;
}

/** [y], and z where the activation's derivative does not follow from y. */
function gather(gpu: Gpu, lookups: readonly Lookup[], { activation, bias }: Then = { activation: 'linear' }): TensorInfo[] {
  const [{ table, forward }] = lookups as [Lookup];
  const [n] = dims(forward.shape);
  const [, d] = dims(table.shape);
  const y = gpu.output([n, d]);
  const z = activations[activation].derivativeFromValue ? null : gpu.output([n, d]);
  gpu.run({
    key: `gather ${lookups.length} ${activation} ${bias !== undefined}`,
    writes: present({ y, z }),
    reads: {
      ...Object.fromEntries(
        lookups.flatMap((lookup, i) => [
          [`table${i}`, lookup.table],
          [`forward${i}`, lookup.forward],
        ]),
      ),
      ...present({ bias }),
    },
    sizes: { size: sizeOf(y), d, ...Object.fromEntries(lookups.map((lookup, i) => [`terms${i}`, dims(lookup.forward.shape)[1]])) },
    workgroup: [FLAT],
    groups: flat(sizeOf(y)),
    declarations: valueOf(activation),
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
  ${bias === undefined ? '' : 'sum += bias[column];'}
  ${z === null ? '' : 'z[index] = sum;'}
  y[index] = act(sum);`,
  });
  return z === null ? [y] : [y, z];
}

export const GrokGatherSum: WgslKernel<'GrokGatherSum'> = (gpu, input) => gather(gpu, [{ table: input('table'), forward: input('forward') }]);

export const GrokLookup: WgslKernel<'GrokLookup'> = (gpu, input, { activation }, { bias }) =>
  gather(gpu, [{ table: input('table'), forward: input('forward') }], { activation, bias });

export const GrokGatherPair: WgslKernel<'GrokGatherPair'> = (gpu, input) =>
  gather(gpu, [
    { table: input('table'), forward: input('forward') },
    { table: input('otherTable'), forward: input('otherForward') },
  ]);

/** The side of an index that a table row sees. */
interface Inverse {
  readonly offsets: TensorInfo;
  readonly entries: TensorInfo;
  readonly tableRows: number;
}

/** Slopes dy (N,D) of what an activation made of z. */
interface Slopes {
  readonly dy: TensorInfo;
  readonly z?: TensorInfo;
  readonly activation?: Activation;
}

/** The gradient of each index's table; workgroups are divided among the tables. */
function scatter(gpu: Gpu, { dy, z, activation = 'linear' }: Slopes, indexes: readonly Inverse[]): TensorInfo[] {
  const factor = z === undefined ? '' : ' * actGrad(z[at])';
  const [rows, d] = dims(dy.shape);
  const lanes = lanesFor(rows); // one table row may take them all
  const blocks = Math.ceil(d / COLUMNS);
  const tables = indexes.map(({ tableRows }) => gpu.output([tableRows, d]));
  const tableRows = indexes.reduce((sum, index) => sum + index.tableRows, 0);
  gpu.run({
    key: `scatter ${indexes.length} ${lanes}${z === undefined ? '' : ` ${activation}`}`,
    writes: Object.fromEntries(tables.map((table, i) => [`dtable${i}`, table])),
    reads: {
      ...present({ dy, z }),
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
    declarations: laneSum('columnSum', lanes) + (z === undefined ? '' : derivativeOf(activation)),
    body: () => `
  if (group >= u.groups) { return; }
  var row = group / u.blocks;
  let column = (group % u.blocks) * ${COLUMNS}u + lid.x;
  ${indexes.map((_, i) => `if (row < u.rows${i}) {${scatterBody(i, lanes, factor)}\n    return;\n  }\n  row -= u.rows${i};`).join('\n  ')}`,
  });
  return tables;
}

const scatterBody = (i: number, lanes: number, factor: string): string => `
    var sum = 0.0;
    if (column < u.d) {
      let end = offsets${i}[row + 1u];
      for (var e = offsets${i}[row] + i32(lid.y); e < end; e += ${lanes}) {
        let at = u32(entries${i}[e]) * u.d + column;
        sum += dy[at]${factor};
      }
    }
    let total = columnSum(lid, sum);
    if (lid.y == 0u && column < u.d) { dtable${i}[row * u.d + column] = total; }`;

export const GrokScatterSum: WgslKernel<'GrokScatterSum'> = (gpu, input, { tableRows }) =>
  scatter(gpu, { dy: input('dy') }, [{ offsets: input('offsets'), entries: input('entries'), tableRows }]);

export const GrokLookupGrad: WgslKernel<'GrokLookupGrad'> = (gpu, input, { activation, bias, tableRows }) => {
  const slopes = { dy: input('dy'), z: input('z'), activation };
  const dtables = scatter(gpu, slopes, [{ offsets: input('offsets'), entries: input('entries'), tableRows }]);
  return bias ? [...dtables, slopeSum(gpu, slopes.dy, slopes.z, activation)] : dtables;
};

export const GrokScatterPair: WgslKernel<'GrokScatterPair'> = (gpu, input, { tableRows, otherRows }) =>
  scatter(gpu, { dy: input('dy') }, [
    { offsets: input('offsets'), entries: input('entries'), tableRows },
    { offsets: input('otherOffsets'), entries: input('otherEntries'), tableRows: otherRows },
  ]);
