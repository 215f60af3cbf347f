/** What happened to a run, in its chart: phases behind the lines, milestones and changes as rules, stretches in doubt. Pure. */
import type { ChartSpec } from '../engine/probes/chart.ts';
import type { Phase } from '../engine/run/phases.ts';
import type { RunRecord } from '../engine/run/record.ts';
import type { Language } from '../engine/text.ts';
import { footOf, type Band } from './plot/bands.ts';
import { textWidth, type LabelBox } from './plot/labels.ts';
import { markersOf, placeMarkers, UPRIGHT, type Marker, type Placed } from './plot/markers.ts';
import { MARK_ROW, type Box, type Scene } from './plot/scene.ts';
import { element, type Markup } from './markup.ts';
import { inked, paled, token } from './palette.ts';
import { cutAt } from './stretches.ts';
import { words } from './type.ts';

/** Edges of the bands, as on the page: a quantity's hue and its share. */
const EDGES: Readonly<Record<Phase, readonly [token: string, share: number]>> = {
  learning: ['random', 0.35],
  memorising: ['train', 0.55],
  waiting: ['random', 0.6],
  generalising: ['val', 0.6],
  grokked: ['val', 0.85],
  generalised: ['val', 0.85],
  forgot: ['bad', 0.6],
};
/** Changes closer than this are one marker. */
const NEAR = 14;
/** Words that stand along a rule are read from the top down. */
const DOWN = 90;

export function bandsMarkup(bands: readonly Band[], { box }: Scene): Markup {
  const { height, margin, ribbon } = box;
  return element(
    'g',
    {},
    bands.map(({ phase, x, width, words: name, lying, upright }) => {
      const [hue, share] = EDGES[phase];
      const tint = `phase-${phase}`;
      return element('g', {}, [
        element('rect', { x, y: margin.top, width, height: height - margin.top - margin.bottom, fill: inked(tint), 'fill-opacity': token(tint)[3] }),
        ...(ribbon > 0 ? [element('rect', { x, y: margin.top - ribbon, width, height: ribbon - 2, fill: paled(hue, share * 0.45) })] : []),
        ...(lying ? [words(name, x + width / 2, margin.top - ribbon / 2 - 1, { anchor: 'middle', bold: true })] : []),
        ...(upright === null ? [] : [words(name, x + width / 2, footOf(upright), { anchor: 'end', bold: true, edged: true, turn: DOWN })]),
      ]);
    }),
  );
}

/** Marks with their words, and where those stand. */
export type Marks = readonly { readonly marker: Marker; readonly placed: Placed }[];

const ROWS = 2;

/** @param position of a step, in pixels. @param width of the chart */
export function marksOf({ marks, config }: RunRecord, position: (step: number) => number, width: number, language: Language): Marks {
  const markers = markersOf(marks, config, position, NEAR, language);
  const placed = placeMarkers(markers, position, 0, width, ROWS);
  return markers.flatMap((marker, i) => (placed[i] === undefined ? [] : [{ marker, placed: placed[i] }]));
}

/** Rows of words that they take above the plot. */
export const rowsOf = (marks: Marks): number => marks.reduce((most, { placed }) => Math.max(most, (placed.row ?? -1) + 1), 0);

/** @param named whether they have their words here, or in the chart above */
export function marksMarkup(marks: Marks, { box }: Scene, named: boolean): Markup {
  const { height, margin, ribbon } = box;
  const [foot, bottom] = [margin.top - ribbon, height - margin.bottom];
  const inkOf = (kind: Marker['kind']): string => inked(kind === 'diverged' ? 'bad' : 'ink');
  // Under all of the words: no rule is to strike out what its neighbour says.
  const rules = marks.map(({ marker: { kind }, placed: { x, row: placed } }) => {
    const row = placed ?? -1;
    return element('line', {
      x1: x,
      x2: x,
      y1: named && row >= 0 ? foot - 4 - (row + 1) * MARK_ROW : foot,
      y2: bottom,
      stroke: kind === 'diverged' ? inkOf(kind) : inked('ink-2'),
      'stroke-opacity': 0.7,
      'stroke-dasharray': kind === 'changed' ? '2 2' : undefined,
    });
  });
  if (!named) return element('g', {}, rules);
  const said = marks.map(({ marker, placed }) => {
    const { x, row, side } = placed;
    const style = { colour: inkOf(marker.kind), bold: marker.kind === 'grokked', edged: true };
    if (row !== null) return words(placed.words, side === 'start' ? x + 5 : x - 5, foot - 13 - row * MARK_ROW, { ...style, anchor: side });
    const { label, box: covered } = uprightOf(marker, placed, box);
    return words(label, (covered.left + covered.right) / 2, footOf(covered), { ...style, anchor: 'end', turn: DOWN });
  });
  return element('g', {}, [...rules, ...said]);
}

/** From a rule to the middle of words along it, and from the axis to their foot. */
const [ASIDE, FOOT] = [9, 6];

/** What is said along a rule, and what that covers. */
function uprightOf({ words: whole, short }: Marker, { x, side }: Placed, { height, margin }: Box): { readonly label: string; readonly box: LabelBox } {
  const foot = height - margin.bottom - FOOT;
  const label = textWidth(whole) <= foot - margin.top - 2 ? whole : short;
  const [middle, long] = [x + (side === 'start' ? ASIDE : -ASIDE), textWidth(label)];
  return { label, box: { left: middle - UPRIGHT / 2, right: middle + UPRIGHT / 2, middle: foot - long / 2, height: long } };
}

/** What the words along rules cover: nothing else says what they say. */
export const uprightsOf = (marks: Marks, { box }: Scene): readonly LabelBox[] =>
  marks.flatMap(({ marker, placed }) => (placed.row === null ? [uprightOf(marker, placed, box).box] : []));

/** @param until where they end at the latest; null: nowhere */
export function doubtsMarkup(spec: ChartSpec, record: RunRecord, scene: Scene, until: number | null, language: Language): Markup {
  const all = spec.doubts?.((key) => record.curve(key)) ?? [];
  const stretches = until === null ? all : cutAt(all, until);
  if (stretches.length === 0) return element('g', {});
  const { width, height, margin } = scene.box;
  const at = (step: number): number => Math.min(width - margin.right, scene.x(step));
  const id = `hatch-${spec.id}`;
  const line = element('line', { x1: 0, x2: 0, y1: 0, y2: 6, stroke: inked('ink-3'), 'stroke-opacity': 0.55 });
  return element('g', {}, [
    element('pattern', { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, [line]),
    ...stretches.flatMap(({ from, to, words: why }) => {
      const [x, room] = [at(from), Math.max(0, at(to) - at(from))];
      return [
        element('rect', { x, y: margin.top, width: room, height: height - margin.top - margin.bottom, fill: `url(#${id})` }),
        ...(textWidth(why[language]) + 8 < room ? [words(why[language], x + 6, margin.top + 10, { colour: inked('ink-2'), edged: true })] : []),
      ];
    }),
  ]);
}
