/** Row lookups and their transpose. The transpose gathers through the index's CSR side: no atomics, one fixed order. */
import { dims, sizeOf, type WgslKernel } from './kernel.ts';
import { COLUMNS, FLAT, flat, lanesFor, laneSum } from './wgsl.ts';

export const GrokGatherSum: WgslKernel<'GrokGatherSum'> = (gpu, input) => {
  const [table, forward] = [input('table'), input('forward')];
  const [n, terms] = dims(forward.shape);
  const [, d] = dims(table.shape);
  const y = gpu.output([n, d]);
  gpu.run({
    key: 'gather',
    writes: { y },
    reads: { table, forward },
    sizes: { size: sizeOf(y), terms, d },
    workgroup: [FLAT],
    groups: flat(sizeOf(y)),
    body: () => `
  if (index >= u.size) { return; }
  let row = index / u.d;
  let column = index % u.d;
  var sum = 0.0;
  for (var s = 0u; s < u.terms; s++) {
    let source = forward[row * u.terms + s];
    if (source >= 0) { sum += table[u32(source) * u.d + column]; }
  }
  y[index] = sum;`,
  });
  return [y];
};

export const GrokScatterSum: WgslKernel<'GrokScatterSum'> = (gpu, input, { tableRows }) => {
  const dy = input('dy');
  const [rows, d] = dims(dy.shape);
  const lanes = lanesFor(rows); // one table row may take them all
  const dtable = gpu.output([tableRows, d]);
  const blocks = Math.ceil(d / COLUMNS);
  gpu.run({
    key: `scatter ${lanes}`,
    writes: { dtable },
    reads: { dy, offsets: input('offsets'), entries: input('entries') },
    sizes: { d, blocks, groups: tableRows * blocks },
    workgroup: [COLUMNS, lanes],
    groups: tableRows * blocks,
    declarations: laneSum('columnSum', lanes),
    body: () => `
  if (group >= u.groups) { return; }
  let row = group / u.blocks;
  let column = (group % u.blocks) * ${COLUMNS}u + lid.x;
  var sum = 0.0;
  if (column < u.d) {
    let end = offsets[row + 1u];
    for (var e = offsets[row] + i32(lid.y); e < end; e += ${lanes}) { sum += dy[u32(entries[e]) * u.d + column]; }
  }
  let total = columnSum(lid, sum);
  if (lid.y == 0u && column < u.d) { dtable[row * u.d + column] = total; }`,
  });
  return [dtable];
};
