/** Fields that differ, against configs compared path by path; groups, against what differs in them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alike, differing, exceptSeed, type Compared } from '../../../src/engine/compare/differing.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { toPairs, withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { Change } from '../../../src/engine/run/change.ts';

const base = defaultConfig();
function configOf(...pairs: (readonly [string, string])[]): RunConfig {
  const parsed = withPairs(base, pairs);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}
const run = (config: RunConfig, made: readonly Change[] = [], planned: readonly Change[] = []): Compared => ({ config, made, planned });
const pathsOf = (...runs: readonly Compared[]): string[] => differing(runs).map(({ path }) => path);

const SOME: readonly (readonly [string, readonly string[]])[] = [
  ['seed', ['1', '2', '3']],
  ['steps', ['100', '5000']],
  ['init.scale', ['1', '2']],
  ['optimizer.lr', ['0.001', '0.01']],
  ['optimizer.id', ['adamw', 'sgd']],
  ['model.id', ['mlp', 'transformer']],
  ['transforms.penalty.strength', ['0']],
  ['probes.localComplexity.measure', ['on', 'off']],
];
const known = new Set(toPairs(base).map(([path]) => path));
const configs = fc
  .tuple(...SOME.filter(([path]) => known.has(path)).map(([path, values]) => fc.constantFrom(...values).map((value) => [path, value] as const)))
  .map((pairs) => configOf(...pairs));

test('a field is listed exactly where two runs that have it hold other values', () => {
  fc.assert(
    fc.property(fc.array(configs, { minLength: 1, maxLength: 5 }), (all) => {
      const pairs = all.map((config) => new Map(toPairs(config)));
      const expected = [...new Set(pairs.flatMap((one) => [...one.keys()]))].filter((path) =>
        pairs.some((one) => pairs.some((other) => one.has(path) && other.has(path) && one.get(path) !== other.get(path))),
      );
      expect(pathsOf(...all.map((config) => run(config))).toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 60 },
  );
});

test('what each run has stands in the order of the runs, and nothing where its entries have no such field', () => {
  const of = (...pairs: readonly (readonly [string, string])[]): Compared => run(configOf(['model.id', 'mlp'], ...pairs));
  const runs = [of(['model.depth', '2']), run(configOf(['model.id', 'transformer'])), of(['model.depth', '3'])];
  expect(differing(runs).map(({ path, held }) => [path, held.map((one) => one?.value)])).toContainEqual(['model.depth', [2, undefined, 3]]);
  // What one kind of network alone has is told by the kind.
  expect(pathsOf(...runs.slice(0, 2))).not.toContain('model.depth');
});

test('one run alone, and runs that are the same, differ in nothing', () => {
  expect(pathsOf(run(base))).toEqual([]);
  expect(pathsOf(run(base), run(structuredClone(base)))).toEqual([]);
  expect(differing([])).toEqual([]);
});

const lr = (step: number, value: number): Change => ({ step, patch: { 'optimizer.lr': value } });

test('a change on the way is a difference, made or to come, and both are the same', () => {
  const first = base.optimizer['lr'] as number;
  expect(pathsOf(run(base), run(base, [lr(500, first / 2)]))).toEqual(['optimizer.lr']);
  expect(pathsOf(run(base), run(base, [], [lr(500, first / 2)]))).toEqual(['optimizer.lr']);
  expect(pathsOf(run(base, [lr(500, first / 2)]), run(base, [], [lr(500, first / 2)]))).toEqual([]);
  expect(pathsOf(run(base, [lr(500, first / 2)]), run(base, [lr(501, first / 2)]))).toEqual(['optimizer.lr']);
  const held = differing([run(base), run(base, [lr(900, 4)], [lr(1000, 5)])])[0]?.held[1];
  expect(held).toMatchObject({
    value: first,
    turns: [
      { step: 900, value: 4, planned: false },
      { step: 1000, value: 5, planned: true },
    ],
  });
});

test('of changes at one step the last holds, and what changes nothing is none', () => {
  const first = base.optimizer['lr'] as number;
  expect(pathsOf(run(base), run(base, [lr(500, first)]))).toEqual([]);
  expect(pathsOf(run(base), run(base, [lr(500, 3), lr(500, first)]))).toEqual([]);
  expect(pathsOf(run(base, [lr(500, 3)]), run(base, [lr(500, 2), lr(500, 3), lr(700, 3)]))).toEqual([]);
});

test('runs are alike but for the seed exactly where nothing else differs', () => {
  const changes = fc.array(
    fc.tuple(fc.constantFrom(5, 9), fc.constantFrom(0.5, 0.25)).map(([step, value]) => lr(step, value)),
    { maxLength: 2 },
  );
  const runs = fc.array(
    fc.tuple(configs, changes).map(([config, made]) => run(config, made)),
    { minLength: 2, maxLength: 4 },
  );
  fc.assert(
    fc.property(runs, (all) => {
      const groups = alike(all, exceptSeed);
      expect(groups.flat().toSorted((a, b) => all.indexOf(a) - all.indexOf(b))).toEqual(all);
      for (const one of all)
        for (const other of all) {
          const together = groups.some((group) => group.includes(one) && group.includes(other));
          expect(together).toBe(pathsOf(one, other).every((path) => path === 'seed'));
        }
    }),
    { numRuns: 60 },
  );
});
