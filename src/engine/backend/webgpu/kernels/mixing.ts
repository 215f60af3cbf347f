/** Sums of table rows with attention's weights, the activation, and the readout. */
import { activations } from '../../../ops/activations.ts';
import { derivativeOf, valueOf } from './activations.ts';
import { denseBackward } from './denseGrad.ts';
import { dims, present, sizeOf, type WgslKernel } from './kernel.ts';
import { multiply } from './matmul.ts';
import { eachEntry } from './visits.ts';
import { COLUMNS, FLAT, flat, lanesFor, laneSum } from './wgsl.ts';

/** Keeps y = act(z), and z where the derivative does not follow from y. */
export const GrokMixReadout: WgslKernel<'GrokMixReadout'> = (gpu, input, { heads, activation }) => {
  const [weights, table, readout, forward] = [input('weights'), input('table'), input('readout'), input('forward')];
  const [[n, terms], [tableRows, width], [m, c]] = [dims(forward.shape), dims(table.shape), dims(readout.shape)];
  const [y, skip, logits] = [gpu.output([n, m]), gpu.output([n, c]), gpu.output([n, c])];
  const z = activations[activation].derivativeFromValue ? null : gpu.output([n, m]);
  gpu.run({
    key: `mix rows ${activation}`,
    writes: present({ y, skip, z }),
    reads: { weights, table, forward },
    sizes: { size: n * width, terms, heads, width, m, c, last: (tableRows - 1) * width },
    workgroup: [FLAT],
    groups: flat(n * width),
    declarations: valueOf(activation),
    body: () => `
  if (index >= u.size) { return; }
  let row = index / u.width;
  let column = index % u.width;
  var sum = table[u.last + column];
  for (var s = 0u; s < u.terms; s++) {
    let source = forward[row * u.terms + s];
    if (source < 0) { continue; }
    for (var head = 0u; head < u.heads; head++) {
      sum += weights[(row * u.terms + s) * u.heads + head] * table[(u32(source) * u.heads + head) * u.width + column];
    }
  }
  if (column >= u.m) { skip[row * u.c + column - u.m] = sum; return; }
  ${z === null ? '' : 'z[row * u.m + column] = sum;'}
  y[row * u.m + column] = act(sum);`,
  });
  multiply(gpu, { a: y, b: readout, transposeA: false, transposeB: false, residual: skip, activation: 'linear', z: null, y: logits, m: n, n: c, k: m });
  gpu.release(skip);
  return z === null ? [logits, y] : [logits, y, z];
};

export const GrokMixReadoutGrad: WgslKernel<'GrokMixReadoutGrad'> = (gpu, input, { heads, activation }, { kept1 }) => {
  const [dlogits, y, weights, table, readout, forward] = [
    input('dlogits'),
    input('kept0'),
    input('weights'),
    input('table'),
    input('readout'),
    input('forward'),
  ];
  const [[n, terms], [tableRows, width], [m, c]] = [dims(forward.shape), dims(table.shape), dims(readout.shape)];
  const [dy, dreadout] = [gpu.output([n, m]), gpu.output(readout.shape)];
  denseBackward(gpu, { x: y, dx: dy, layers: [{ dy: dlogits, w: readout, dw: dreadout }], activation: 'linear' });

  const [dweights, dtable] = [gpu.output(weights.shape), gpu.output(table.shape)];
  const lanes = lanesFor(n); // the table's last row takes them all
  const blocks = Math.ceil(width / COLUMNS);
  const [tableGroups, weightGroups] = [tableRows * blocks, Math.ceil(sizeOf(weights) / (COLUMNS * lanes))];
  const slopes = { dy, z: kept1 ?? y, dlogits, forward };
  const ofTable = { writes: { dtable }, reads: { weights, offsets: input('offsets'), entries: input('entries') } };
  const ofWeights = { writes: { dweights }, reads: { table } };
  const run = (withTable: boolean, withWeights: boolean): void => {
    const groupsBefore = withTable ? tableGroups : 0;
    gpu.run({
      key: `mix rows grad ${activation} ${lanes} ${withTable} ${withWeights}`,
      writes: { ...(withTable ? ofTable.writes : {}), ...(withWeights ? ofWeights.writes : {}) },
      reads: { ...slopes, ...(withTable ? ofTable.reads : {}), ...(withWeights ? ofWeights.reads : {}) },
      sizes: { n, terms, heads, width, m, c, tableRows, blocks, groupsBefore, size: sizeOf(weights) },
      workgroup: [COLUMNS, lanes],
      groups: groupsBefore + (withWeights ? weightGroups : 0),
      declarations: derivativeOf(activation) + SLOPE + (withTable ? laneSum('columnSum', lanes) : ''),
      body: () => `
  if (group < u.groupsBefore) { ${withTable ? tableGradBody(lanes) : ''}
  } else { ${withWeights ? weightsGradBody(lanes) : ''}
  }`,
    });
  };
  // Both at once bind ten buffers, which not every device allows.
  if (gpu.maxBindings >= 10) run(true, true);
  else {
    run(true, false);
    run(false, true);
  }
  gpu.release(dy);
  return [dweights, dtable, dreadout];
};

/** Declares `slope(row, column)`: the gradient of [z | skip]. */
const SLOPE = `
fn slope(row: u32, column: u32) -> f32 {
  if (column >= u.m) { return dlogits[row * u.c + column - u.m]; }
  return dy[row * u.m + column] * actGrad(z[row * u.m + column]);
}`;

const tableGradBody = (lanes: number): string => `
  let table_row = group / u.blocks;
  let column = (group % u.blocks) * ${COLUMNS}u + lid.x;
  var sum = 0.0;
  if (column < u.width) {
    if (table_row + 1u == u.tableRows) {
      for (var row = lid.y; row < u.n; row += ${lanes}u) { sum += slope(row, column); }
    } else {
      let target_row = table_row / u.heads;
      let head = table_row % u.heads;
      ${eachEntry(lanes, 'offsets[target_row + 1u]', 'sum += weights[(row * u.terms + s) * u.heads + head] * slope(row, column);')}
    }
  }
  let total = columnSum(lid, sum);
  if (lid.y == 0u && column < u.width) { dtable[table_row * u.width + column] = total; }`;

const weightsGradBody = (lanes: number): string => `
  let at = (group - u.groupsBefore) * ${COLUMNS * lanes}u + li;
  if (at >= u.size) { return; }
  let pair = at / u.heads;
  let source = forward[pair];
  var sum = 0.0;
  if (source >= 0) {
    let first = (u32(source) * u.heads + at % u.heads) * u.width;
    for (var column = 0u; column < u.width; column++) { sum += slope(pair / u.terms, column) * table[first + column]; }
  }
  dweights[at] = sum;`;
