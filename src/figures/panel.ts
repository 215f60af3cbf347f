/** One chart of a figure: title and key, axes, the curves of the run and of those behind it, and what happened to it. Pure. */
import type { ChartSpec } from '../engine/probes/chart.ts';
import { phasesOf } from '../engine/run/phases.ts';
import type { RunRecord } from '../engine/run/record.ts';
import { text, type Language } from '../engine/text.ts';
import type { RunName } from './plot/runName.ts';
import { bandsOf } from './plot/bands.ts';
import { nextFrame, type Line } from './plot/frame.ts';
import { ghostEnds } from './plot/ghostEnds.ts';
import { MARK_ROW, type Box } from './plot/scene.ts';
import { xScale, type Axis } from './plot/xAxis.ts';
import { axesOf, gridOf } from './axes.ts';
import { bandsMarkup, doubtsMarkup, marksMarkup, marksOf, rowsOf } from './events.ts';
import { headAt, KEY_ROW, keyOf, seriesItem } from './key.ts';
import { element, pathOf, type Markup } from './markup.ts';
import { inked, inkedAs } from './palette.ts';
import { widthOf, WIDTH, words } from './type.ts';

/** What is drawn of a bench. */
export interface Bench {
  /** In front. */
  readonly record: RunRecord;
  readonly ghosts: readonly RunRecord[];
  /** Of the runs behind, by their ids. */
  readonly names: ReadonlyMap<string, RunName>;
  readonly axis: Axis;
  readonly language: Language;
}

export interface Panel {
  readonly markup: Markup;
  readonly height: number;
}

interface Place {
  /** Stands before the title: «a». */
  readonly letter: string | null;
  /** Of the plot alone. */
  readonly height: number;
  /** Whether phases and marks have their names here. */
  readonly named: boolean;
  /** Whether the step axis has its labels here. */
  readonly labelled: boolean;
}

const LEFT = 66;
const RIGHT = 26;
const TITLE = 22;
const RIBBON = 20;
/** Around the middle of a line's head. */
const HEAD = 6;
/** Labels and name of the step axis. */
const FOOT = { labelled: 42, bare: 10 } as const;
/** Points per line: what print shows. */
const LIMIT = 1200;
const EMPTY = text('No values yet.', 'まだ値がありません。');

function boxOf({ height, named, labelled }: Place, markRows: number): Box {
  const top = named ? markRows * MARK_ROW + RIBBON + 9 : 8;
  const bottom = labelled ? FOOT.labelled : FOOT.bare;
  return {
    width: WIDTH,
    height: height + top + bottom,
    margin: { top, right: RIGHT, bottom, left: LEFT },
    compact: false,
    ribbon: named ? RIBBON : 0,
    markRows,
    labelled,
  };
}

/** Where the step axis ends: at the last step of all. */
const endOf = ({ record, ghosts }: Pick<Bench, 'record' | 'ghosts'>): number => Math.max(1, record.step, ...ghosts.map(({ step }) => step));

const course = ({ series, points }: Line, colour = inked(series.hue)): Markup =>
  element('path', { d: pathOf(points), fill: 'none', stroke: colour, 'stroke-width': 1.75, 'stroke-linejoin': 'round', 'stroke-dasharray': series.dash });

export function panelOf(spec: ChartSpec, bench: Bench, place: Place): Panel {
  const { record, ghosts, names, axis, language } = bench;
  const end = endOf(bench);
  const marks = marksOf(record, xScale(end, axis, LEFT, WIDTH - RIGHT), language);
  const box = boxOf(place, place.named ? rowsOf(marks) : 0);
  const frame = nextFrame(null, { spec, record, ghosts, axis, box, end, limit: LIMIT });
  const { scene } = frame;
  const lines = frame.lines.filter(({ points }) => points.length > 0);
  const behind = frame.ghostLines.filter(({ points }) => points.length > 0);
  const bands = bandsOf(phasesOf(record), scene, language);
  const heads = lines.flatMap(({ series, points }) => points.slice(-1).map(({ x, y }) => ({ series, x, y })));
  const ends = ghostEnds(
    frame,
    names,
    false,
    [...bands.flatMap(({ upright }) => upright ?? []), ...heads.map(({ x, y }) => ({ left: x - HEAD, right: x + HEAD, middle: y, height: 2 * HEAD }))],
    language,
  );

  const title = spec.title[language];
  const titled = LEFT + widthOf(`${title}  ${spec.unit[language]}`, 15) + 24;
  const shown = spec.series.filter(({ key }) => [...lines, ...behind].some(({ series }) => series.key === key));
  const items = shown.length > 1 ? shown.map((series) => seriesItem(series, language)) : [];
  const beside = keyOf(items, WIDTH - RIGHT - titled);
  // A key that would take several rows there has the whole width below.
  const key = beside.height > KEY_ROW ? keyOf(items, WIDTH - LEFT - RIGHT) : beside;
  const below = beside.height > KEY_ROW ? key.height : 0;

  const plot = element('g', { transform: `translate(0 ${TITLE + below})` }, [
    ...(lines.length > 0 ? [bandsMarkup(bands, scene)] : []),
    gridOf(spec, scene),
    doubtsMarkup(spec, record, scene, language),
    element(
      'g',
      { opacity: 0.6 },
      behind.map((line) => course(line, inkedAs(names.get(line.run)?.colour ?? `var(--${line.series.hue})`))),
    ),
    marksMarkup(marks, scene, place.named),
    ...lines.map((line) => course(line)),
    axesOf(spec, scene, language),
    ...heads.map(({ series, x, y }) => headAt(series, x, y)),
    ...ends.map(({ words: name, colour, x, y }) => words(name, x, y, { anchor: 'end', bold: true, colour: inkedAs(colour), edged: true })),
    ...(lines.length + behind.length === 0
      ? [words(EMPTY[language], (LEFT + WIDTH - RIGHT) / 2, box.margin.top + place.height / 2, { anchor: 'middle', colour: inked('ink-2') })]
      : []),
  ]);
  const markup = element('g', {}, [
    ...(place.letter === null ? [] : [words(place.letter, 6, TITLE / 2, { size: 16, bold: true })]),
    words(title, LEFT, TITLE / 2, { size: 15, bold: true, after: spec.unit[language] }),
    element('g', { transform: below > 0 ? `translate(${LEFT} ${TITLE})` : `translate(${(WIDTH - RIGHT - key.width).toFixed(2)} ${(TITLE - KEY_ROW) / 2})` }, [
      key.markup,
    ]),
    plot,
  ]);
  return { markup, height: TITLE + below + box.height };
}
