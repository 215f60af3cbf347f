/** Composition in the symmetric group S5 (Power et al. 2022, appendix A.1.1): 120 × 120 pairs. */
import { choice } from '../parameters.ts';
import { text } from '../text.ts';
import { checkSplit, pairShape, splitParameters, splitSizes, splitTable, type Row } from './split.ts';
import { defineTask } from './task.ts';

const SIZE = 5;

function permutationsOf(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) => permutationsOf(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}

/** All of S5 in lexicographic order; a token is an index into this list. */
export const PERMUTATIONS: readonly (readonly number[])[] = permutationsOf(Array.from({ length: SIZE }, (_, i) => i));

const indexOf = new Map(PERMUTATIONS.map((permutation, index) => [permutation.join(''), index]));

/** (x·y)(i) = x(y(i)): y acts first. */
function compose(x: readonly number[], y: readonly number[]): number[] {
  return y.map((image) => x[image] ?? 0);
}

function inverse(x: readonly number[]): number[] {
  const result = Array.from({ length: SIZE }, () => 0);
  x.forEach((image, i) => (result[image] = i));
  return result;
}

const FORMS = {
  'x·y': compose,
  'x·y·x⁻¹': (x, y) => compose(compose(x, y), inverse(x)),
  'x·y·x': (x, y) => compose(compose(x, y), x),
} as const satisfies Record<string, (x: readonly number[], y: readonly number[]) => number[]>;

const IDS = { product: 'x·y', conjugate: 'x·y·x⁻¹', sandwich: 'x·y·x' } as const;
export type GroupOperation = keyof typeof IDS;

export function table(operation: GroupOperation): Row[] {
  const form = FORMS[IDS[operation]];
  return PERMUTATIONS.flatMap((x, a) => PERMUTATIONS.map((y, b) => ({ a, b, answer: indexOf.get(form(x, y).join('')) ?? 0 })));
}

const shape = pairShape(PERMUTATIONS.length);

/** One-line notation: where 1, 2, 3, 4 and 5 go. */
const written = (token = 0): string => (PERMUTATIONS[token] ?? []).map((image) => image + 1).join('');

export const permutations = defineTask({
  id: 's5',
  label: text('Permutations of five (S5)', '5 文字の置換（S5）'),
  summary: text(
    'Composition of permutations: 14,400 pairs, not commutative, no number line to lean on.',
    '置換の合成。14,400 組あり、可換でなく、数直線のような構造もありません。',
  ),
  reference: 'Power et al. 2022, A.1.1',
  parameters: {
    operation: choice({
      label: text('operation', '演算'),
      help: text('How x and y are combined.', 'x と y の組み合わせ方。'),
      default: 'product',
      choices: (Object.keys(IDS) as GroupOperation[]).map((value) => ({ value, label: text(IDS[value], IDS[value]) })),
    }),
    ...splitParameters,
  },
  trainAmount: 'trainFraction',
  labelNoise: 'labelNoise',
  example: { trainFraction: 0.01 },
  shape: () => shape,
  sizes: (values) => splitSizes(PERMUTATIONS.length ** 2, values),
  question: ({ operation }, [x, y]) => IDS[operation].replaceAll('x', written(x)).replaceAll('y', written(y)),
  residues: () =>
    text(
      'Permutations of five are no circle: what waves are to numbers, irreducible representations are to them. «Circles» shows those.',
      '5 文字の置換は円になりません。数にとっての波にあたるのは、置換では既約表現です。それは「数の円」のタブで見られます。',
    ),
  symmetric: 5,
  answer: written,
  pair: {
    names: ['x', 'y'],
    write: written,
    expected: text(
      'the digits 1 to 5 in some order: where 1, 2, 3, 4 and 5 go',
      '1 から 5 までの数字を並べ替えたもの（1・2・3・4・5 の行き先）にしてください。',
    ),
  },
  check: (values) => checkSplit(PERMUTATIONS.length ** 2, values, []),
  dataset: (values, rng) => splitTable(table(values.operation), values, shape, rng),
});
