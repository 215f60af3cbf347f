/** How unequal the waves are in a network's tables, how much the key ones hold, and how much each column is a single one. */
import type { Model, NamedTable } from '../models/model.ts';
import { text, type Text } from '../text.ts';
import type { ChartSpec, Measure, SeriesSpec } from './chart.ts';

type Line = Pick<SeriesSpec, 'hue' | 'dash' | 'head'>;

/** The table that reads tokens and the one that answers, in the hues that they have in the circles. */
const ROWS: Line = { hue: 'spare-1', head: 'disc' };
const OUTPUTS: Line = { hue: 'spare-3', dash: '6 4', head: 'diamond' };

const called = (table: NamedTable | undefined, otherwise: Text): Text => table?.label ?? otherwise;

/** @param model whose tables the curves are called after. */
export function fourierCharts({ tables }: Pick<Model, 'tables'>): ChartSpec[] {
  const [rows, outputs] = [called(tables?.rows, text('inputs', '入力側')), called(tables?.outputs, text('outputs', '出力側'))];
  return [
    {
      id: 'gini',
      title: text('Gini of the waves', '波のジニ係数'),
      unit: text('0: all alike, 1: one alone', '0: すべて等しい、1: 1 つだけ'),
      explanation: text(
        'How unequally the Fourier components share in each table of tokens.',
        'トークンの各表で、フーリエ成分の大きさがどれだけ偏っているか。',
      ),
      tells: 'gini.rows',
      y: { kind: 'linear', fromZero: true },
      series: [
        { ...ROWS, key: 'gini.rows', label: rows, sketch: { path: 'M0 80 C30 80 44 74 56 54 C66 34 76 20 100 16', label: [40, 40] } },
        { ...OUTPUTS, key: 'gini.outputs', label: outputs, sketch: { path: 'M0 86 C34 86 50 82 62 64 C72 46 82 30 100 26', label: [72, 74] } },
      ],
    },
    {
      id: 'keyShare',
      title: text('Key frequencies', '主要な周波数'),
      unit: text('% of what is not constant', '定数成分を除いた %'),
      explanation: text('How much of each table the frequencies hold that stand out in both.', '両方の表で目立つ周波数が、それぞれの表でどれだけを占めるか。'),
      tells: 'keyShare.rows',
      y: { kind: 'fraction' },
      series: [
        { ...ROWS, key: 'keyShare.rows', label: rows, sketch: { path: 'M0 98 C30 96 44 84 54 56 C62 30 74 10 100 6', label: [34, 44] } },
        { ...OUTPUTS, key: 'keyShare.outputs', label: outputs, sketch: { path: 'M0 98 C34 97 50 88 60 64 C70 38 82 20 100 14', label: [72, 74] } },
      ],
    },
    {
      id: 'participation',
      title: text('One wave per neuron', 'ニューロンごとの波の集中'),
      unit: text('IPR, 1: a single frequency', 'IPR、1: 単一の周波数'),
      explanation: text('How much each column of the tables is a single wave, on average.', '表の各列が 1 つの波にどれだけ集中しているか（平均）。'),
      tells: 'participation.rows',
      y: { kind: 'linear', fromZero: true },
      series: [
        { ...ROWS, key: 'participation.rows', label: rows, sketch: { path: 'M0 92 C30 92 44 84 56 58 C66 36 78 20 100 16', label: [40, 40] } },
        { ...OUTPUTS, key: 'participation.outputs', label: outputs, sketch: { path: 'M0 94 C34 94 50 88 62 66 C72 46 84 32 100 28', label: [72, 74] } },
      ],
    },
  ];
}

export const measures: readonly Measure[] = [
  {
    label: text('Gini of the waves', '波のジニ係数'),
    text: text(
      'Each table of tokens is a sum of waves over the numbers mod p. The Gini coefficient of their lengths, the constant left out, is near 0 while all are alike and near 1 where a few make up the whole. It rises as a network lays the numbers on circles. Shown where it is measured.',
      'トークンの表は、mod p の数の上の波の和として書けます。定数成分を除いた各波の大きさのジニ係数で、どれも同じくらいなら 0 に、少数の波だけでできていれば 1 に近づきます。数が円の上に並ぶにつれて上がります。測っているときだけ表示します。',
    ),
    hue: 'spare-1',
  },
  {
    label: text('Key frequencies', '主要な周波数'),
    text: text(
      'How much of each table belongs to frequencies that have more than twice their even share, and a twentieth at least, both where tokens are read and where answers are given. They are those of the network at the moment of measuring. Shown where it is measured.',
      '入力側と出力側の両方で、均等な割合の 2 倍を超え、かつ 20 分の 1 を超える周波数が占める割合です。測った時点のネットワークから周波数を選びます。測っているときだけ表示します。',
    ),
    hue: 'spare-3',
    dash: OUTPUTS.dash as string,
  },
  {
    label: text('One wave per neuron', 'ニューロンごとの波の集中'),
    text: text(
      'The inverse participation ratio (IPR) of each column of the tables, a neuron’s weights or a dimension of the embedding, as a function of the token: 1 where it is a single wave, near 0 where all frequencies are alike. The mean over the columns is drawn. Shown where it is measured.',
      '表の各列（ニューロンの重み、または埋め込みの 1 つの次元）をトークンの関数とみた逆参加比（IPR）です。単一の波なら 1、すべての周波数が同じくらいなら 0 に近くなります。列の平均を描きます。測っているときだけ表示します。',
    ),
    hue: 'spare-1',
  },
];
