import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { runKernelForOne } from './kernels.ts';

/** Per point, how many neurons change sign between its vertices: z (points·vertices, H) → (points). */
export function signChanges(z: Tensor2D, vertices: number): Tensor1D {
  return runKernelForOne('GrokSignChanges', { z }, { vertices }) as Tensor1D;
}
