import { mean, square, sum, tidy, type Scalar, type Tensor2D } from '@tensorflow/tfjs-core';
import { matMul } from '../../ops/dense.ts';
import { sharesOf } from './spectra.ts';

/**
 * Inverse participation ratio Σ_k (|x̂_k| / ‖x̂‖)⁴ of each column's real Fourier transform, on average over the columns (Doshi et al. 2024): 1 where
 * every column is one wave, 1/(⌊n/2⌋ + 1) where all frequencies are alike. The constant counts as a frequency.
 * @param components (n, width). @param fold see `transformFolding`
 */
export function participation(components: Tensor2D, fold: Tensor2D): Scalar {
  return tidy(() => {
    const power = matMul(fold, square(components), true); // (⌊n/2⌋ + 1, width)
    return mean<Scalar>(sum(square(sharesOf(power, 0)), 0));
  });
}
