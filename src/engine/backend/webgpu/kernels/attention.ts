/**
 * Attention over named rows. Forward and the scores' gradient have one invocation per row and head; the gradients of q, k and v have one
 * workgroup per table row and a few columns, which gathers through the index's CSR side.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { dims, type WgslKernel } from './kernel.ts';
import { COLUMNS, FLAT, flat, lanesFor, laneSum } from './wgsl.ts';

/** Where an invocation's row and head are. */
const ROW_AND_HEAD = `
  if (index >= u.rows * u.heads) { return; }
  let row = index / u.heads;
  let at = (index % u.heads) * u.width; // first column of the head
  let weightsAt = index * u.terms;`;

export const GrokAttention: WgslKernel<'GrokAttention'> = (gpu, input, { heads }) => {
  const [q, sourceForward] = [input('q'), input('sourceForward')];
  const [rows, terms] = dims(sourceForward.shape);
  const [, d] = dims(q.shape);
  const z = gpu.output([rows, d]);
  const weights = gpu.output([rows, heads * terms]);
  gpu.run({
    key: 'attention',
    writes: { z, weights },
    reads: { q, k: input('k'), v: input('v'), queryForward: input('queryForward'), sourceForward },
    sizes: { rows, terms, heads, d, width: d / heads },
    floats: { scale: 1 / Math.sqrt(d / heads) },
    workgroup: [FLAT],
    groups: flat(rows * heads),
    body: () => `${ROW_AND_HEAD}
  let query = u32(queryForward[row]) * u.d + at;
  var largest = -3.4e38;
  for (var s = 0u; s < u.terms; s++) {
    let source = sourceForward[row * u.terms + s];
    if (source < 0) { continue; }
    let key = u32(source) * u.d + at;
    var score = 0.0;
    for (var j = 0u; j < u.width; j++) { score += q[query + j] * k[key + j]; }
    score *= u.scale;
    weights[weightsAt + s] = score;
    largest = max(largest, score);
  }
  var sum = 0.0;
  for (var s = 0u; s < u.terms; s++) {
    var weight = 0.0;
    if (sourceForward[row * u.terms + s] >= 0) { weight = exp(weights[weightsAt + s] - largest); }
    weights[weightsAt + s] = weight;
    sum += weight;
  }
  for (var s = 0u; s < u.terms; s++) { weights[weightsAt + s] = weights[weightsAt + s] / sum; }
  for (var j = 0u; j < u.width; j++) {
    var mixed = 0.0;
    for (var s = 0u; s < u.terms; s++) {
      let source = sourceForward[row * u.terms + s];
      if (source >= 0) { mixed += weights[weightsAt + s] * v[u32(source) * u.d + at + j]; }
    }
    z[row * u.d + at + j] = mixed;
  }`,
  });
  return [z, weights];
};

/** Which table row and column a workgroup's invocation adds up for, and over which of the index's entries. */
const segment = (prefix: string): string => `
  if (group >= u.groups) { return; }
  let target_row = group / u.blocks;
  let column = (group % u.blocks) * ${COLUMNS}u + lid.x;
  let head = column / u.width;
  let begin = ${prefix}Offsets[target_row];
  let end = select(begin, ${prefix}Offsets[target_row + 1u], column < u.d);`;

export const GrokAttentionGrad: WgslKernel<'GrokAttentionGrad'> = (gpu, input, { heads }) => {
  const [dz, q, k, v, weights, sourceForward] = [input('dz'), input('q'), input('k'), input('v'), input('weights'), input('sourceForward')];
  const [rows, terms] = dims(sourceForward.shape);
  const [queryRows, d] = dims(q.shape);
  const [sourceRows] = dims(k.shape);
  const width = d / heads;
  const blocks = Math.ceil(d / COLUMNS);
  const lanes = lanesFor(rows); // one table row may take them all
  const [dq, dk, dv] = [gpu.output([queryRows, d]), gpu.output([sourceRows, d]), gpu.output([sourceRows, d])];
  const dscores = gpu.output([rows, heads * terms]); // of q·k, before the scale

  gpu.run({
    key: 'attention scores grad',
    writes: { dscores },
    reads: { dz, v, weights, sourceForward },
    sizes: { rows, terms, heads, d, width },
    floats: { scale: 1 / Math.sqrt(width) },
    workgroup: [FLAT],
    groups: flat(rows * heads),
    // Σ_s A_s dA_s is what softmax's normalisation takes back.
    body: () => `${ROW_AND_HEAD}
  var expected = 0.0;
  for (var s = 0u; s < u.terms; s++) {
    let source = sourceForward[row * u.terms + s];
    var dweight = 0.0;
    if (source >= 0) {
      for (var j = 0u; j < u.width; j++) { dweight += dz[row * u.d + at + j] * v[u32(source) * u.d + at + j]; }
    }
    dscores[weightsAt + s] = dweight;
    expected += weights[weightsAt + s] * dweight;
  }
  for (var s = 0u; s < u.terms; s++) {
    dscores[weightsAt + s] = weights[weightsAt + s] * (dscores[weightsAt + s] - expected) * u.scale;
  }`,
  });

  gpu.run({
    key: `attention query grad ${lanes}`,
    writes: { dq },
    reads: { dscores, k, sourceForward, queryOffsets: input('queryOffsets'), queryEntries: input('queryEntries') },
    sizes: { terms, heads, d, width, blocks, groups: queryRows * blocks },
    workgroup: [COLUMNS, lanes],
    groups: queryRows * blocks,
    declarations: laneSum('columnSum', lanes),
    body: () => `${segment('query')}
  var sum = 0.0;
  for (var e = begin + i32(lid.y); e < end; e += ${lanes}) {
    let row = u32(queryEntries[e]);
    for (var s = 0u; s < u.terms; s++) {
      let source = sourceForward[row * u.terms + s];
      if (source >= 0) { sum += dscores[(row * u.heads + head) * u.terms + s] * k[u32(source) * u.d + column]; }
    }
  }
  let total = columnSum(lid, sum);
  if (lid.y == 0u && column < u.d) { dq[target_row * u.d + column] = total; }`,
  });

  const forKey = { dscores, q, queryForward: input('queryForward') };
  const forValue = { dz, weights };
  const index = { sourceForward, sourceOffsets: input('sourceOffsets'), sourceEntries: input('sourceEntries') };
  const run = (writes: Record<string, TensorInfo>, reads: Record<string, TensorInfo>): void =>
    gpu.run({
      key: `attention ${Object.keys(writes).join(' ')} ${lanes}`,
      writes,
      reads: { ...reads, ...index },
      sizes: { terms, heads, d, width, blocks, groups: sourceRows * blocks },
      workgroup: [COLUMNS, lanes],
      groups: sourceRows * blocks,
      declarations: Object.keys(writes)
        .map((name) => laneSum(`${name}Sum`, lanes))
        .join(''),
      body: () => sourceGradBody(lanes, 'dk' in writes, 'dv' in writes),
    });
  // Both at once binds ten buffers, which not every device allows.
  if (gpu.maxBindings >= 10) run({ dk, dv }, { ...forKey, ...forValue });
  else {
    run({ dk }, forKey);
    run({ dv }, forValue);
  }
  gpu.release(dscores);
  return [dq, dk, dv];
};

/** A row that names a source twice stands among the entries twice in a row: all its terms are taken at the first. */
function sourceGradBody(lanes: number, withKey: boolean, withValue: boolean): string {
  const add = [
    withKey ? 'key += dscores[pair] * q[u32(queryForward[row]) * u.d + column];' : '',
    withValue ? 'value += weights[pair] * dz[row * u.d + column];' : '',
  ];
  return `${segment('source')}
  var key = 0.0;
  var value = 0.0;
  for (var e = begin + i32(lid.y); e < end; e += ${lanes}) {
    if (e > begin && sourceEntries[e] == sourceEntries[e - 1]) { continue; }
    let row = u32(sourceEntries[e]);
    for (var s = 0u; s < u.terms; s++) {
      if (sourceForward[row * u.terms + s] != i32(target_row)) { continue; }
      let pair = (row * u.heads + head) * u.terms + s;
      ${add.join('\n      ')}
    }
  }
  ${withKey ? 'let keyTotal = dkSum(lid, key);' : ''}
  ${withValue ? 'let valueTotal = dvSum(lid, value);' : ''}
  if (lid.y == 0u && column < u.d) {
    ${withKey ? 'dk[target_row * u.d + column] = keyTotal;' : ''}
    ${withValue ? 'dv[target_row * u.d + column] = valueTotal;' : ''}
  }`;
}
