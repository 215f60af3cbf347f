/** What each head makes of each row that it may attend to, once through the folded maps. */
import { dims, type WgslKernel } from './kernel.ts';
import { partBody, type Part } from './part.ts';
import { cutFor, enter, tileMemory, tilesOf, workgroupOf } from './tile.ts';

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
