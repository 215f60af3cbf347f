/** The pictures of a film: title, step and sentence of a moment over the charts up to it, on the axes of the whole run. Pure. */
import type { ChartSpec } from '../../engine/probes/chart.ts';
import { groundOf, type Bench, type Ground, type Place } from '../ground.ts';
import { element, type Markup } from '../markup.ts';
import { inked, inkedAs, FONT } from '../palette.ts';
import { panelOf } from '../panel.ts';
import { formatStep } from '../plot/format.ts';
import { lines, widthOf, words } from '../type.ts';
import { text } from '../../engine/text.ts';

/** Of a picture, in its units. */
export const FRAME = { width: 960, height: 540 } as const;

interface FilmWords {
  /** What the run is, in a line. */
  readonly caption: string;
  /** Runs behind it, and bands by the first of their runs, by id, with what they are called. */
  readonly runs: readonly { readonly id: string; readonly name: string }[];
}

const EDGE = 24;
const [CAPTION, SENTENCE, STEP] = [15, 15, 26];
const LINE = 20;
/** Lines of the sentence. */
const MOST_LINES = 2;
/** Beside plots, where values stand. */
const RIGHT = 58;
const [GAP, COLUMN_GAP] = [4, 10];
/** Share of the left column where there are two. */
const LEFT = 0.56;
/** Height of the first chart, in units of the others. */
const HERO = 1.9;
/** The least plot. */
const LEAST = 20;
const STEP_WORD = text('step', 'ステップ');

interface Column {
  readonly x: number;
  readonly width: number;
  readonly specs: readonly ChartSpec[];
}

/** One column up to two charts, else two: the first half stands left. */
function columnsOf(specs: readonly ChartSpec[]): Column[] {
  const room = FRAME.width - 2 * EDGE + 10;
  if (specs.length <= 2) return [{ x: EDGE - 10, width: room, specs }];
  const rows = Math.ceil(specs.length / 2);
  const width = Math.round((room - COLUMN_GAP) * LEFT);
  return [
    { x: EDGE - 10, width, specs: specs.slice(0, rows) },
    { x: EDGE - 10 + width + COLUMN_GAP, width: room - COLUMN_GAP - width, specs: specs.slice(rows) },
  ];
}

const heightOf = ({ top, frame }: Ground): number => top + frame.scene.box.height;

/** Columns at most: narrower ones hold nothing but their axes. */
const MOST_COLUMNS = 6;
/** What the step axis takes below the last chart of a column. */
const AXIS = 32;

/** The least height of a chart in a column. */
const leastOf = (spec: ChartSpec, hero: ChartSpec | undefined, bench: Bench, width: number): number =>
  heightOf(groundOf(spec, bench, { letter: null, width, height: LEAST, right: RIGHT, named: spec === hero, labelled: false })) + GAP;

/** Columns of equal width, each filled before the next; null where so many do not hold them all. */
function filled(specs: readonly ChartSpec[], bench: Bench, count: number, height: number): Column[] | null {
  const width = Math.floor((FRAME.width - 2 * EDGE + 10 - (count - 1) * COLUMN_GAP) / count);
  const columns: ChartSpec[][] = [[]];
  let left = height - AXIS;
  for (const spec of specs) {
    const least = leastOf(spec, specs[0], bench, width);
    if (least > left && columns.at(-1)?.length !== 0) {
      columns.push([]);
      left = height - AXIS;
    }
    left -= least;
    columns.at(-1)?.push(spec);
  }
  if (columns.length > count) return null;
  return columns.map((own, i) => ({ x: EDGE - 10 + i * (width + COLUMN_GAP), width, specs: own }));
}

/** One column or two where these hold them; with everything measured as many as it takes. */
function fitting(specs: readonly ChartSpec[], bench: Bench, height: number): Column[] {
  const usual = columnsOf(specs);
  const fits = usual.every(({ width, specs: own }) => own.reduce((sum, spec) => sum + leastOf(spec, specs[0], bench, width), AXIS) <= height);
  if (fits) return usual;
  for (let count = 3; count <= MOST_COLUMNS; count++) {
    const columns = filled(specs, bench, count, height);
    if (columns !== null) return columns;
  }
  return usual;
}

interface Standing {
  readonly ground: Ground;
  readonly x: number;
  readonly y: number;
}

/** Charts of a column under each other, in all of its height: what is not plot takes what it needs, and the plots share the rest. */
function stand({ x, width, specs }: Column, hero: ChartSpec | undefined, bench: Bench, top: number, bottom: number): Standing[] {
  const placeOf = (spec: ChartSpec, i: number, height: number): Place => ({
    letter: null,
    width,
    height,
    right: RIGHT,
    named: spec === hero,
    labelled: i === specs.length - 1,
  });
  const units = specs.map((spec) => (spec === hero ? HERO : (spec.units ?? 1)));
  const around = specs.reduce((sum, spec, i) => sum + heightOf(groundOf(spec, bench, placeOf(spec, i, LEAST))) - LEAST, GAP * (specs.length - 1));
  const unit = Math.max(0, bottom - top - around) / units.reduce((sum, one) => sum + one, 0);
  let y = top;
  return specs.map((spec, i) => {
    const ground = groundOf(spec, bench, placeOf(spec, i, Math.max(LEAST, unit * (units[i] as number))));
    const standing = { ground, x, y };
    y += heightOf(ground) + GAP;
    return standing;
  });
}

function legendOf({ runs }: FilmWords, { names }: Bench, y: number): Markup {
  let [x, left] = [EDGE, 0];
  const items = runs.flatMap(({ id, name }) => {
    const colour = inkedAs(names.get(id)?.colour ?? 'var(--ink)');
    const at = x;
    const wide = 26 + widthOf(name, 12) + 16;
    if (at + wide > FRAME.width - 2 * EDGE) {
      left++;
      return [];
    }
    x += wide;
    return [
      element('line', { x1: at, x2: at + 20, y1: y, y2: y, stroke: colour, 'stroke-width': 2, 'stroke-opacity': 0.6 }),
      words(name, at + 26, y, { size: 12, colour }),
    ];
  });
  return element('g', {}, left === 0 ? items : [...items, words(`… +${left}`, x, y, { size: 12, colour: inked('ink-2') })]);
}

/** @returns what draws a moment, with what is said of it */
export function filmOf(specs: readonly ChartSpec[], bench: Bench, said: FilmWords): (step: number, sentence: string) => Markup {
  const { language } = bench;
  const legend = said.runs.length > 0;
  const top = EDGE + 34 + MOST_LINES * LINE + (legend ? LINE : 0) + 4;
  const standing = fitting(specs, bench, FRAME.height - 6 - top).flatMap((column) => stand(column, specs[0], bench, top, FRAME.height - 6));
  const room = FRAME.width - 2 * EDGE;
  const still = [
    element('rect', { x: 0, y: 0, ...FRAME, fill: inked('paper') }),
    ...lines([said.caption], '', room - 210, CAPTION).map((line) => words(line, EDGE, EDGE + 6, { size: CAPTION, bold: true })),
    ...(legend ? [legendOf(said, bench, EDGE + 34 + MOST_LINES * LINE + 6)] : []),
  ];
  return (step, sentence) =>
    element('g', { 'font-family': FONT, 'font-size': 13 }, [
      ...still,
      words(`${STEP_WORD[language]} ${formatStep(step, language)}`, FRAME.width - EDGE, EDGE + 6, { size: STEP, bold: true, anchor: 'end' }),
      ...linesOf(sentence, room).map((line, i) => words(line, EDGE, EDGE + 40 + i * LINE, { size: SENTENCE, colour: inked('ink') })),
      ...standing.map(({ ground, x, y }) => element('g', { transform: `translate(${x} ${y.toFixed(2)})` }, [panelOf(ground, { step, cut: true }).markup])),
    ]);
}

/** A sentence in as many lines as there are, broken between words, or, where a language has no spaces, between its sentences and clauses. */
function linesOf(sentence: string, room: number): string[] {
  const all = lines(sentence.split(/(?<=[ 、。，．])/u), '', room, SENTENCE).map((line) => line.trim());
  return all.length > MOST_LINES ? [...all.slice(0, MOST_LINES - 1), `${all[MOST_LINES - 1]} …`] : all;
}
