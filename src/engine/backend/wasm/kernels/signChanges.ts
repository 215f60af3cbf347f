/** Sign changes over the corners of a hull. */
import { dims } from '../heap.ts';
import type { SimdKernel } from '../kernel.ts';

export const GrokSignChanges: SimdKernel<'GrokSignChanges'> = ({ z }, { vertices }, { simd, address, output }) => {
  const [rows, h] = dims(z);
  const points = rows / vertices;
  const counts = output([points]);
  simd.signChanges(address(z), address(counts), points, vertices, h);
  return [counts];
};
