import { add, customGrad, mul, reshape, reverse, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

/** Numbers 2i and 2i + 1 of each row exchanged: (N,D) → (N,D). */
const exchanged = (x: Tensor): Tensor => reshape(reverse(reshape(x, [-1, 2]), 1), x.shape);

/**
 * Numbers 2i and 2i + 1 of each row turned by an angle (Su et al. 2021, eq. 34): x, cos, sin (N,D) or (1,D), where each angle stands twice, its
 * sine with a minus first. No gradient flows into the angles.
 */
export function turned(x: Tensor2D, cos: Tensor2D, sin: Tensor2D): Tensor2D {
  return customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    save([cos, sin]);
    const xIn = args[0] as Tensor;
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => {
      const [c, s] = saved as [Tensor, Tensor];
      return tidy(() => add(mul(dy, c), exchanged(mul(dy, s))));
    };
    return { value: tidy(() => add(mul(xIn, cos), mul(exchanged(xIn), sin))), gradFunc };
  })(x) as Tensor2D;
}
