/** What became of runs over two fields: a cell for each combination of values, with its outcome and its delay. Pure. */
import type { Combination } from '../engine/sweeps/combinations.ts';
import { element, type Markup } from './markup.ts';
import { fillOf, signOf } from './outcomes.ts';
import { inked } from './palette.ts';
import { formatTick } from './plot/format.ts';
import type { Part } from './sheet.ts';
import type { NamedAxis } from './sweepScale.ts';
import { WIDTH, widthOf, words } from './type.ts';

const [LEFT, RIGHT, TITLE, FOOT] = [96, 16, 26, 44];
/** Of a cell at most, and where there is room for more than its sign. */
const [WIDEST, HIGHEST, ROOMY] = [84, 46, 34];
const GAP = 6;

const hatch = (x: number, y: number, width: number, height: number): Markup => {
  const step = 7;
  const lines: string[] = [];
  for (let d = step; d < width + height; d += step) {
    const [x1, y1] = d <= height ? [0, d] : [d - height, height];
    const [x2, y2] = d <= width ? [d, 0] : [width, d - width];
    lines.push(`M${(x + x1).toFixed(1)} ${(y + y1).toFixed(1)}L${(x + x2).toFixed(1)} ${(y + y2).toFixed(1)}`);
  }
  return element('path', { d: lines.join(''), fill: 'none', stroke: inked('rule'), 'stroke-width': 1 });
};

interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function cell({ outcome, agree, made, delay }: Combination, { x, y, width, height }: Room): Markup {
  const frame = { x, y, width, height, stroke: inked('paper'), 'stroke-width': 1 };
  // What was not run is no outcome.
  if (outcome === null) return element('g', {}, [element('rect', { ...frame, fill: inked('paper') }), hatch(x, y, width, height)]);
  const steps = delay.middle === null ? null : formatTick(Number(delay.middle.toPrecision(2)));
  const said = [...(steps === null ? [] : [steps]), ...(agree < made ? [`${agree}/${made}`] : [])].join(' · ');
  const both = said !== '' && height >= ROOMY && widthOf(said, 11) <= width - 4;
  const [middle, centre] = [x + width / 2, y + height / 2];
  return element('g', {}, [
    element('rect', { ...frame, fill: fillOf(outcome) }),
    ...(Math.min(width, height) < 12
      ? []
      : [element('g', { transform: `translate(${middle.toFixed(2)} ${(both ? centre - 8 : centre).toFixed(2)})` }, [signOf(outcome)])]),
    ...(both ? [words(said, middle, centre + 10, { size: 11, anchor: 'middle' })] : []),
  ]);
}

/** Labels of which none lies on the next. */
const everyNth = (labels: readonly string[], step: number, vertical: boolean): number => {
  const needed = vertical ? 14 : Math.max(...labels.map((label) => widthOf(label))) + GAP;
  return Math.max(1, Math.ceil(needed / step));
};

/** @param combinations of the two axes, in any order; those that are not there were not run. @param title above it */
export function phaseDiagram(x: NamedAxis, y: NamedAxis, combinations: readonly Combination[], title: string): Part {
  const [columns, rows] = [x.labels.length, y.labels.length];
  const width = Math.min(WIDEST, (WIDTH - LEFT - RIGHT) / columns);
  const height = Math.min(HIGHEST, Math.max(14, width * 0.7), 420 / rows);
  const bottom = TITLE + rows * height;
  const by = new Map(combinations.map((one) => [one.at.join(), one]));
  const none = { made: 0, outcome: null, agree: 0, train: NEVER, val: NEVER, delay: NEVER } as const;
  const cells = y.labels.flatMap((_, j) =>
    x.labels.map((__, i) => cell(by.get(`${i},${j}`) ?? { at: [i, j], ...none }, { x: LEFT + i * width, y: bottom - (j + 1) * height, width, height })),
  );
  const [alongX, alongY] = [everyNth(x.labels, width, false), everyNth(y.labels, height, true)];
  const grey = inked('ink-2');
  return {
    markup: element('g', {}, [
      words(title, LEFT, TITLE / 2 - 2, { size: 15, bold: true }),
      ...cells,
      ...x.labels.flatMap((label, i) => (i % alongX === 0 ? [words(label, LEFT + (i + 0.5) * width, bottom + 12, { anchor: 'middle', colour: grey })] : [])),
      ...y.labels.flatMap((label, j) => (j % alongY === 0 ? [words(label, LEFT - 6, bottom - (j + 0.5) * height, { anchor: 'end', colour: grey })] : [])),
      words(x.name, LEFT + (columns * width) / 2, bottom + 32, { anchor: 'middle' }),
      words(y.name, 14, bottom - (rows * height) / 2, { anchor: 'middle', turn: -90 }),
    ]),
    height: bottom + FOOT,
  };
}

const NEVER = { low: null, middle: null, high: null } as const;
