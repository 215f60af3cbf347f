import { customGrad, zerosLike, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { weightsAreFrozen } from './frozen.ts';
import { runKernel } from './kernels.ts';

/** Outputs and cells (N,H) that one step hands to the next: it begins with these, and leaves its own there. */
export interface LstmState {
  readonly h: Tensor;
  readonly c: Tensor;
}

/**
 * An LSTM's outputs with their gradient: x (steps·N,4H), what the inputs bring to the gates, position by position, and u (H,4H) → all outputs
 * (steps·N,H) where `whole`, else the last (N,H). See GrokLstm.
 */
export function lstm(x: Tensor2D, u: Tensor2D, steps: number, whole: boolean, state: LstmState | null = null): Tensor2D {
  const constant = weightsAreFrozen();
  const op = customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const [xIn, uIn = u] = args.slice(0, -1) as [Tensor, Tensor?];
    const [y, z, h, c] = runKernel('GrokLstm', { x: xIn, u: uIn, ...(state === null ? {} : { h0: state.h, c0: state.c }) }, { steps, whole }) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ];
    save([z, h, c, uIn]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [zs, hs, cs, us] = saved as [Tensor, Tensor, Tensor, Tensor];
      return runKernel('GrokLstmGrad', { dy, z: zs, h: hs, c: cs, u: us }, { steps, whole, constant });
    };
    return { value: y, gradFunc };
  });
  return (constant ? op(x) : op(x, u)) as Tensor2D;
}

/** The gates' pre-activations (steps·N,4H) of the same: to be looked at, without a gradient. */
export function lstmGates(x: Tensor2D, u: Tensor2D, steps: number): Tensor2D {
  return customGrad((xIn) => {
    const [y, z, h, c] = runKernel('GrokLstm', { x: xIn as Tensor, u }, { steps, whole: false }) as [Tensor, Tensor, Tensor, Tensor];
    for (const unused of [y, h, c]) unused.dispose();
    return { value: z, gradFunc: () => zerosLike(x) };
  })(x) as Tensor2D;
}
