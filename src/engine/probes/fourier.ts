/**
 * How few waves a network's tables of tokens are made of: the Gini coefficient of the lengths of their Fourier components and the share of the key
 * frequencies (Nanda et al. 2023, §5), and the inverse participation ratio of their columns (Doshi et al. 2024).
 */
import { concat, mul, reshape, slice, sqrt, square, sum, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { kept, together } from '../cost/work.ts';
import type { Cycle } from '../looks/circles/group.ts';
import { lacks } from '../looks/circles/lacks.ts';
import { text } from '../text.ts';
import { fourierCharts, measures } from './fourierCharts.ts';
import { gini } from './fourier/gini.ts';
import { participation } from './fourier/participation.ts';
import { placeSpectra, spectraWork } from './fourier/spectra.ts';
import { transformFolding } from './fourier/waves.ts';
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
  reference: 'Nanda et al. 2023, §5; Doshi et al. 2024',
  parameters: {
    measure: measured(
      text('Fourier components', 'フーリエ成分'),
      text(
        'Gini coefficient, key frequencies and participation of what goes in and what comes out. It costs less than a training step.',
        '入力側と出力側のジニ係数、主要な周波数、IPR を測ります。1 回は訓練の 1 ステップより軽い計算です。',
      ),
      'off',
    ),
    perDecade,
  },
  names: ['gini', 'keyShare', 'keyFrequencies', 'participation'],
  off: OFF,
  lacks,
  schedule: occasions,
  work: (_values, { model, cycle }) => {
    const n = cycle?.tokens.length ?? 0;
    return together(spectraWork(model, cycle as Cycle), kept(6 * n ** 2));
  },
  create: (_values, { model, cycle }) => {
    const spectra = placeSpectra(model, cycle as Cycle);
    const transform = transformFolding(spectra.n);
    return {
      keys: ['gini.rows', 'gini.outputs', 'keyShare.rows', 'keyShare.outputs', 'keyFrequencies', 'participation.rows', 'participation.outputs'],
      measure: (parameters) =>
        tidy(() => {
          const { rows, outputs } = spectra.components(parameters);
          const shares = [spectra.shares(rows), spectra.shares(outputs)] as const;
          const keys = spectra.keys(...shares); // (1, ⌊n/2⌋)
          const numbers = [
            ...[rows, outputs].map((table) => gini(lengths(table))),
            ...shares.map((share) => sum(mul(share, keys))),
            sum(keys),
            ...[rows, outputs].map((table) => participation(table, transform)),
          ];
          return concat<Tensor1D>(numbers.map((number) => reshape(number, [1])));
        }),
      dispose: () => {
        transform.dispose();
        spectra.dispose();
      },
    };
  },
  charts: (_values, { model }) => fourierCharts(model),
  measures: () => measures,
});
