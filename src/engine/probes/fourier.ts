/**
 * How few waves a network's tables of tokens are made of (Nanda et al. 2023, §5.1): the Gini coefficient of the lengths of their Fourier components, and
 * the share of the key frequencies.
 */
import { concat, mul, reshape, slice, sqrt, square, sum, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { kept, together } from '../cost/work.ts';
import type { Cycle } from '../looks/circles/group.ts';
import { lacks } from '../looks/circles/lacks.ts';
import { text } from '../text.ts';
import { fourierCharts, measures } from './fourierCharts.ts';
import { gini } from './fourier/gini.ts';
import { placeSpectra, spectraWork } from './fourier/spectra.ts';
import { measure as measured, occasions, OFF, perDecade } from './occasional.ts';
import { defineProbe } from './probe.ts';

/** Length of each wave's component but the constant's: components (n, width) → (n − 1). */
const lengths = (components: Tensor2D): Tensor1D => {
  const [n] = components.shape;
  return slice(sqrt(sum<Tensor1D>(square(components), 1)), 0, n - 1);
};

export const fourier = defineProbe({
  id: 'fourier',
  label: text('Fourier components', 'フーリエ成分'),
  summary: text(
    'How few waves the tables of tokens are made of, and how much of them the key frequencies hold.',
    'トークンの表がどれだけ少数の波からできているか、そのうち主要な周波数がどれだけを占めるか。',
  ),
  reference: 'Nanda et al. 2023, §5.1',
  parameters: {
    measure: measured(
      text('Fourier components', 'フーリエ成分'),
      text(
        'Gini coefficient and key frequencies of what goes in and what comes out. It costs less than a training step.',
        '入力側と出力側のジニ係数と主要な周波数を測ります。1 回は訓練の 1 ステップより軽い計算です。',
      ),
      'off',
    ),
    perDecade,
  },
  names: ['gini', 'keyShare', 'keyFrequencies'],
  off: OFF,
  lacks,
  schedule: occasions,
  work: (_values, { model, cycle }) => {
    const n = cycle?.tokens.length ?? 0;
    return together(spectraWork(model, cycle as Cycle), kept(6 * n ** 2));
  },
  create: (_values, { model, cycle }) => {
    const spectra = placeSpectra(model, cycle as Cycle);
    return {
      keys: ['gini.rows', 'gini.outputs', 'keyShare.rows', 'keyShare.outputs', 'keyFrequencies'],
      measure: (parameters) =>
        tidy(() => {
          const { rows, outputs } = spectra.components(parameters);
          const shares = [spectra.shares(rows), spectra.shares(outputs)] as const;
          const keys = spectra.keys(...shares); // (1, ⌊n/2⌋)
          const numbers = [gini(lengths(rows)), gini(lengths(outputs)), ...shares.map((share) => sum(mul(share, keys))), sum(keys)];
          return concat<Tensor1D>(numbers.map((number) => reshape(number, [1])));
        }),
      dispose: () => spectra.dispose(),
    };
  },
  charts: (_values, { model }) => fourierCharts(model),
  measures: () => measures,
});
