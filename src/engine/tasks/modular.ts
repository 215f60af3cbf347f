/** Modular arithmetic: every binary operation of Power et al. 2022, appendix A.1.1, over a prime p. */
import { choice, number } from '../parameters.ts';
import { text } from '../text.ts';
import { checkSplit, pairShape, splitParameters, splitSizes, splitTable, type Row } from './split.ts';
import { defineTask } from './task.ts';

interface Operation {
  readonly label: string;
  /** b = 0 is left out of the table. */
  readonly nonZeroB?: boolean;
  /** The answer before the last reduction, a and b in 0 … p−1; `inverse` is that of b. */
  readonly answer: (a: number, b: number, p: number) => number;
}

const even = (x: number): boolean => x % 2 === 0;

/** a · b⁻¹ mod p, by Fermat's little theorem. */
function quotient(a: number, b: number, p: number): number {
  let inverse = 1;
  for (let i = 0; i < p - 2; i++) inverse = (inverse * b) % p;
  return (a * inverse) % p;
}

/** Ids are what configs and links hold. */
export const OPERATIONS = {
  add: { label: 'a + b', answer: (a, b) => a + b },
  subtract: { label: 'a − b', answer: (a, b) => a - b },
  multiply: { label: 'a · b', answer: (a, b) => a * b },
  divide: { label: 'a / b', nonZeroB: true, answer: quotient },
  'a2+b': { label: 'a² + b', answer: (a, b) => a * a + b },
  'a3+b': { label: 'a³ + b', answer: (a, b) => a ** 3 + b },
  'a2+b2': { label: 'a² + b²', answer: (a, b) => a * a + b * b },
  'a2+b2+ab': { label: 'a² + b² + ab', answer: (a, b) => a * a + b * b + a * b },
  'a2+b2+ab+a': { label: 'a² + b² + ab + a', answer: (a, b) => a * a + b * b + a * b + a },
  'a3+ab': { label: 'a³ + ab', answer: (a, b) => a ** 3 + a * b },
  'a3+ab2+b': { label: 'a³ + ab² + b', answer: (a, b) => a ** 3 + a * b * b + b },
  'odd-divide': {
    label: 'a/b if b odd, else a − b',
    answer: (a, b, p) => (even(b) ? a - b : quotient(a, b, p)),
  },
  'even-add-multiply': { label: 'a + b if a even, else a · b', answer: (a, b) => (even(a) ? a + b : a * b) },
  'even-add-subtract': { label: 'a + b if a even, else a − b', answer: (a, b) => (even(a) ? a + b : a - b) },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof OPERATIONS;

function isPrime(n: number): boolean {
  if (!Number.isInteger(n) || n < 2) return false;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}

const PRIMES = Array.from({ length: 114 }, (_, n) => n).filter((n) => n >= 5 && isPrime(n));

const japanese: Partial<Record<OperationId, string>> = {
  'odd-divide': 'b が奇数なら a/b、偶数なら a − b',
  'even-add-multiply': 'a が偶数なら a + b、奇数なら a · b',
  'even-add-subtract': 'a が偶数なら a + b、奇数なら a − b',
};

/** The whole table of an operation, in order of a, then b. */
export function table(operation: OperationId, p: number): Row[] {
  const { answer, nonZeroB }: Operation = OPERATIONS[operation];
  const rows: Row[] = [];
  for (let a = 0; a < p; a++) {
    for (let b = nonZeroB ? 1 : 0; b < p; b++) {
      rows.push({ a, b, answer: ((answer(a, b, p) % p) + p) % p });
    }
  }
  return rows;
}

function rowCount(operation: string, p: number): number {
  const { nonZeroB }: Operation = OPERATIONS[operation as OperationId];
  return nonZeroB ? p * (p - 1) : p * p;
}

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
      label: text('operation', '演算'),
      help: text('What is computed, mod p.', 'mod p で計算する式。'),
      default: 'add',
      choices: (Object.keys(OPERATIONS) as OperationId[]).map((value) => ({
        value,
        label: text(OPERATIONS[value].label, japanese[value] ?? OPERATIONS[value].label),
      })),
    }),
    p: number({
      label: text('modulus', '法'),
      symbol: 'p',
      help: text('A prime. The table has about p² entries; larger p costs more per step.', '素数。表は約 p² 個。大きいほど 1 ステップが重くなります。'),
      default: 43,
      min: 5,
      max: 113,
      scale: 'linear',
      integer: true,
      stops: PRIMES,
      valid: isPrime,
      validText: text('a prime number from 5 to 113', '5 から 113 までの素数にしてください。'),
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
  check: (values) => checkSplit(rowCount(values.operation, values.p), values),
  dataset: (values, rng) => splitTable(table(values.operation, values.p), values, pairShape(values.p), rng),
});
