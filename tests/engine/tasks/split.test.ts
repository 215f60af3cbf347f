/** The seeded split of tables. */
import { describe, expect, test } from 'vitest';
import type { Examples } from '../../../src/engine/data/dataset.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { modular, table } from '../../../src/engine/tasks/modular.ts';
import { permutations } from '../../../src/engine/tasks/permutations.ts';
import { checkSplit, pairShape, splitSizes } from '../../../src/engine/tasks/split.ts';
import { sectionOf } from '../small.ts';

describe('split', () => {
  const rowsOf = ({ count, inputs: tokens, targets: labels }: Examples): string[] =>
    Array.from({ length: count }, (_, i) => `${tokens[2 * i]},${tokens[2 * i + 1]}→${labels[i]}`);
  const pairsOf = (examples: Examples): string[] => rowsOf(examples).map((row) => row.split('→')[0] as string);
  const split = (values: Readonly<Record<string, number | string>>, seed = 1) =>
    modular.dataset(sectionOf(modular, { split: 'pairs', labelNoise: 0, ...values }), new Rng(seed, 'task'));

  test.each([
    ['add', 7, 0.3],
    ['divide', 7, 0.5],
    ['subtract', 31, 0.6],
    ['add', 43, 0.01],
    ['multiply', 11, 0.99],
  ] as const)('%s mod %i at %d: round(fraction · N) rows train, the rest validate', (operation, p, trainFraction) => {
    const { train, val, shape } = split({ operation, p, trainFraction });
    const rows = table(operation, p);
    expect(shape).toEqual(pairShape(p));
    expect(train.count).toBe(Math.round(trainFraction * rows.length));
    expect([train.inputs.length, train.targets.length]).toEqual([2 * train.count, train.count]);
    const all = [...rowsOf(train), ...rowsOf(val)];
    expect(all.toSorted()).toEqual(rows.map(({ a, b, answer }) => `${a},${b}→${answer}`).toSorted());
  });

  test('S5 splits in the same way', () => {
    const { train, val } = permutations.dataset(sectionOf(permutations, { trainFraction: 0.25, split: 'pairs' }), new Rng(1, 'task'));
    expect([train.count, val.count]).toEqual([3600, 10800]);
    expect(new Set([...pairsOf(train), ...pairsOf(val)]).size).toBe(14400);
  });

  test('the same seed gives the same split in the same order, another seed another', () => {
    expect(split({ p: 11 }, 5)).toEqual(split({ p: 11 }, 5));
    expect(pairsOf(split({ p: 11 }, 5).train).toSorted()).not.toEqual(pairsOf(split({ p: 11 }, 6).train).toSorted());
  });

  test('the split is shuffled, not cut from the table', () => {
    const { train } = split({ p: 31, trainFraction: 0.5 });
    const firstOperands = new Set(Array.from({ length: train.count }, (_, i) => train.inputs[2 * i]));
    // Of 31 values of a, each with 31 rows, all are expected on a side that holds half the rows.
    expect(firstOperands.size).toBe(31);
  });

  test.each([1, 2, 3, 4, 5])('an unordered split keeps (a, b) and (b, a) together, seed %i', (seed) => {
    const { train, val } = split({ operation: 'add', p: 31, trainFraction: 0.6, split: 'unordered' }, seed);
    const trained = new Set(pairsOf(train));
    for (const pair of trained) expect(trained.has(pair.split(',').toReversed().join())).toBe(true);
    expect(train.count + val.count).toBe(961);
    // The cut falls on the border of a unit of at most two.
    expect([Math.round(0.6 * 961), Math.round(0.6 * 961) + 1]).toContain(train.count);
  });

  test('a split into pairs parts some (a, b) from (b, a)', () => {
    const trained = new Set(pairsOf(split({ p: 31 }).train));
    expect([...trained].some((pair) => !trained.has(pair.split(',').toReversed().join()))).toBe(true);
  });

  test.each(['pairs', 'unordered'])('%s: whatever passes the check leaves rows on both sides', (kind) => {
    for (let percent = 1; percent <= 99; percent++) {
      for (const p of [5, 7, 11]) {
        const values = sectionOf(modular, { p, split: kind, trainFraction: percent / 100 });
        if ((modular.check?.(values) ?? []).length > 0) continue;
        for (let seed = 0; seed < 8; seed++) {
          const { train, val } = modular.dataset(values, new Rng(seed, 'task'));
          if (train.count === 0 || val.count === 0) throw new Error(`p ${p}, fraction ${percent} %, seed ${seed}: ${train.count} and ${val.count} rows`);
        }
      }
    }
    expect(modular.check?.(sectionOf(modular, { p: 5, trainFraction: 0.01 }))).toHaveLength(1);
  });

  test('a share is refused exactly where a side would be left without rows', () => {
    for (let rows = 2; rows <= 30; rows++) {
      for (let percent = 1; percent <= 99; percent++) {
        for (const kind of ['pairs', 'unordered']) {
          const values = { trainFraction: percent / 100, split: kind, labelNoise: 0 };
          const train = Math.round(rows * values.trainFraction);
          const problems = checkSplit(rows, values, []);
          // A unit of two may take one row more than asked.
          expect([rows, percent, kind, problems.length]).toEqual([rows, percent, kind, train >= 1 && train + (kind === 'unordered' ? 1 : 0) < rows ? 0 : 1]);
          for (const problem of problems) expect(problem).toMatchObject({ field: 'trainFraction', value: percent / 100 });
          expect(splitSizes(rows, values)).toEqual({ train, val: rows - train });
        }
      }
    }
  });

  test('label noise touches about its share of the training rows, and no validation row', () => {
    const clean = split({ p: 31, trainFraction: 0.6 });
    const noisy = split({ p: 31, trainFraction: 0.6, labelNoise: 0.25 });
    expect(noisy.val).toEqual(clean.val);
    expect(noisy.train.inputs).toEqual(clean.train.inputs);
    const changed = clean.train.targets.filter((label, i) => label !== noisy.train.targets[i]).length;
    const drawn = Math.round(0.25 * clean.train.count);
    expect(changed).toBeLessThanOrEqual(drawn);
    // A random answer is right by chance once in 31: expect drawn/31 ≈ 5 unchanged, and far fewer than 20.
    expect(changed).toBeGreaterThan(drawn - 20);
    for (const label of noisy.train.targets) expect(label).toBeLessThan(31);
    expect(split({ p: 31, labelNoise: 0.25 })).toEqual(split({ p: 31, labelNoise: 0.25 }));
  });

  test('noise on every row leaves answers that are right only by chance', () => {
    const [clean, noisy] = [split({ p: 31 }), split({ p: 31, labelNoise: 1 })];
    const same = clean.train.targets.filter((label, i) => label === noisy.train.targets[i]).length;
    // Binomial(577, 1/31): mean 19, standard deviation 4.3; five of them.
    expect(Math.abs(same - 577 / 31)).toBeLessThan(21.5);
  });
});
