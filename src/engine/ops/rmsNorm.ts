import { add, customGrad, mean, mul, rsqrt, square, sub, sum, tidy, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { EPSILON } from './layerNorm.ts';

/** Each row over the root of its mean square, times a gain (Zhang & Sennrich 2019, eq. 4): x (N,D) → (N,D). */
export function rmsNorm(x: Tensor2D, gain: Tensor1D): Tensor2D {
  return customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const [xIn, gainIn] = args as [Tensor, Tensor];
    const scale = tidy(() => rsqrt(add(mean(square(xIn), 1, true), EPSILON))); // (N,1)
    const normalised = mul(xIn, scale); // (N,D)
    save([gainIn, scale, normalised]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [g, s, n] = saved as [Tensor, Tensor, Tensor];
      return tidy(() => {
        const pull = mul(dy, g);
        return [mul(s, sub(pull, mul(n, mean(mul(pull, n), 1, true)))), sum(mul(dy, n), 0)];
      });
    };
    return { value: mul(normalised, gainIn), gradFunc };
  })(x, gain) as Tensor2D;
}
