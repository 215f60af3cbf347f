/** Values that the network predicts, held against the true ones: points of a square picture. Pure. */
import { nice } from 'd3-array';
import type { RunConfig } from '../../../engine/config/config.ts';
import type { AnswerOf } from '../../../engine/looks/index.ts';
import { SETS } from '../../../engine/data/dataset.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import type { Measure } from '../../../engine/tasks/task.ts';
import { yTicks, type Domain } from '../../../figures/plot/yAxis.ts';
import { rightOf } from '../examples/rows.ts';

const BARE: Measure = { unit: '', shift: 0, scale: 1 };
/** Free on either side of what is true, of its range. */
const ROOM = 0.05;
/** Digits of a distance. */
const DIGITS = 2;

/** What a task's values are measured in. */
export const measureOf = (task: RunConfig['task']): Measure => tasks.get(task.id).measure?.(task) ?? BARE;

/** One value of one example; those that are told come first. */
export interface Dot {
  /** Its number on its side, and which of its values. */
  readonly example: number;
  readonly output: number;
  readonly told: boolean;
  /** In the unit of the measure. */
  readonly truth: number;
  readonly said: number;
}

export function dotsOf({ shape: { outputs }, ...sets }: AnswerOf<'examples'>, answers: AnswerOf<'answers'>, { shift, scale }: Measure): Dot[] {
  return SETS.flatMap((set): Dot[] => {
    const said = answers[set];
    if (said.kind !== 'value') return [];
    const { targets } = sets[set].first;
    return Array.from(targets, (target, i) => ({
      example: Math.floor(i / outputs),
      output: i % outputs,
      told: set === 'train',
      truth: shift + scale * target,
      said: shift + scale * (said.values[i] as number),
    }));
  });
}

interface Side {
  readonly count: number;
  /** How many examples are close enough. */
  readonly right: number;
  /** Mean distance from the truth, in the unit of the measure. */
  readonly off: number;
}

export interface Score {
  readonly told: Side;
  readonly new: Side;
}

export function scoreOf(sample: AnswerOf<'examples'>, answers: AnswerOf<'answers'>, dots: readonly Dot[]): Score {
  const of = (set: (typeof SETS)[number]): Side => {
    const right = rightOf(sample[set].first, sample.shape, answers[set]) ?? [];
    const own = dots.filter(({ told }) => told === (set === 'train'));
    const off = own.reduce((sum, { truth, said }) => sum + Math.abs(said - truth), 0) / Math.max(1, own.length);
    return { count: right.length, right: right.filter((isRight) => isRight).length, off };
  };
  return { told: of('train'), new: of('val') };
}

/** A distance with its unit. */
export function distance(off: number, { unit }: Measure): string {
  const digits = Number(off.toPrecision(DIGITS));
  return unit === '' ? String(digits) : `${digits} ${unit}`;
}

/** Both axes: what is true and what is near it, whatever the network says, so that they stand still while it learns. */
export function domainOf(dots: readonly Dot[]): Domain {
  const truths = dots.map(({ truth }) => truth);
  const [low, high] = [Math.min(...truths), Math.max(...truths)];
  const room = ROOM * (high - low) || 1;
  const [from, to] = nice(low - room, high + room, 10);
  return [from, to];
}

export const ticksOf = (domain: Domain, side: number): number[] => yTicks({ kind: 'linear', fromZero: false }, domain, side);

/** Where a dot stands in a picture of `side` pixels: predictions that lie outside stand on its edge. */
export function placeOf({ truth, said }: Pick<Dot, 'truth' | 'said'>, [low, high]: Domain, side: number): { readonly x: number; readonly y: number } {
  const at = (value: number): number => (side * (Math.min(high, Math.max(low, value)) - low)) / (high - low);
  return { x: at(truth), y: side - at(Number.isNaN(said) ? low : said) };
}

const MARKS = { told: 'm-3 -3h6v6h-6z', new: 'm-3 0a3 3 0 1 1 6 0a3 3 0 1 1 -6 0z' } as const;

/** Told is square, never told is round. */
export const markOf = ({ told }: Pick<Dot, 'told'>): string => (told ? MARKS.told : MARKS.new);

/** All dots of a side as one path. */
export function pathOf(dots: readonly Dot[], told: boolean, domain: Domain, side: number): string {
  const own = dots.filter((dot) => dot.told === told);
  return own
    .map((dot) => {
      const { x, y } = placeOf(dot, domain, side);
      return `M${x.toFixed(1)} ${y.toFixed(1)}${markOf(dot)}`;
    })
    .join('');
}

/** How many predictions lie outside. */
export const outsideOf = (dots: readonly Dot[], [low, high]: Domain): number => dots.filter(({ said }) => !(said >= low && said <= high)).length;

/** The dot nearest to a place, within reach; null where none is. */
export function nearestDot(dots: readonly Dot[], domain: Domain, side: number, at: { readonly x: number; readonly y: number }, reach: number): number | null {
  let [nearest, least]: [number | null, number] = [null, reach ** 2];
  dots.forEach((dot, i) => {
    const { x, y } = placeOf(dot, domain, side);
    const away = (x - at.x) ** 2 + (y - at.y) ** 2;
    if (away <= least) [nearest, least] = [i, away];
  });
  return nearest;
}

/** Steps of a key through the dots in the order of the truth; null for another key. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function dotAfter(key: string, dots: readonly Dot[], chosen: number): number | null {
  const step = Object.hasOwn(STEPS, key) ? STEPS[key] : undefined;
  if (step === undefined) return null;
  const order = dots.map((_, i) => i).toSorted((a, b) => (dots[a] as Dot).truth - (dots[b] as Dot).truth || a - b);
  const at = Math.min(order.length - 1, Math.max(0, order.indexOf(chosen) + step));
  return order[at] ?? null;
}

/** Half of the band in which a prediction counts as right; null where that is no matter of one value. */
export function bandOf({ target, outputs }: AnswerOf<'examples'>['shape'], { scale }: Measure): number | null {
  return target.kind === 'value' && outputs === 1 ? Math.abs(scale) * Math.sqrt(target.tolerance) : null;
}
