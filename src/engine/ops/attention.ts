import { customGrad, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import type { RowIndex } from '../data/plan.ts';
import { runKernel } from './kernels.ts';

/**
 * Multi-head softmax attention over a handful of named rows, with its gradient (Vaswani et al. 2017, §3.2).
 * q (Tq,D), k and v (T,D) → (R,D): output row r asks with q[query[r]] and looks at k, v[source[r, 0…S−1]].
 */
export function attention(q: Tensor2D, k: Tensor2D, v: Tensor2D, query: RowIndex, source: RowIndex, heads: number): Tensor2D {
  return customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const [qIn, kIn, vIn] = args as [Tensor, Tensor, Tensor];
    const [z, weights] = runKernel('GrokAttention', { q: qIn, k: kIn, v: vIn, queryForward: query.forward, sourceForward: source.forward }, { heads }) as [
      Tensor,
      Tensor,
    ];
    save([qIn, kIn, vIn, weights]);
    const gradFunc = (dz: Tensor, saved: Tensor[]): Tensor[] => {
      const [qs, ks, vs, as] = saved as [Tensor, Tensor, Tensor, Tensor];
      return runKernel(
        'GrokAttentionGrad',
        {
          dz,
          q: qs,
          k: ks,
          v: vs,
          weights: as,
          queryForward: query.forward,
          queryOffsets: query.offsets,
          queryEntries: query.entries,
          sourceForward: source.forward,
          sourceOffsets: source.offsets,
          sourceEntries: source.entries,
        },
        { heads },
      );
    };
    return { value: z, gradFunc };
  })(q, k, v) as Tensor2D;
}
