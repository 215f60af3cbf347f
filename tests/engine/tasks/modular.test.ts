/** Every entry of every table against its definition, in exact integers. */
import { describe, expect, test } from 'vitest';
import { OPERATIONS, modular, table, type OperationId } from '../../../src/engine/tasks/modular.ts';
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

/** Whether each b that is divided by has just one multiple equal to 1, found by trying. */
function divides(id: OperationId, p: number): boolean {
  const all = Array.from({ length: p }, (_, n) => n);
  const divisors = all.slice(1).filter((b) => DEFINITIONS[id](0, b) === 'quotient');
  return divisors.every((b) => all.filter((x) => (x * b) % p === 1 % p).length === 1);
}

const MODULI = [2, 3, 4, 5, 6, 7, 8, 10, 31, 96, 97, 113, 199];

describe.each(Object.keys(OPERATIONS) as OperationId[])('%s', (id) => {
  test.each(MODULI.filter((p) => divides(id, p)))('mod %i', (p) => {
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

test('the modulus is any whole number from 2 to 199, and its stops are all primes', () => {
  const p = modular.parameters['p'];
  if (p?.kind !== 'number') throw new Error('no number');
  const isPrime = (n: number): boolean => Array.from({ length: n }, (_, d) => d).filter((d) => n % d === 0).length === 1;
  expect([p.min, p.max, p.integer, p.valid]).toEqual([2, 199, true, undefined]);
  expect(p.stops).toEqual(Array.from({ length: p.max + 1 }, (_, n) => n).filter((n) => n >= p.min && isPrime(n)));
});

test.each(Object.keys(OPERATIONS) as OperationId[])('%s is refused just where a division has no answer, or several, and the modulus is named', (operation) => {
  for (let p = 2; p <= 60; p++) {
    const problems = modular.check?.(sectionOf(modular, { operation, p, trainFraction: 0.5 })) ?? [];
    expect([p, problems.some(({ field }) => field === 'p')]).toEqual([p, !divides(operation, p)]);
  }
});

test('what cannot be divided by is said', () => {
  const [problem] = modular.check?.(sectionOf(modular, { operation: 'divide', p: 15 })) ?? [];
  expect(problem?.expected.en).toBe('a prime where the operation is «a / b»: mod 15 nothing can be divided by 3, which shares a factor with 15');
  expect(problem?.expected.ja).toContain('mod 15 では、15 と公約数を持つ 3 で割れません');
});

test('every operation has its words in both languages, those by cases translated', () => {
  const p = modular.parameters['operation'];
  if (p?.kind !== 'choice') throw new Error('no choice');
  for (const { value, label } of p.choices) {
    expect(label.en).toBe(OPERATIONS[value as OperationId].label);
    expect([value, label.ja === label.en]).toEqual([value, !label.en.includes('if')]);
    expect(label.ja).not.toBe('');
  }
});
