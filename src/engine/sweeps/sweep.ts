/** A sweep: one config with the values of a few of its fields varied, as plain configs. What their runs come to is a fold's business (fold.ts). Pure. */
import { APART } from '../config/apart.ts';
import { putAt, type RunConfig } from '../config/config.ts';
import { sectionOf, standing, type Field } from '../config/fields.ts';
import { toPairs, withValue } from '../config/pairs.ts';
import { parseConfig } from '../config/parse.ts';
import { taken } from '../config/schema.ts';
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

/** A valid config with another value in a section that stands apart; null where its field cannot have it. Everything else is the same objects. */
function withApart(config: RunConfig, { path, parameter }: Field, value: unknown): RunConfig | null {
  const sound = taken(parameter, value);
  if (sound === undefined) return null;
  const section = config[sectionOf(path) as keyof RunConfig];
  const next = { ...config, ...(typeof section === 'object' ? { [sectionOf(path)]: { ...section } } : {}) };
  putAt(next, path, sound);
  return next;
}

/**
 * The runs of a sweep, in the order in which they are best made. A combination of values that no run can have is left out, and so is one that
 * comes to a run that is there already. A config is read in full once for each combination of values that conditions between fields look at.
 * @param keyOf what tells two runs apart; fields that decide nothing about a fold's numbers may be left out of it.
 */
export function cellsOf({ base, axes }: Sweep, keyOf: (config: RunConfig) => string = configKey): Cell[] {
  const orders = axes.map(({ values, order }) => order ?? coarseFirst(values.length));
  const places = orders.reduce<readonly number[][]>((all, order) => all.flatMap((at) => order.map((i) => [...at, i])), [[]]);
  const known = standing();
  const apart = axes.map(({ path }) => (APART.has(sectionOf(path)) ? known.find((field) => field.path === path) : undefined));
  const valueOn = (at: readonly number[], axis: number): unknown => axes[axis]?.values[at[axis] as number];

  const whole = new Map<string, RunConfig | null>();
  const wholeAt = (at: readonly number[]): RunConfig | null => {
    const name = at.filter((_, axis) => apart[axis] === undefined).join();
    const before = whole.get(name);
    if (before !== undefined) return before;
    const raw = axes.reduce<unknown>(
      (config, { path }, axis) => (apart[axis] === undefined ? withValue(config as RunConfig, path, valueOn(at, axis)) : config),
      base,
    );
    const parsed = parseConfig(raw);
    const made = parsed.ok ? parsed.config : null;
    whole.set(name, made);
    return made;
  };

  const cells = new Map<string, Cell>();
  for (const at of places) {
    const config = apart.reduce<RunConfig | null>(
      (next, field, axis) => (next === null || field === undefined ? next : withApart(next, field, valueOn(at, axis))),
      wholeAt(at),
    );
    if (config === null) continue;
    const key = keyOf(config);
    if (!cells.has(key)) cells.set(key, { key, config, at });
  }
  return [...cells.values()];
}
