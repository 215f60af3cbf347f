/**
 * The last layer folded into tables. Products of parts of matrices share one program: workgroups are divided among them. What many rows add up to
 * is gathered through the index's CSR side, one workgroup per table row and a few columns.
 */
import { activations } from '../../../ops/activations.ts';
import { derivativeOf, valueOf } from './activations.ts';
import { denseBackward } from './denseGrad.ts';
import { dims, present, sizeOf, type WgslKernel } from './kernel.ts';
import { multiply } from './matmul.ts';
import { accumulate, addLayers, cutFor, enter, putAll, TILE, tileMemory, tilesOf, workgroupOf, type Cut, type Operand } from './tile.ts';
import { COLUMNS, FLAT, flat, lanesFor, laneSum } from './wgsl.ts';

/** One of a program's products: op(a)·op(b), `rows` and `columns` expressions that bound it, `put` a statement that stores a sum. */
interface Part {
  readonly a: Operand;
  readonly b: Operand;
  readonly columns: string;
  readonly put: (row: string, column: string, sum: string) => string;
  /** More statements, in workgroups of the first row of tiles; they see `first`, a column for each of the first TILE invocations. */
  readonly once?: string;
}

/** Statements of tile number `tileAt` (an expression) of a product. */
function partBody({ a, b, columns, put, once }: Part, tileAt: string, cut: Cut): string {
  return `
    let number = ${tileAt};
    let across = (${columns} + ${TILE - 1}u) / ${TILE}u;
    let row0 = (number / across) * ${TILE}u;
    let column0 = (number % across) * ${TILE}u;
    let begin = 0u;
    let end = ${a.deep};
    ${accumulate(a, b, cut, true)}
    ${addLayers(cut)}
    if (layer > 0u) { return; }
    ${putAll((row, column, sum) => `if (${row} < ${a.outer} && ${column} < ${b.outer}) { ${put(`(${row})`, column, sum)} }`)}
    ${once === undefined ? '' : `if (row0 == 0u && li < ${TILE}u) { let first = column0 + li; ${once} }`}`;
}

/** Entry i of the part of a matrix that is `columns` wide and starts at column `from` of rows of `width`. */
const partAt = (name: string, columns: string, width: string, from: string) => (i: string) =>
  `${name}[(${i}) / ${columns} * ${width} + ${from} + (${i}) % ${columns}]`;

export const GrokAttentionWeights: WgslKernel<'GrokAttentionWeights'> = (gpu, input, { heads }) => {
  const [q, forward] = [input('q'), input('forward')];
  const [[rows, terms], [, d]] = [dims(forward.shape), dims(q.shape)];
  const weights = gpu.output([rows, terms * heads]);
  gpu.run({
    key: 'attention weights',
    writes: { weights },
    reads: { q, k: input('k'), forward },
    sizes: { rows, terms, heads, d, width: d / heads },
    floats: { scale: 1 / Math.sqrt(d / heads) },
    workgroup: [FLAT],
    groups: flat(rows * heads),
    body: () => `
  if (index >= u.rows * u.heads) { return; }
  let row = index / u.heads;
  let head = index % u.heads;
  let at = head * u.width; // first column of the head
  var largest = -3.4e38;
  for (var s = 0u; s < u.terms; s++) {
    let source = forward[row * u.terms + s];
    if (source < 0) { continue; }
    var score = 0.0;
    for (var j = at; j < at + u.width; j++) { score += q[j] * k[u32(source) * u.d + j]; }
    score *= u.scale;
    weights[(row * u.terms + s) * u.heads + head] = score;
    largest = max(largest, score);
  }
  var sum = 0.0;
  for (var s = 0u; s < u.terms; s++) {
    let to = (row * u.terms + s) * u.heads + head;
    var weight = 0.0;
    if (forward[row * u.terms + s] >= 0) { weight = exp(weights[to] - largest); }
    weights[to] = weight;
    sum += weight;
  }
  for (var s = 0u; s < u.terms; s++) { weights[(row * u.terms + s) * u.heads + head] /= sum; }`,
  });
  return [weights];
};

/** Visits the rows that name table row `target_row`, and the places `s` where they do: a row that names it twice stands twice in a row. */
const eachEntry = (lanes: number, end: string, visit: string): string => `
  let begin = offsets[target_row];
  for (var e = begin + i32(lid.y); e < ${end}; e += ${lanes}) {
    if (e > begin && entries[e] == entries[e - 1]) { continue; }
    let row = u32(entries[e]);
    for (var s = 0u; s < u.terms; s++) {
      if (forward[row * u.terms + s] != i32(target_row)) { continue; }
      ${visit}
    }
  }`;

export const GrokAttentionWeightsGrad: WgslKernel<'GrokAttentionWeightsGrad'> = (gpu, input, { heads }) => {
  const [q, k, forward] = [input('q'), input('k'), input('forward')];
  const [[rows, terms], [tableRows, d]] = [dims(forward.shape), dims(k.shape)];
  const dscores = gpu.output([tableRows, heads]);
  const [lanes, blocks] = [lanesFor(rows), Math.ceil(heads / COLUMNS)]; // one table row may take all rows
  gpu.run({
    key: `table scores grad ${lanes}`,
    writes: { dscores },
    reads: { dweights: input('dweights'), weights: input('weights'), forward, offsets: input('offsets'), entries: input('entries') },
    sizes: { terms, heads, blocks, groups: tableRows * blocks },
    workgroup: [COLUMNS, lanes],
    groups: tableRows * blocks,
    declarations: laneSum('headSum', lanes),
    // Σ_s A_s dA_s is what softmax's normalisation takes back.
    body: () => `
  if (group >= u.groups) { return; }
  let target_row = group / u.blocks;
  let head = (group % u.blocks) * ${COLUMNS}u + lid.x;
  var sum = 0.0;
  if (head < u.heads) {
    ${eachEntry(
      lanes,
      'offsets[target_row + 1u]',
      `var expected = 0.0;
      for (var t = 0u; t < u.terms; t++) {
        let there = (row * u.terms + t) * u.heads + head;
        expected += weights[there] * dweights[there];
      }
      let here = (row * u.terms + s) * u.heads + head;
      sum += weights[here] * (dweights[here] - expected);`,
    )}
  }
  let total = headSum(lid, sum);
  if (lid.y == 0u && head < u.heads) { dscores[target_row * u.heads + head] = total; }`,
  });

  const [dq, dk] = [gpu.output([1, d]), gpu.output([tableRows, d])];
  const lanesDown = lanesFor(tableRows);
  gpu.run({
    key: `table scores query and key grad ${lanesDown}`,
    writes: { dq, dk },
    reads: { dscores, q, k },
    sizes: { tableRows, heads, d, width: d / heads },
    floats: { scale: 1 / Math.sqrt(d / heads) },
    workgroup: [COLUMNS, lanesDown],
    groups: Math.ceil(d / COLUMNS),
    declarations: laneSum('columnSum', lanesDown),
    body: () => `
  let column = wid.x * ${COLUMNS}u + lid.x;
  var sum = 0.0;
  if (column < u.d) {
    for (var row = lid.y; row < u.tableRows; row += ${lanesDown}u) {
      let dscore = dscores[row * u.heads + column / u.width] * u.scale;
      dk[row * u.d + column] = dscore * q[column];
      sum += dscore * k[row * u.d + column];
    }
  }
  let total = columnSum(lid, sum);
  if (lid.y == 0u && column < u.d) { dq[column] = total; }`,
  });
  gpu.release(dscores);
  return [dq, dk];
};

/** Declares `above(i)` and `aboveU(i)`: entry i of [output; last], and of the same with the bias that only u's columns get. */
const stacked = (biased: boolean): string => `
fn above(i: u32) -> f32 { if (i < u.d * u.d) { return outer[i]; } return last[i - u.d * u.d]; }
fn aboveU(i: u32) -> f32 { if (i < u.d * u.d) { return outer[i]; } return last[i - u.d * u.d]${biased ? ' + uBias[i - u.d * u.d]' : ''}; }`;

export const GrokFoldMaps: WgslKernel<'GrokFoldMaps'> = (gpu, input, _attrs, { wBias, uBias }) => {
  const [outer, last, w, u] = [input('output'), input('last'), input('w'), input('u')];
  const [[d, m], [, c]] = [dims(w.shape), dims(u.shape)];
  const maps = gpu.output([d + 1, m + c]);
  const [tilesW, tilesU] = [tilesOf(d + 1) * tilesOf(m), tilesOf(d + 1) * tilesOf(c)];
  const cut = cutFor(tilesW + tilesU, d, false);
  gpu.work += (d + 1) * d * (m + c);
  const left = (name: string): Operand => ({ at: (i) => `${name}(${i})`, deepFirst: true, outer: '(u.d + 1u)', deep: 'u.d' });
  const right = (name: string, columns: string): Operand => ({ at: (i) => `${name}[${i}]`, deepFirst: false, outer: columns, deep: 'u.d' });
  const ofW: Part = {
    a: left('above'),
    b: right('w', 'u.m'),
    columns: 'u.m',
    put: (row, column, sum) => `maps[${row} * u.width + ${column}] = ${sum}${wBias === undefined ? '' : ` + select(0.0, wBias[${column}], ${row} == u.d)`};`,
  };
  const ofU: Part = {
    a: left('aboveU'),
    b: right('v', 'u.c'),
    columns: 'u.c',
    put: (row, column, sum) => `maps[${row} * u.width + u.m + ${column}] = ${sum};`,
  };
  gpu.run({
    key: `fold maps ${wBias !== undefined} ${uBias !== undefined} ${cut.layers}`,
    writes: { maps },
    reads: present({ outer, last, w, v: u, wBias, uBias }),
    sizes: { d, m, c, width: m + c, tilesW, tiles: tilesW + tilesU },
    workgroup: workgroupOf(cut),
    groups: tilesW + tilesU,
    declarations: tileMemory(cut) + stacked(uBias !== undefined),
    body: () => `
  ${enter(cut)}
  if (group < u.tilesW) { ${partBody(ofW, 'group', cut)}
  } else if (group < u.tiles) { ${partBody(ofU, 'group - u.tilesW', cut)}
  }`,
  });
  return [maps];
};

export const GrokFoldMapsGrad: WgslKernel<'GrokFoldMapsGrad'> = (gpu, input, _attrs, { uBias }) => {
  const [dmaps, outer, last, w, u] = [input('dmaps'), input('output'), input('last'), input('w'), input('u')];
  const [[d, m], [, c]] = [dims(w.shape), dims(u.shape)];
  const biased = uBias !== undefined;
  const [doutput, dlast, dw, du] = [gpu.output([d, d]), gpu.output([1, d]), gpu.output([d, m]), gpu.output([d, c])];
  const [dwBias, duBias] = biased ? [gpu.output([m]), gpu.output([d])] : [null, null];
  gpu.work += 2 * (d + 1) * d * (m + c);
  const sizes = { d, m, c, width: m + c };
  const ofW = partAt('dmaps', 'u.m', 'u.width', '0u');
  const ofU = partAt('dmaps', 'u.c', 'u.width', 'u.m');

  // d[output; last] = dmaps·[w | u]ᵀ. The second bias sees u's columns of the last row alone: they come first.
  const flatCut = { layers: 1, depth: 16, slices: 1, slice: 0 };
  const slopes = (at: Operand['at'], deep: string): Operand => ({ at, deepFirst: true, outer: '(u.d + 1u)', deep });
  const across = (name: string, deep: string): Operand => ({ at: (i) => `${name}[${i}]`, deepFirst: true, outer: 'u.d', deep });
  const tilesLeft = tilesOf(d + 1) * tilesOf(d);
  gpu.run({
    key: `fold maps left grad ${biased}`,
    writes: present({ doutput, dlast, duBias }),
    reads: { dmaps, w, v: u },
    sizes: { ...sizes, across: tilesOf(d), tiles: tilesLeft },
    workgroup: workgroupOf(flatCut),
    groups: tilesLeft,
    declarations: tileMemory(flatCut),
    body: () => `
  if (group >= u.tiles) { return; }
  ${enter(flatCut)}
  let row0 = (group / u.across) * ${TILE}u;
  let column0 = (group % u.across) * ${TILE}u;
  let begin = 0u;
  var end = u.c;
  ${accumulate(slopes(ofU, 'u.c'), across('v', 'u.c'), flatCut, true)}
  ${biased ? putAll((row, column, sum) => `if (${row} == u.d && ${column} < u.d) { duBias[${column}] = ${sum}; }`) : ''}
  end = u.m;
  ${accumulate(slopes(ofW, 'u.m'), across('w', 'u.m'), flatCut, true)}
  ${putAll(
    (row, column, sum) =>
      `if (${column} < u.d) { if (${row} < u.d) { doutput[(${row}) * u.d + ${column}] = ${sum}; } else if (${row} == u.d) { dlast[${column}] = ${sum}; } }`,
  )}`,
  });

  // d[w | u] = [output; last]ᵀ·dmaps
  const [tilesW, tilesU] = [tilesOf(d) * Math.max(1, tilesOf(m)), tilesOf(d) * tilesOf(c)];
  const cut = cutFor(tilesW + tilesU, d + 1, false);
  const above = (name: string): Operand => ({ at: (i) => `${name}(${i})`, deepFirst: false, outer: 'u.d', deep: '(u.d + 1u)' });
  const right = (at: Operand['at'], columns: string): Operand => ({ at, deepFirst: false, outer: columns, deep: '(u.d + 1u)' });
  const part = (name: string, of: Operand['at'], columns: string, to: string, once?: string): Part => ({
    a: above(name),
    b: right(of, columns),
    columns,
    put: (row, column, sum) => `${to}[${row} * ${columns} + ${column}] = ${sum};`,
    ...(once === undefined ? {} : { once }),
  });
  const copyBias = biased ? 'if (first < u.m) { dwBias[first] = dmaps[u.d * u.width + first]; }' : undefined;
  gpu.run({
    key: `fold maps right grad ${biased} ${cut.layers}`,
    writes: present({ dw, du, dwBias }),
    reads: present({ dmaps, outer, last, uBias }),
    sizes: { ...sizes, tilesW, tiles: tilesW + tilesU },
    workgroup: workgroupOf(cut),
    groups: tilesW + tilesU,
    declarations: tileMemory(cut) + stacked(biased),
    body: () => `
  ${enter(cut)}
  if (group < u.tilesW) { ${partBody(part('above', ofW, 'u.m', 'dw', copyBias), 'group', cut)}
  } else if (group < u.tiles) { ${partBody(part('aboveU', ofU, 'u.c', 'du'), 'group - u.tilesW', cut)}
  }`,
  });
  return dwBias === null || duBias === null ? [doutput, dlast, dw, du] : [doutput, dlast, dw, du, dwBias, duBias];
};

/** Entry i of a head's columns of v, and of its rows of the table. */
const headOfV = (i: string): string => `v[(${i}) / u.part * u.d + head * u.part + (${i}) % u.part]`;
const headOf = (table: string) => (i: string) => `${table}[((${i}) / u.width * u.heads + head) * u.width + (${i}) % u.width]`;

export const GrokHeadTable: WgslKernel<'GrokHeadTable'> = (gpu, input, { heads }) => {
  const [v, maps] = [input('v'), input('maps')];
  const [[rows, d], [, width]] = [dims(v.shape), dims(maps.shape)];
  const table = gpu.output([rows * heads + 1, width]);
  const tiles = tilesOf(rows) * tilesOf(width);
  const cut = cutFor(heads * tiles, d / heads, false);
  gpu.work += rows * d * width;
  const part: Part = {
    a: { at: headOfV, deepFirst: true, outer: 'u.rows', deep: 'u.part' },
    b: { at: (i) => `maps[head * u.part * u.width + ${i}]`, deepFirst: false, outer: 'u.width', deep: 'u.part' },
    columns: 'u.width',
    put: (row, column, sum) => `table[(${row} * u.heads + head) * u.width + ${column}] = ${sum};`,
    once: 'if (head == 0u && first < u.width) { table[u.rows * u.heads * u.width + first] = maps[u.d * u.width + first]; }',
  };
  gpu.run({
    key: `head table ${cut.layers}`,
    writes: { table },
    reads: { v, maps },
    sizes: { rows, d, heads, width, part: d / heads, tiles },
    workgroup: workgroupOf(cut),
    groups: heads * tiles,
    declarations: tileMemory(cut),
    body: () => `
  let head = group / u.tiles;
  if (head >= u.heads) { return; }
  ${enter(cut)}
  ${partBody(part, 'group % u.tiles', cut)}`,
  });
  return [table];
};

export const GrokHeadTableGrad: WgslKernel<'GrokHeadTableGrad'> = (gpu, input, { heads }) => {
  const [dtable, v, maps] = [input('dtable'), input('v'), input('maps')];
  const [[rows, d], [, width]] = [dims(v.shape), dims(maps.shape)];
  const [dv, dmaps] = [gpu.output(v.shape), gpu.output(maps.shape)];
  const part = d / heads;
  const [tilesMaps, tilesV] = [tilesOf(part) * tilesOf(width), tilesOf(rows) * tilesOf(part)];
  const cut = cutFor(heads * (tilesMaps + tilesV), Math.max(rows, width), false);
  gpu.work += 2 * rows * d * width;
  const slopes = headOf('dtable');
  // dmaps_h = v_hᵀ·dtable_h and dv_h = dtable_h·maps_hᵀ
  const ofMaps: Part = {
    a: { at: headOfV, deepFirst: false, outer: 'u.part', deep: 'u.rows' },
    b: { at: slopes, deepFirst: false, outer: 'u.width', deep: 'u.rows' },
    columns: 'u.width',
    put: (row, column, sum) => `dmaps[(head * u.part + ${row}) * u.width + ${column}] = ${sum};`,
    once: 'if (head == 0u && first < u.width) { dmaps[u.d * u.width + first] = dtable[u.rows * u.heads * u.width + first]; }',
  };
  const ofV: Part = {
    a: { at: slopes, deepFirst: true, outer: 'u.rows', deep: 'u.width' },
    b: { at: (i) => `maps[head * u.part * u.width + ${i}]`, deepFirst: true, outer: 'u.part', deep: 'u.width' },
    columns: 'u.part',
    put: (row, column, sum) => `dv[${row} * u.d + head * u.part + ${column}] = ${sum};`,
  };
  gpu.run({
    key: `head table grad ${cut.layers}`,
    writes: { dv, dmaps },
    reads: { dtable, v, maps },
    sizes: { rows, d, heads, width, part, tilesMaps, tilesV, groupsMaps: heads * tilesMaps, tiles: heads * (tilesMaps + tilesV) },
    workgroup: workgroupOf(cut),
    groups: heads * (tilesMaps + tilesV),
    declarations: tileMemory(cut),
    body: () => `
  ${enter(cut)}
  if (group < u.groupsMaps) {
    let head = group / u.tilesMaps;
    ${partBody(ofMaps, 'group % u.tilesMaps', cut)}
  } else if (group < u.tiles) {
    let head = (group - u.groupsMaps) / u.tilesV;
    ${partBody(ofV, '(group - u.groupsMaps) % u.tilesV', cut)}
  }`,
  });
  return [dv, dmaps];
};

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
