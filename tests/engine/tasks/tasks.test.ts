/** Every entry of every table against its definition, in exact integers; and the seeded split. */
import { describe, expect, test } from 'vitest';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { Examples } from '../../../src/engine/data/dataset.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import { OPERATIONS, modular, table, type OperationId } from '../../../src/engine/tasks/modular.ts';
import { PERMUTATIONS, permutations, table as groupTable, type GroupOperation } from '../../../src/engine/tasks/permutations.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { sectionOf } from '../small.ts';

type Polynomial = (a: bigint, b: bigint) => bigint;
/** Either a polynomial, or division: then answer · b ≡ a. */
type Definition = (a: number, b: number) => Polynomial | 'quotient';

const plus: Polynomial = (a, b) => a + b;
const minus: Polynomial = (a, b) => a - b;
const product: Polynomial = (a, b) => a * b;

/** Power et al. 2022, appendix A.1.1, written from the paper. */
const DEFINITIONS: Readonly<Record<OperationId, Definition>> = {
  add: () => plus,
  subtract: () => minus,
  multiply: () => product,
  divide: () => 'quotient',
  'a2+b': () => (a, b) => a ** 2n + b,
  'a3+b': () => (a, b) => a ** 3n + b,
  'a2+b2': () => (a, b) => a ** 2n + b ** 2n,
  'a2+b2+ab': () => (a, b) => a ** 2n + b ** 2n + a * b,
  'a2+b2+ab+a': () => (a, b) => a ** 2n + b ** 2n + a * b + a,
  'a3+ab': () => (a, b) => a ** 3n + a * b,
  'a3+ab2+b': () => (a, b) => a ** 3n + a * b ** 2n + b,
  'odd-divide': (_, b) => (b % 2 === 1 ? 'quotient' : minus),
  'even-add-multiply': (a) => (a % 2 === 0 ? plus : product),
  'even-add-subtract': (a) => (a % 2 === 0 ? plus : minus),
};

describe.each(Object.keys(OPERATIONS) as OperationId[])('%s', (id) => {
  test.each([5, 7, 31, 97, 113])('mod %i', (p) => {
    const rows = table(id, p);
    const bs = Array.from({ length: p }, (_, b) => b).filter((b) => id !== 'divide' || b > 0);
    expect(rows.map(({ a, b }) => `${a},${b}`)).toEqual(Array.from({ length: p }, (_, a) => a).flatMap((a) => bs.map((b) => `${a},${b}`)));
    const wrong = rows.filter(({ a, b, answer }) => {
      if (!Number.isInteger(answer) || answer < 0 || answer >= p) return true;
      const form = DEFINITIONS[id](a, b);
      const difference = form === 'quotient' ? BigInt(answer) * BigInt(b) - BigInt(a) : form(BigInt(a), BigInt(b)) - BigInt(answer);
      return difference % BigInt(p) !== 0n;
    });
    expect(wrong).toEqual([]);
  });
});

test.each([
  ['add', '3 + 4'],
  ['a2+b2+ab+a', '3² + 4² + 3·4 + 3'],
  ['a3+ab2+b', '3³ + 3·4² + 4'],
  ['odd-divide', '(3, 4)'],
])('%s asks %s', (operation, asked) => {
  expect(modular.question?.(sectionOf(modular, { operation }), [3, 4])).toBe(asked);
});

test('a table is commutative exactly where its formula is', () => {
  const commutative = (Object.keys(OPERATIONS) as OperationId[]).filter((id) => {
    const rows = table(id, 7);
    const answers = new Map(rows.map(({ a, b, answer }) => [`${a},${b}`, answer]));
    return rows.every(({ a, b, answer }) => !answers.has(`${b},${a}`) || answers.get(`${b},${a}`) === answer);
  });
  expect(commutative).toEqual(['add', 'multiply', 'a2+b2', 'a2+b2+ab']);
});

describe('S5', () => {
  const size = 120;
  const tables = Object.fromEntries((['product', 'conjugate', 'sandwich'] as const).map((id) => [id, groupTable(id)])) as Record<
    GroupOperation,
    ReturnType<typeof groupTable>
  >;
  const at = (operation: GroupOperation, x: number, y: number): number => tables[operation][x * size + y]?.answer as number;
  const times = (x: number, y: number): number => at('product', x, y);
  const tokens = Array.from({ length: size }, (_, i) => i);
  const identity = PERMUTATIONS.findIndex((permutation) => permutation.every((image, i) => image === i));
  const inverse = tokens.map((x) => tokens.findIndex((y) => times(x, y) === identity));

  test('the tokens are all 120 permutations of five, each once', () => {
    expect(new Set(PERMUTATIONS.map((permutation) => permutation.join())).size).toBe(size);
    for (const permutation of PERMUTATIONS) expect(permutation.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    for (const rows of Object.values(tables)) expect(rows.map(({ a, b }) => a * size + b)).toEqual(Array.from({ length: size * size }, (_, i) => i));
  });

  test('the product is composition: y acts first', () => {
    for (const x of tokens) {
      for (const y of tokens) {
        const expected = [0, 1, 2, 3, 4].map((i) => PERMUTATIONS[x]?.[PERMUTATIONS[y]?.[i] as number]);
        expect(PERMUTATIONS[times(x, y)]).toEqual(expected);
      }
    }
  });

  test('it is a group: identity, inverses, associativity; and not commutative', () => {
    for (const x of tokens) {
      expect([times(identity, x), times(x, identity)]).toEqual([x, x]);
      expect(times(inverse[x] as number, x)).toBe(identity);
    }
    const rng = new Rng(1, 'triples');
    for (let i = 0; i < 20000; i++) {
      const [x, y, z] = [rng.integer(size), rng.integer(size), rng.integer(size)];
      if (times(times(x, y), z) !== times(x, times(y, z))) throw new Error(`(${x}·${y})·${z}`);
    }
    expect(tokens.some((x) => tokens.some((y) => times(x, y) !== times(y, x)))).toBe(true);
  });

  test('x·y·x⁻¹ and x·y·x follow from the product', () => {
    for (const x of tokens) {
      expect(tokens.map((y) => at('conjugate', x, y))).toEqual(tokens.map((y) => times(times(x, y), inverse[x] as number)));
      expect(tokens.map((y) => at('sandwich', x, y))).toEqual(tokens.map((y) => times(x, times(y, x))));
    }
  });
});

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

test('questions read as people write them', () => {
  const asked = (pairs: readonly [string, string][], tokens: readonly number[]): string | undefined => {
    const parsed = withPairs(defaultConfig(), pairs);
    if (!parsed.ok) throw new Error('not a config');
    const { task } = parsed.config;
    return tasks.get(task.id).question?.(task, tokens);
  };
  expect(asked([], [17, 30])).toBe('17 + 30');
  expect(asked([['task.operation', 'a2+b2+ab+a']], [3, 4])).toBe('3² + 4² + 3·4 + 3');
  const S5: [string, string] = ['task.id', 's5'];
  expect(asked([S5], [0, 119])).toBe('12345·54321');
  expect(asked([S5, ['task.operation', 'conjugate']], [119, 0])).toBe('54321·12345·54321⁻¹');
  expect(asked([['task.id', 'digits']], [1, 2])).toBeUndefined();
});
