/** One drawing of one chart: its scene and its curves as pixels. */
import type { RunRecord } from '../../engine/run/record.ts';
import { downsample, extent } from './downsample.ts';
import { quartileLines, quartilesOf, type Places, type QuartileLine, type Quartiles } from './quartiles.ts';
import { sceneOf, type Box, type Scene } from './scene.ts';
import type { ChartSpec, SeriesSpec } from '../../engine/probes/chart.ts';
import type { Axis } from './xAxis.ts';
import { growDomain } from './yAxis.ts';

export type { Scene } from './scene.ts';

/** In pixels. */
interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly series: SeriesSpec;
  readonly points: readonly Point[];
}

interface GhostLine extends Line {
  readonly run: string;
  /** Points that its curve had when it was drawn. */
  readonly drawn: number;
}

export type Groups = readonly (readonly RunRecord[])[];

export interface Frame {
  readonly record: RunRecord;
  readonly scene: Scene;
  readonly lines: readonly Line[];
  /** Points that each curve had when it was drawn. */
  readonly drawn: readonly number[];
  /** The runs drawn behind, the points that they had together, and their curves. */
  readonly ghosts: readonly RunRecord[];
  readonly ghostPoints: number;
  readonly ghostLines: readonly GhostLine[];
  /** Runs whose quartiles are drawn, the points that they had together, and the bands. */
  readonly groups: Groups;
  readonly groupPoints: number;
  readonly quartiles: readonly Quartiles[];
  readonly quartileLines: readonly QuartileLine[];
}

/** What an axis shows while there is nothing to show. */
const EMPTY: readonly [number, number] = [0.1, 1];

export interface Wanted {
  readonly spec: ChartSpec;
  readonly record: RunRecord;
  /** Runs to be drawn behind it. */
  readonly ghosts?: readonly RunRecord[];
  /** Runs that belong together, drawn or not. */
  readonly groups?: Groups;
  readonly axis: Axis;
  readonly box: Box;
  /** Where the shared step axis ends. */
  readonly end: number;
  /** How wide a pixel is in units of the box: what it cannot show is not drawn. */
  readonly pixel?: number;
}

const NO_GHOSTS: readonly RunRecord[] = [];
const NO_GROUPS: Groups = [];

/** Range of all curves of a chart; null where there are no values. */
function rangeOf(spec: ChartSpec, records: readonly RunRecord[], quartiles: readonly Quartiles[]): [number, number] | null {
  const curves = [...records.flatMap((record) => spec.series.map(({ key }) => record.curve(key))), ...quartiles.flatMap(({ low, high }) => [low, high])];
  const extents = curves.map((curve) => extent(curve, spec.y.kind === 'decades')).filter((e) => e !== null);
  return extents.length === 0 ? null : [Math.min(...extents.map(([low]) => low)), Math.max(...extents.map(([, high]) => high))];
}

/** What is on the screen: a scene, and a frame if there is a run. */
export interface Before {
  readonly scene: Scene;
  readonly frame: Frame | null;
}

/** How many points a chart has of some runs: when it rises, there is something to draw. */
export function pointsOf(spec: ChartSpec, records: readonly RunRecord[]): number {
  return records.reduce((sum, record) => spec.series.reduce((total, { key }) => total + record.curve(key).length, sum), 0);
}

/** To a hundredth of a unit, which no screen and no print shows: all sixteen digits of a number take longer to write and to read than the rest. */
const near = (x: number): number => Math.round(x * 100) / 100;

/** Runs are mostly measured at the same steps: each is placed once. */
function remembered(x: (step: number) => number): (step: number) => number {
  const known = new Map<number, number>();
  return (step) => {
    const before = known.get(step);
    if (before !== undefined) return before;
    const place = x(step);
    known.set(step, place);
    return place;
  };
}

const lineOf = (series: SeriesSpec, record: RunRecord, { x, y }: Places, pixel: number): Line => {
  const curve = record.curve(series.key);
  return { series, points: downsample(curve, x, pixel).map((i): Point => ({ x: near(x(curve.steps[i] as number)), y: near(y(curve.values[i] as number)) })) };
};

/** Runs that are drawn together as a band: one by one they stand back further. */
export const banded = ({ groups }: Pick<Frame, 'groups'>): ReadonlySet<string> => new Set(groups.flat().map(({ id }) => id));

/** The next frame; what has not changed is the same object as in `was`. */
export function nextFrame(was: Before | null, { spec, record, ghosts = NO_GHOSTS, groups = NO_GROUPS, axis, box, end, pixel = 1 }: Wanted): Frame {
  const frame = was?.frame ?? null;
  const last = frame !== null && frame.record === record && frame.drawn.some((n) => n > 0) ? frame : null;
  const groupPoints = pointsOf(spec, groups.flat());
  const sameGroups = last !== null && last.groups === groups && last.groupPoints === groupPoints;
  const quartiles = sameGroups ? last.quartiles : quartilesOf(spec, groups);
  const [low, high] = rangeOf(spec, [record, ...ghosts], quartiles) ?? EMPTY;
  const yDomain = growDomain(spec.y, last?.scene.yDomain ?? null, low, high);
  const scene = sceneOf(was?.scene ?? null, spec, axis, box, end, yDomain);

  const places = { x: remembered(scene.x), y: scene.y };
  const lines = spec.series.map((series, k): Line => {
    const curve = record.curve(series.key);
    const unchanged = last?.lines[k];
    if (unchanged !== undefined && last?.scene === scene && last.drawn[k] === curve.length) return unchanged;
    return lineOf(series, record, places, pixel);
  });
  const ghostPoints = pointsOf(spec, ghosts);
  const sameGhosts = last !== null && last.scene === scene && last.ghosts === ghosts && last.ghostPoints === ghostPoints;
  // One of them may be in training: the others stay as they are.
  const known = new Map(last?.scene === scene ? last.ghostLines.map((line) => [`${line.run} ${line.series.key}`, line]) : []);
  const ghostLineOf = (ghost: RunRecord, series: SeriesSpec): GhostLine => {
    const drawn = ghost.curve(series.key).length;
    const before = known.get(`${ghost.id} ${series.key}`);
    return before?.drawn === drawn && last?.ghosts.includes(ghost) === true ? before : { ...lineOf(series, ghost, places, pixel), run: ghost.id, drawn };
  };
  const ghostLines = sameGhosts ? last.ghostLines : ghosts.flatMap((ghost) => spec.series.map((series) => ghostLineOf(ghost, series)));
  return {
    record,
    scene,
    lines,
    drawn: spec.series.map((s) => record.curve(s.key).length),
    ghosts,
    ghostPoints,
    ghostLines,
    groups,
    groupPoints,
    quartiles,
    quartileLines: sameGroups && last.scene === scene ? last.quartileLines : quartileLines(quartiles, places, pixel),
  };
}
