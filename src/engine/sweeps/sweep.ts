/** A sweep: one config with the values of a few of its fields varied, as plain configs. What their runs come to is a fold's business (fold.ts). Pure. */
import type { RunConfig } from '../config/config.ts';
import { toPairs, withValue } from '../config/pairs.ts';
import { parseConfig } from '../config/parse.ts';
import type { Value } from '../parameters.ts';

/** A field that is varied. */
export interface Axis {
  /** Dotted, for example 'init.scale'. */
  readonly path: string;
  readonly values: readonly Value[];
  /** Indices of its values in the order in which they are best done; coarse first unless stated. */
  readonly order?: readonly number[];
}

export interface Sweep {
  readonly base: RunConfig;
  /** The cells of one value of the first axis come together, and so on: a picture of rows wants whole rows. */
  readonly axes: readonly Axis[];
}

/** One run of a sweep. */
export interface Cell {
  /** The same key, the same numbers on the same backend. */
  readonly key: string;
  readonly config: RunConfig;
  /** Index of its value on each axis. */
  readonly at: readonly number[];
}

/** 0 … count−1 with the ends first, then the middle, then the middles of what is left. */
export function coarseFirst(count: number): number[] {
  const order = count === 1 ? [0] : [0, count - 1].slice(0, count);
  const gaps: [number, number][] = [[0, count - 1]];
  for (let gap = gaps.shift(); gap !== undefined; gap = gaps.shift()) {
    const [low, high] = gap;
    if (high - low < 2) continue;
    const middle = (low + high) >> 1;
    order.push(middle);
    gaps.push([low, middle], [middle, high]);
  }
  return order;
}

/** Names a run by everything that its config says. */
export function configKey(config: RunConfig): string {
  return toPairs(config)
    .map((pair) => pair.join('='))
    .join('&');
}

/**
 * The runs of a sweep, in the order in which they are best made. A combination of values that no run can have is left out, and so is one that
 * comes to a run that is there already.
 * @param keyOf what tells two runs apart; fields that decide nothing about a fold's numbers may be left out of it.
 */
export function cellsOf({ base, axes }: Sweep, keyOf: (config: RunConfig) => string = configKey): Cell[] {
  const orders = axes.map(({ values, order }) => order ?? coarseFirst(values.length));
  const places = orders.reduce<readonly number[][]>((all, order) => all.flatMap((at) => order.map((i) => [...at, i])), [[]]);
  const cells = new Map<string, Cell>();
  for (const at of places) {
    const raw = axes.reduce<unknown>((config, { path, values }, axis) => withValue(config as RunConfig, path, values[at[axis] as number]), base);
    const parsed = parseConfig(raw);
    if (!parsed.ok) continue;
    const key = keyOf(parsed.config);
    if (!cells.has(key)) cells.set(key, { key, config: parsed.config, at });
  }
  return [...cells.values()];
}
