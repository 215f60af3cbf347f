/** Attention between rows. */
import { dims } from '../heap.ts';
import type { SimdKernel } from '../kernel.ts';

export const GrokAttention: SimdKernel<'GrokAttention'> = ({ q, k, v, queryForward, sourceForward }, { heads }, { simd, address, output }) => {
  const [r, s] = dims(sourceForward);
  const d = dims(q)[1];
  const z = output([r, d]);
  const weights = output([r, heads * s]);
  const indexes = [address(queryForward), address(sourceForward)] as const;
  simd.attend(address(q), address(k), address(v), ...indexes, address(z), address(weights), r, s, heads, d);
  return [z, weights];
};

export const GrokAttentionGrad: SimdKernel<'GrokAttentionGrad'> = (
  { dz, q, k, v, weights, queryForward, sourceForward },
  { heads },
  { simd, address, output },
) => {
  const [r, s] = dims(sourceForward);
  const [tq, d] = dims(q);
  const [t] = dims(k);
  const [dq, dk, dv] = [output([tq, d]), output([t, d]), output([t, d])];
  const forward = [address(dz), address(q), address(k), address(v), address(weights), address(queryForward), address(sourceForward)] as const;
  simd.attendGrad(...forward, address(dq), address(dk), address(dv), r, s, heads, d, tq, t);
  return [dq, dk, dv];
};
