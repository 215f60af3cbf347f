import { customGrad, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { runKernel } from './kernels.ts';

/** PyTorch's default, which Power et al. use. */
export const EPSILON = 1e-5;

/** Layer normalisation of each row with gain and bias (Ba et al. 2016): x (N,D) → (N,D). */
export function layerNorm(x: Tensor2D, gain: Tensor1D, bias: Tensor1D): Tensor2D {
  return customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const [xIn, gainIn, biasIn] = args as [Tensor, Tensor, Tensor];
    const [y, stats] = runKernel('GrokLayerNorm', { x: xIn, gain: gainIn, bias: biasIn }, { epsilon: EPSILON }) as [Tensor, Tensor];
    save([xIn, gainIn, stats]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [xs, gains, ss] = saved as [Tensor, Tensor, Tensor];
      return runKernel('GrokLayerNormGrad', { dy, x: xs, gain: gains, stats: ss }, {});
    };
    return { value: y, gradFunc };
  })(x, gain, bias) as Tensor2D;
}
