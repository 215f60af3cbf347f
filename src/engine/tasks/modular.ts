/** Modular arithmetic: every binary operation of Power et al. 2022, appendix A.1.1, modulo any p; those that divide want every divisor to have an inverse. */
import { choice, number } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import { text } from '../text.ts';
import { checkSplit, pairShape, splitParameters, splitSizes, splitTable, type Row } from './split.ts';
import { defineTask } from './task.ts';

interface Operation {
  readonly label: string;
  /** Which b it divides by. 0 among them is left out of the table; each other one needs an inverse. */
  readonly dividesBy?: (b: number) => boolean;
  /** Where that is what makes the answers: a circle of tokens is then looked for in the order of their logarithms. */
  readonly multiplies?: true;
  /** The answer before the last reduction, a and b in 0 … p−1. */
  readonly answer: (a: number, b: number, p: number) => number;
}

const even = (x: number): boolean => x % 2 === 0;

/** Greatest common divisor, with the factor of b in it: gcd ≡ factor·b mod p (Euclid's algorithm). */
function euclid(b: number, p: number): { readonly gcd: number; readonly factor: number } {
  let [before, gcd, earlier, factor] = [p, b, 0, 1];
  while (before % gcd !== 0) {
    const times = Math.floor(before / gcd);
    [before, gcd] = [gcd, before - times * gcd];
    [earlier, factor] = [factor, earlier - times * factor];
  }
  return { gcd, factor };
}

/** a · b⁻¹ mod p, of a b that shares no factor with p. */
const quotient = (a: number, b: number, p: number): number => (a * euclid(b, p).factor) % p;

/** Ids are what configs and links hold. */
export const OPERATIONS = {
  add: { label: 'a + b', answer: (a, b) => a + b },
  subtract: { label: 'a − b', answer: (a, b) => a - b },
  multiply: { label: 'a · b', multiplies: true, answer: (a, b) => a * b },
  divide: { label: 'a / b', multiplies: true, dividesBy: () => true, answer: quotient },
  'a2+b': { label: 'a² + b', answer: (a, b) => a * a + b },
  'a3+b': { label: 'a³ + b', answer: (a, b) => a ** 3 + b },
  'a2+b2': { label: 'a² + b²', answer: (a, b) => a * a + b * b },
  'a2+b2+ab': { label: 'a² + b² + ab', answer: (a, b) => a * a + b * b + a * b },
  'a2+b2+ab+a': { label: 'a² + b² + ab + a', answer: (a, b) => a * a + b * b + a * b + a },
  'a3+ab': { label: 'a³ + ab', answer: (a, b) => a ** 3 + a * b },
  'a3+ab2+b': { label: 'a³ + ab² + b', answer: (a, b) => a ** 3 + a * b * b + b },
  'odd-divide': {
    label: 'a/b if b odd, else a − b',
    dividesBy: (b) => !even(b),
    answer: (a, b, p) => (even(b) ? a - b : quotient(a, b, p)),
  },
  'even-add-multiply': { label: 'a + b if a even, else a · b', answer: (a, b) => (even(a) ? a + b : a * b) },
  'even-add-subtract': { label: 'a + b if a even, else a − b', answer: (a, b) => (even(a) ? a + b : a - b) },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n >= 2;
}

/** What each pair of tokens costs grows with p: 199 has some forty thousand. */
const LARGEST = 199;
const PRIMES = Array.from({ length: LARGEST + 1 }, (_, n) => n).filter(isPrime);

const japanese: Partial<Record<OperationId, string>> = {
  'odd-divide': 'b が奇数なら a/b、偶数なら a − b',
  'even-add-multiply': 'a が偶数なら a + b、奇数なら a · b',
  'even-add-subtract': 'a が偶数なら a + b、奇数なら a − b',
};

/** The whole table of an operation, in order of a, then b. */
export function table(operation: OperationId, p: number): Row[] {
  const { answer, dividesBy }: Operation = OPERATIONS[operation];
  const rows: Row[] = [];
  for (let a = 0; a < p; a++) {
    for (let b = dividesBy?.(0) ? 1 : 0; b < p; b++) {
      rows.push({ a, b, answer: ((answer(a, b, p) % p) + p) % p });
    }
  }
  return rows;
}

function rowCount(operation: string, p: number): number {
  const { dividesBy }: Operation = OPERATIONS[operation as OperationId];
  return dividesBy?.(0) ? p * (p - 1) : p * p;
}

/** Division by a b that shares a factor with p has no answer, or several. */
function checkDivision(operation: OperationId, p: number): Problem[] {
  const { dividesBy, label }: Operation = OPERATIONS[operation];
  const without = Array.from({ length: p - 1 }, (_, i) => i + 1).find((b) => dividesBy?.(b) && euclid(b, p).gcd > 1);
  if (without === undefined) return [];
  const ja = japanese[operation] ?? label;
  const expected = text(
    `a prime where the operation is «${label}»: mod ${p} nothing can be divided by ${without}, which shares a factor with ${p}`,
    `演算「${ja}」では素数にしてください。mod ${p} では、${p} と公約数を持つ ${without} で割れません。`,
  );
  return [{ field: 'p', value: p, expected }];
}

const MODULUS = text('modulus', '法');
const OPERATION = text('operation', '演算');

export const modular = defineTask({
  id: 'modular',
  label: text('Modular arithmetic', '合同算術（mod p）'),
  summary: text(
    'The network sees part of the table of an operation mod p and must fill in the rest.',
    '演算 mod p の表の一部だけを見て、残りの欄を埋める課題です。',
  ),
  reference: 'Power et al. 2022, A.1.1',
  parameters: {
    operation: choice({
      label: OPERATION,
      help: text('What is computed, mod p.', 'mod p で計算する式。'),
      default: 'add',
      choices: (Object.keys(OPERATIONS) as OperationId[]).map((value) => ({
        value,
        label: text(OPERATIONS[value].label, japanese[value] ?? OPERATIONS[value].label),
      })),
    }),
    p: number({
      label: MODULUS,
      symbol: 'p',
      help: text(
        'The table has about p² entries; larger p costs more per step. The slider stops at primes; other whole numbers can be typed where nothing is divided.',
        '表は約 p² 個で、大きいほど 1 ステップが重くなります。スライダーは素数で止まります。割り算のない演算なら、素数でない整数も入力できます。',
      ),
      default: 43,
      min: 2,
      max: LARGEST,
      scale: 'linear',
      integer: true,
      stops: PRIMES,
    }),
    ...splitParameters,
  },
  trainAmount: 'trainFraction',
  labelNoise: 'labelNoise',
  example: { p: 7 },
  shape: ({ p }) => pairShape(p),
  sizes: (values) => splitSizes(rowCount(values.operation, values.p), values),
  question: ({ operation }, [a, b]) => {
    const { label } = OPERATIONS[operation];
    // Operations that go by cases are words.
    return label.includes('if') ? `(${a}, ${b})` : label.replaceAll('ab', 'a·b').replaceAll('a', String(a)).replaceAll('b', String(b));
  },
  residues: ({ operation, p }) => {
    const { multiplies }: Operation = OPERATIONS[operation];
    return { p, under: multiplies === true ? 'multiplication' : 'addition', ...(operation === 'add' ? { sum: true as const } : {}) };
  },
  check: (values) => [...checkDivision(values.operation, values.p), ...checkSplit(rowCount(values.operation, values.p), values, [MODULUS, OPERATION])],
  dataset: (values, rng) => splitTable(table(values.operation, values.p), values, pairShape(values.p), rng),
});
