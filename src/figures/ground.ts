/** One chart of a figure before a moment is chosen: where everything of it stands, and what of it is the same at every moment. Pure. */
import type { ChartSpec } from '../engine/probes/chart.ts';
import { phasesOf } from '../engine/run/phases.ts';
import type { RunRecord } from '../engine/run/record.ts';
import type { Language } from '../engine/text.ts';
import { axesOf, gridOf } from './axes.ts';
import { marksOf, rowsOf, type Marks } from './events.ts';
import { KEY_ROW, keyOf, seriesItem } from './key.ts';
import { element, pathOf, type Markup } from './markup.ts';
import { inked, inkedAs } from './palette.ts';
import { bandsOf, type Band } from './plot/bands.ts';
import { banded, nextFrame, type Frame, type Groups, type Line } from './plot/frame.ts';
import type { RunName } from './plot/runName.ts';
import { MARK_ROW, type Box } from './plot/scene.ts';
import { xScale, type Axis } from './plot/xAxis.ts';
import { DOTS } from './sheet.ts';
import { widthOf, words } from './type.ts';

/** What is drawn of a bench. */
export interface Bench {
  /** In front. */
  readonly record: RunRecord;
  readonly ghosts: readonly RunRecord[];
  /** Runs whose quartiles are drawn, whether they are or not. */
  readonly groups: Groups;
  /** Of the runs behind, by their ids. */
  readonly names: ReadonlyMap<string, RunName>;
  readonly axis: Axis;
  readonly language: Language;
}

export interface Place {
  /** Stands before the title: «a». */
  readonly letter: string | null;
  readonly width: number;
  /** Of the plot alone. */
  readonly height: number;
  /** Beside the plot; that of a figure where it is not given. */
  readonly right?: number;
  /** Whether phases and marks have their names here. */
  readonly named: boolean;
  /** Whether the step axis has its labels here. */
  readonly labelled: boolean;
}

export interface Ground {
  readonly spec: ChartSpec;
  readonly bench: Bench;
  readonly place: Place;
  readonly frame: Frame;
  readonly marks: Marks;
  /** Of the whole run. */
  readonly bands: readonly Band[];
  /** Lines of the run that have points, and of those behind. */
  readonly lines: readonly Line[];
  readonly behind: Frame['ghostLines'];
  /** Letter, title and key. */
  readonly head: Markup;
  /** Height of these. */
  readonly top: number;
  readonly grid: Markup;
  readonly curves: Markup;
  readonly axes: Markup;
}

const LEFT = 66;
const RIGHT = 26;
const TITLE = 22;
const RIBBON = 20;
/** Labels and name of the step axis. */
const FOOT = { labelled: 42, bare: 10 } as const;

function boxOf({ width, height, right = RIGHT, named, labelled }: Place, markRows: number): Box {
  const top = named ? markRows * MARK_ROW + RIBBON + 9 : 8;
  const bottom = labelled ? FOOT.labelled : FOOT.bare;
  return {
    width,
    height: height + top + bottom,
    margin: { top, right, bottom, left: LEFT },
    compact: false,
    ribbon: named ? RIBBON : 0,
    markRows,
    labelled,
  };
}

/** Where the step axis ends: at the last step of all. */
const endOf = ({ record, ghosts, groups }: Bench): number => Math.max(1, record.step, ...[...ghosts, ...groups.flat()].map(({ step }) => step));

const course = ({ series, points }: Pick<Line, 'series' | 'points'>, colour = inked(series.hue), width = 1.75): Markup =>
  element('path', { d: pathOf(points), fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-linejoin': 'round', 'stroke-dasharray': series.dash });

/** Bands under their medians, then the runs behind, then the one in front. */
function curvesOf(frame: Frame, lines: readonly Line[], behind: Frame['ghostLines'], names: ReadonlyMap<string, RunName>): Markup {
  const inBand = banded(frame);
  const ofGroup = (group: number): string => inkedAs(names.get(frame.groups[group]?.[0]?.id ?? '')?.colour ?? 'var(--ink)');
  return element('g', {}, [
    ...frame.quartileLines.map(({ group, area }) => element('path', { d: area, fill: ofGroup(group), 'fill-opacity': 0.16 })),
    element(
      'g',
      { opacity: 0.6 },
      behind.map((line) => course(line, inkedAs(names.get(line.run)?.colour ?? `var(--${line.series.hue})`), inBand.has(line.run) ? 0.9 : 1.75)),
    ),
    ...frame.quartileLines.map(({ group, series, middle }) => course({ series, points: middle }, ofGroup(group), 2.6)),
    ...lines.map((line) => course(line)),
  ]);
}

export function groundOf(spec: ChartSpec, bench: Bench, place: Place): Ground {
  const { record, ghosts, groups, names, axis, language } = bench;
  const { width, right = RIGHT } = place;
  const end = endOf(bench);
  const marks = marksOf(record, xScale(end, axis, LEFT, width - right), width, language);
  const box = boxOf(place, place.named ? rowsOf(marks) : 0);
  const frame = nextFrame(null, { spec, record, ghosts, groups, axis, box, end, pixel: 1 / DOTS });
  const { scene } = frame;
  const lines = frame.lines.filter(({ points }) => points.length > 0);
  const behind = frame.ghostLines.filter(({ points }) => points.length > 0);

  const title = spec.title[language];
  const titled = LEFT + widthOf(`${title}  ${spec.unit[language]}`, 15) + 24;
  const shown = spec.series.filter(({ key }) => [...lines, ...behind].some(({ series }) => series.key === key));
  const items = shown.length > 1 ? shown.map((series) => seriesItem(series, language)) : [];
  const beside = keyOf(items, width - right - titled);
  // A key that would take several rows there has the whole width below.
  const key = beside.height > KEY_ROW ? keyOf(items, width - LEFT - right) : beside;
  const below = beside.height > KEY_ROW ? key.height : 0;
  const at = below > 0 ? `translate(${LEFT} ${TITLE})` : `translate(${(width - right - key.width).toFixed(2)} ${(TITLE - KEY_ROW) / 2})`;
  return {
    spec,
    bench,
    place,
    frame,
    marks,
    bands: lines.length > 0 ? bandsOf(phasesOf(record), scene, language) : [],
    lines,
    behind,
    head: element('g', {}, [
      ...(place.letter === null ? [] : [words(place.letter, 6, TITLE / 2, { size: 16, bold: true })]),
      words(title, LEFT, TITLE / 2, { size: 15, bold: true, after: spec.unit[language] }),
      element('g', { transform: at }, [key.markup]),
    ]),
    top: TITLE + below,
    grid: gridOf(spec, scene),
    curves: curvesOf(frame, lines, behind, names),
    axes: axesOf(spec, scene, language),
  };
}
