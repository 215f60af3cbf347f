/** The linear maps behind attention, multiplied out: [output; last]·[w | u]. */
import { dims, present, type WgslKernel } from './kernel.ts';
import { partBody, type Part } from './part.ts';
import { accumulate, cutFor, enter, putAll, TILE, tileMemory, tilesOf, workgroupOf, type Operand } from './tile.ts';

/** Entry i of the part of a matrix that is `columns` wide and starts at column `from` of rows of `width`. */
const partAt = (name: string, columns: string, width: string, from: string) => (i: string) =>
  `${name}[(${i}) / ${columns} * ${width} + ${from} + (${i}) % ${columns}]`;

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
