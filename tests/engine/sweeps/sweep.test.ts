/** Sweeps: which runs there are, what they are called, and in what order they are made. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { APART } from '../../../src/engine/config/apart.ts';
import { checkConfig } from '../../../src/engine/config/check.ts';
import { valueAt, type RunConfig } from '../../../src/engine/config/config.ts';
import { parseConfig } from '../../../src/engine/config/parse.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { cellsOf, coarseFirst, configKey, type Axis } from '../../../src/engine/sweeps/sweep.ts';

const base = defaultConfig();

/** One to three axes of different fields, each with a few values that every run can have. */
const VALUES: Readonly<Record<string, readonly (number | string)[]>> = {
  'init.scale': [0.1, 0.5, 1, 2, 10],
  'task.p': [5, 7, 11, 13],
  'optimizer.weightDecay': [0, 0.5, 1],
  seed: [1, 2, 3, 4, 5, 6, 7],
  'model.activation': ['relu', 'gelu'],
};
const anyAxis = (path: string): fc.Arbitrary<Axis> =>
  fc.shuffledSubarray([...(VALUES[path] as number[])], { minLength: 1 }).map((values) => ({ path, values }));
const anyAxes = fc.shuffledSubarray(Object.keys(VALUES), { minLength: 1, maxLength: 3 }).chain((paths) => fc.tuple(...paths.map(anyAxis)));

const isPermutation = (order: readonly number[], count: number): boolean =>
  order.length === count && order.toSorted((a, b) => a - b).every((index, i) => index === i);

describe('coarse first', () => {
  test('the ends come first, then the middle, then the middles of what is left', () => {
    expect(coarseFirst(9)).toEqual([0, 8, 4, 2, 6, 1, 3, 5, 7]);
    expect([0, 1, 2, 3].map(coarseFirst)).toEqual([[], [0], [0, 1], [0, 2, 1]]);
  });

  test('is a permutation, and its beginning is spread over the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 2, max: 200 }), (count, some) => {
        const order = coarseFirst(count);
        expect(isPermutation(order, count)).toBe(true);
        const first = order.slice(0, Math.min(some, count)).toSorted((a, b) => a - b);
        const gaps = first.slice(1).map((index, i) => index - (first[i] as number));
        // No gap is much wider than if they were evenly spaced.
        expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.max(1, Math.ceil((4 * (count - 1)) / first.length)));
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('cells', () => {
  test('every combination once, with its own key, its values where it says they are, and a config that can be run', () => {
    fc.assert(
      fc.property(anyAxes, (axes) => {
        const cells = cellsOf({ base, axes });
        expect(cells).toHaveLength(axes.reduce((product, { values }) => product * values.length, 1));
        expect(new Set(cells.map(({ key }) => key)).size).toBe(cells.length);
        expect(new Set(cells.map(({ at }) => at.join())).size).toBe(cells.length);
        for (const { key, config, at } of cells) {
          expect(axes.map(({ path }) => valueAt(config, path))).toEqual(axes.map(({ values }, i) => values[at[i] as number]));
          expect(parseConfig(config)).toEqual({ ok: true, config });
          expect(key).toBe(configKey(config));
        }
      }),
      { numRuns: 40, seed: 2 },
    );
  });

  test('come row by row, each axis coarse first or in the order it asks for', () => {
    fc.assert(
      fc.property(anyAxes, fc.boolean(), (plain, reversed) => {
        const axes = plain.map((axis) => (reversed ? { ...axis, order: axis.values.map((_, i) => axis.values.length - 1 - i) } : axis));
        const orders = axes.map(({ values, order }) => order ?? coarseFirst(values.length));
        const ranks = cellsOf({ base, axes }).map(({ at }) => at.map((index, axis) => orders[axis]?.indexOf(index) as number));
        const expected = ranks.toSorted((a, b) => a.map((rank, i) => rank - (b[i] as number)).find((gap) => gap !== 0) ?? 0);
        expect(ranks).toEqual(expected);
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  test('without axes there is the base alone; an axis without values leaves none', () => {
    expect(cellsOf({ base, axes: [] })).toEqual([{ key: configKey(base), config: base, at: [] }]);
    expect(cellsOf({ base, axes: [{ path: 'seed', values: [] }] })).toEqual([]);
  });

  test('what no run can have is left out, and so is the same run a second time', () => {
    const axes: Axis[] = [
      { path: 'model.heads', values: [2, 3, 4] },
      { path: 'seed', values: [1, 1, -1] },
    ];
    expect(cellsOf({ base, axes }).map(({ at }) => at)).toEqual([
      [0, 0],
      [2, 0],
    ]);
    // Runs that differ in nothing that the key holds are one.
    const [one, ...others] = cellsOf({ base, axes: [{ path: 'steps', values: [10, 20, 30] }] }, ({ seed }) => `${seed}`);
    expect([one?.key, one?.at, one?.config.steps, others]).toEqual([`${base.seed}`, [0], 10, []]);
  });

  test('a config is read once for each combination of values that conditions between fields look at, however fine the others are', () => {
    const axes: Axis[] = [
      { path: 'init.scale', values: Array.from({ length: 41 }, (_, i) => (i + 1) / 10) },
      { path: 'task.p', values: [5, 7, 11] },
      { path: 'seed', values: [1, 2, 3] },
    ];
    const cells = cellsOf({ base, axes });
    expect(cells).toHaveLength(41 * 3 * 3);
    // Whatever is read is made anew.
    expect(new Set(cells.map(({ config }) => config.task)).size).toBe(3);
    expect(new Set(cells.map(({ config }) => config.init)).size).toBe(cells.length);
  });

  test('no condition between fields looks at what is said to stand apart', () => {
    const looked = new Set<string>();
    const watched = (config: RunConfig): RunConfig => new Proxy(config, { get: (target, name) => (looked.add(String(name)), Reflect.get(target, name)) });
    for (const { config } of PRESETS) checkConfig(watched(config));
    for (const ffn of [8192, 1e6]) checkConfig(watched({ ...base, model: { ...base.model, width: 512, ffn } }));
    expect([...looked]).toEqual(expect.arrayContaining(['task', 'model']));
    expect([...looked].filter((name) => APART.has(name))).toEqual([]);
  });

  test('the base is left as it is', () => {
    const before = structuredClone(base);
    cellsOf({ base, axes: [{ path: 'optimizer.id', values: ['adamw', 'sgd'] }] });
    expect(base).toEqual(before);
  });
});

test('two runs have one key only where their configs are the same', () => {
  const all: readonly RunConfig[] = [...PRESETS.map(({ config }) => config), { ...base, seed: 18 }, { ...base, steps: 5001 }];
  const texts = new Set(all.map((config) => JSON.stringify(config)));
  expect(new Set(all.map(configKey)).size).toBe(texts.size);
});
