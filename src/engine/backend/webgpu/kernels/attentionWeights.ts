/** Attention's weights where all rows ask with one query. */
import { dims, type WgslKernel } from './kernel.ts';
import { eachEntry } from './visits.ts';
import { COLUMNS, FLAT, flat, lanesFor, laneSum } from './wgsl.ts';

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
