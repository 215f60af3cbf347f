/** Clock against pizza. */
import { text } from '../text.ts';
import type { ChartSpec, Measure } from './chart.ts';

const IRRELEVANCE = { hue: 'spare-9', dash: '6 4', head: 'square' } as const;

export const circuitChart: ChartSpec = {
  id: 'circuit',
  title: text('Clock or pizza', '時計かピザか'),
  unit: text('1 and 0: pizza', '1 と 0 ならピザ'),
  explanation: text(
    'How alike the answer hangs on a and b, and how little on their distance.',
    '答えが a と b に同じように依存する度合いと、両者の差に無関係な度合い。',
  ),
  tells: 'distanceIrrelevance',
  y: { kind: 'linear', fromZero: true },
  series: [
    {
      key: 'gradientSymmetricity',
      label: text('gradient symmetricity', '勾配の対称性'),
      hue: 'spare-8',
      head: 'disc',
      sketch: { path: 'M0 88 C20 86 38 70 56 58 C72 50 86 46 100 46', label: [10, 74] },
    },
    {
      ...IRRELEVANCE,
      key: 'distanceIrrelevance',
      label: text('distance irrelevance', '距離への無関係さ'),
      sketch: { path: 'M0 14 C22 14 40 24 56 28 C74 30 88 24 100 22', label: [56, 12] },
    },
  ],
};

export const measures: readonly Measure[] = [
  {
    label: text('Gradient symmetricity', '勾配の対称性'),
    text: text(
      'Whether a logit hangs on the embedding of a as it does on that of b: the cosine between the two gradients, over a hundred random triples of a, b and an answer. 1 where the network works on the sum of the embeddings, as the «pizza» does; in the paper .99 there and .33 for a «clock». Shown where it is measured.',
      'あるロジットが a の埋め込みと b の埋め込みに同じように依存するか。a、b、答えのランダムな 100 組での 2 つの勾配のコサインの平均です。埋め込みの和で計算する「ピザ」では 1 になります（論文ではピザが 0.99、「時計」が 0.33）。測っているときだけ表示します。',
    ),
    hue: 'spare-8',
  },
  {
    label: text('Distance irrelevance', '距離への無関係さ'),
    text: text(
      'How little the right answer’s logit hangs on b − a: the spread among pairs of one distance, on average, over that among all pairs. Near 0 for a «pizza», whose averaged embeddings get shorter the further a and b are apart; in the paper .17 there and .85 for a «clock». Shown where it is measured.',
      '正解のロジットが b − a にどれだけ無関係か。同じ差の組の中でのばらつきの平均を、全体のばらつきで割った値です。平均した埋め込みが a と b の差で短くなる「ピザ」では 0 に近く、論文ではピザが 0.17、「時計」が 0.85 です。測っているときだけ表示します。',
    ),
    hue: IRRELEVANCE.hue,
    dash: IRRELEVANCE.dash,
  },
];
