/** An operation of the reader's own, mod p: Power et al.'s tables, of any formula. */
import { formulaOf, readFormula, shownFormula } from '../formula/formula.ts';
import { WHAT } from '../formula/tokens.ts';
import { line, number } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import { text } from '../text.ts';
import { checkSplit, pairShape, splitParameters, splitSizes, splitTable, type Row } from './split.ts';
import { defineTask } from './task.ts';

/** What each pair of tokens costs grows with p: 199 has some forty thousand. */
const LARGEST = 199;

interface Asked {
  readonly formula: string;
  readonly p: number;
}

/** The table of the pairs that have an answer, in order of a, then b. The last one asked for is kept: a config is looked at many times. */
function tableOf({ formula, p }: Asked): readonly Row[] {
  if (kept?.formula === formula && kept.p === p) return kept.rows;
  const { value } = formulaOf(formula);
  const rows: Row[] = [];
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < p; b++) {
      const answer = value(a, b, p);
      if (answer !== null) rows.push({ a, b, answer });
    }
  }
  kept = { formula, p, rows };
  return rows;
}
let kept: (Asked & { readonly rows: readonly Row[] }) | null = null;

const MODULUS = text('modulus', '法');
const FORMULA = text('formula', '式');

/** Pairs without an answer are left out; of a table of fewer than two nothing can be both shown and asked. */
function checkTable({ formula, p }: Asked, rows: number): Problem[] {
  if (rows >= 2) return [];
  return [
    {
      field: 'formula',
      value: formula,
      expected: text(
        `a formula that has an answer for two or more of the pairs mod ${p}, or another modulus: it divides by what has no inverse`,
        `mod ${p} で 2 組以上に答えのある式にするか、法を変えてください。逆元のない数で割っています。`,
      ),
    },
  ];
}

export const formula = defineTask({
  id: 'formula',
  label: text('Your own operation', '自分で決める演算'),
  summary: text(
    'Type a formula of a and b. The network sees part of its table mod p and must fill in the rest.',
    'a と b の式を入力します。ネットワークはその演算 mod p の表の一部だけを見て、残りの欄を埋めます。',
  ),
  reference: 'after Power et al. 2022, A.1.1',
  parameters: {
    formula: line({
      label: FORMULA,
      help: text(
        'Of a and b with whole numbers, + − * / ^ and brackets. Pairs for which it divides by what has no inverse mod p are left out of the table.',
        'a、b、整数、+ − * / ^、かっこで書きます。mod p で逆元のない数で割る組は、表から除きます。',
      ),
      default: 'a*b+a+3',
      expected: WHAT,
      parse: readFormula,
      suggestions: ['a+b', 'a-b', 'a*b', 'a/b', 'a*b+a+3', 'a^2+b^2', 'a^2+a*b+b^2', '(a+b)^3', '2*a+3*b'],
    }),
    p: number({
      label: MODULUS,
      symbol: 'p',
      help: text(
        'Any whole number. The table has up to p² entries; larger p costs more per step.',
        '素数でなくてもかまいません。表は p² 個までで、大きいほど 1 ステップが重くなります。',
      ),
      default: 43,
      min: 2,
      max: LARGEST,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    ...splitParameters,
  },
  trainAmount: 'trainFraction',
  labelNoise: 'labelNoise',
  example: { formula: 'a*b+a+3', p: 7 },
  shape: ({ p }) => pairShape(p),
  sizes: (values) => splitSizes(tableOf(values).length, values),
  question: (values, [a, b]) => shownFormula(values.formula, { a: String(a), b: String(b) }),
  residues: ({ p }) => ({ p, under: 'addition' }),
  check: (values) => {
    const rows = tableOf(values).length;
    const none = checkTable(values, rows);
    return none.length > 0 ? none : checkSplit(rows, values, [MODULUS, FORMULA]);
  },
  dataset: (values, rng) => splitTable(tableOf(values), values, pairShape(values.p), rng),
});
