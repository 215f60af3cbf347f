/** Properties of small organic molecules from their graphs: 499 of QM9 (Ramakrishnan et al. 2014), the data of Omnigrok's graph network. */
import type { Dataset, Examples, GraphShape } from '../data/dataset.ts';
import { edgesWidth, writeEdges } from '../data/graphs.ts';
import { choice, number } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import { text } from '../text.ts';
import { FEATURES, featuresOf, formulaOf } from './atoms.ts';
import { MOLECULES, readMolecules, type Molecule } from './moleculeFile.ts';
import { PROPERTIES, type Property } from './properties.ts';
import { skeletonOf } from './skeleton.ts';
import { defineTask, type Measure, type Sizes } from './task.ts';

interface MoleculeValues {
  readonly target: string;
  readonly trainSize: number;
  readonly valSize: number | 'rest';
  readonly order: string;
  readonly scale: string;
}

/** An answer counts as right within this share of the property's standard deviation. */
const RIGHT = 1 / 4;
/** Digits of a value that is shown. */
const DIGITS = 4;

const propertyOf = ({ target }: Pick<MoleculeValues, 'target'>): Property => PROPERTIES.find(({ id }) => id === target) as Property;

function shapeOf(values: Pick<MoleculeValues, 'target' | 'scale'>): GraphShape {
  const spread = values.scale === 'standard' ? 1 : propertyOf(values).spread;
  const target = { kind: 'value', tolerance: (RIGHT * spread) ** 2, score: 'r2' } as const;
  return { kind: 'graphs', nodes: 20, features: FEATURES, neighbours: 4, edgeTypes: 4, target, outputs: 1 };
}

const sizesOf = ({ trainSize, valSize }: Pick<MoleculeValues, 'trainSize' | 'valSize'>): Sizes => ({
  train: trainSize,
  val: valSize === 'rest' ? MOLECULES - trainSize : valSize,
});

function measureOf(values: Pick<MoleculeValues, 'target' | 'scale'>): Measure {
  const { label: what, unit, mean, spread } = propertyOf(values);
  return values.scale === 'standard' ? { what, unit, shift: mean, scale: spread } : { what, unit, shift: 0, scale: 1 };
}

function checkMolecules(values: MoleculeValues): Problem[] {
  const { train, val } = sizesOf(values);
  if (train + val <= MOLECULES) return [];
  const left = MOLECULES - train;
  return [
    {
      field: 'valSize',
      value: values.valSize,
      expected: text(
        `at most ${left} or «rest», or the number of training molecules smaller: there are ${MOLECULES} molecules and ${train} of them train`,
        `${left} 以下か rest にするか、訓練する分子の数を減らしてください。分子は ${MOLECULES} 個あり、${train} 個は訓練に使います。`,
      ),
    },
  ];
}

function examples(molecules: readonly Molecule[], values: MoleculeValues): Examples {
  const shape = shapeOf(values);
  const { nodes, features } = shape;
  const { mean, spread } = propertyOf(values);
  const column = PROPERTIES.findIndex(({ id }) => id === values.target);
  const width = edgesWidth(shape);
  const inputs = new Float32Array(molecules.length * nodes * features);
  const edges = new Int32Array(molecules.length * width);
  const places = new Float32Array(molecules.length * 2 * nodes).fill(Number.NaN);
  molecules.forEach(({ atoms, bonds, places: drawn }, i) => {
    inputs.set(atoms.flatMap(featuresOf), i * nodes * features);
    writeEdges(edges.subarray(i * width, (i + 1) * width), atoms.length, bonds, shape);
    places.set(drawn, i * 2 * nodes);
  });
  const targets = Float32Array.from(molecules, ({ properties }) => {
    const raw = properties[column] as number;
    return values.scale === 'standard' ? (raw - mean) / spread : raw;
  });
  return { count: molecules.length, inputs, targets, edges, places };
}

export const molecules = defineTask({
  id: 'molecules',
  label: text('Molecules (QM9)', '分子（QM9）'),
  summary: text(
    'A regression: tell a property of a small organic molecule from its atoms and bonds (499 molecules of QM9, fetched when chosen). Accuracy is R², the share of the property’s variance that is explained; an answer counts as right within a quarter of its standard deviation.',
    '回帰課題です。小さな有機分子の性質を、原子と結合から当てます（QM9 の 499 分子、選んだときに読み込みます）。精度は決定係数 R²（性質のばらつきのうち説明できた割合）で、誤差が標準偏差の 1/4 以内なら正解とみなします。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4; Ramakrishnan et al. 2014',
  trainAmount: 'trainSize',
  example: { trainSize: 12, valSize: 10 },
  files: () => ['molecules'],
  parameters: {
    target: choice({
      label: text('property', '性質'),
      help: text(
        'What is to be told. The paper asks for the polarisability: how easily the electrons are moved by a field.',
        '当てる性質。論文では分極率（電場で電子がどれほど動きやすいか）です。',
      ),
      default: 'alpha',
      choices: PROPERTIES.map(({ id, label, unit }) => ({ value: id, label, help: text(`In ${unit}.`, `単位は ${unit}。`) })),
    }),
    trainSize: number({
      label: text('training molecules', '訓練する分子の数'),
      symbol: 'N',
      help: text('Fewer strengthen grokking, until generalisation becomes impossible.', '少ないほどグロッキングは強まり、少なすぎると汎化できなくなります。'),
      default: 50,
      min: 2,
      max: MOLECULES - 2,
      scale: 'log',
      integer: true,
    }),
    valSize: number({
      label: text('validation molecules', '検証する分子の数'),
      help: text('Other molecules. More: smoother curves and slower evaluations.', '別の分子の数。多いほど曲線は滑らかで、評価は遅くなります。'),
      default: 'rest',
      min: 2,
      max: MOLECULES - 2,
      scale: 'log',
      integer: true,
      word: 'rest',
      wordLabel: text('all others', '残りすべて'),
      advanced: true,
    }),
    order: choice({
      label: text('which molecules', '分子の選び方'),
      help: text(
        'QM9 lists its molecules by size. Smallest first trains on the smallest, and asks for larger ones.',
        'QM9 は分子を小さい順に並べています。「小さい順」では小さい分子で訓練し、大きい分子で確かめます。',
      ),
      default: 'random',
      choices: [
        { value: 'random', label: text('at random, by seed', 'シードで無作為に') },
        { value: 'size', label: text('smallest first', '小さい順') },
      ],
      advanced: true,
    }),
    scale: choice({
      label: text('scale of the answers', '答えの尺度'),
      help: text(
        'Raw as in the paper. Properties far from 1 in size are learned more easily standardised: less the mean, in standard deviations of all 499.',
        '論文では生の値のまま。値の大きさが 1 から遠い性質は、標準化（499 分子の平均を引き、標準偏差で割る）すると学びやすくなります。',
      ),
      default: 'raw',
      choices: [
        { value: 'raw', label: text('raw', '生の値') },
        { value: 'standard', label: text('standardised', '標準化') },
      ],
      advanced: true,
    }),
  },
  shape: shapeOf,
  sizes: sizesOf,
  check: checkMolecules,
  question: (_values, input) => formulaOf(input),
  value: (values, value) => {
    const { unit, shift, scale } = measureOf(values);
    const digits = (shift + scale * value).toPrecision(DIGITS);
    // Of a prediction far off no powers of ten.
    return `${digits.includes('e') ? String(Number(digits)) : digits} ${unit}`;
  },
  measure: measureOf,
  right: text('within a quarter of the property’s standard deviation', '誤差がこの性質の標準偏差の 1/4 以内'),
  drawing: (values, example) => skeletonOf(example, shapeOf(values)),
  dataset: (values, rng, files): Dataset => {
    const all = readMolecules(files?.molecules);
    const order = values.order === 'size' ? all.map((_, i) => i) : [...rng.split('order').permutation(MOLECULES)];
    const { train, val } = sizesOf(values);
    const side = (first: number, count: number): Examples =>
      examples(
        order.slice(first, first + count).map((i) => all[i] as Molecule),
        values,
      );
    return { shape: shapeOf(values), train: side(0, train), val: side(train, val) };
  },
  credit: {
    text: text(
      'Molecules: the first 499 of QM9 (R. Ramakrishnan, P. O. Dral, M. Rupp, O. A. von Lilienfeld, Sci. Data 1, 140022, 2014), as graphs in the test data of chemprop (MIT).',
      '分子: QM9（R. Ramakrishnan・P. O. Dral・M. Rupp・O. A. von Lilienfeld、Sci. Data 1, 140022、2014）の最初の 499 個。chemprop のテストデータ（MIT）のグラフによる。',
    ),
    url: 'https://doi.org/10.1038/sdata.2014.22',
  },
});
