/**
 * A convolution is the product of an image's patches with a matrix (Chellapilla, Puri and Simard 2006, §2): what is new in it are the patches.
 * They are copied out of the image by arithmetic on their places, and on the way back every place of the image sums, in a fixed order, the
 * patches that it is part of: the same bits each time, and no atomic addition on a GPU.
 */
import { customGrad, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import type { PatchGrid, PoolGrid } from './grid.ts';
import { runKernelForOne } from './kernels.ts';

/** The patches of images, with their gradient: x (n, rows·columns·channels) → (n·patches, size²·channels). */
export function patches(x: Tensor2D, { rows, columns, channels, size, stride, padding }: PatchGrid): Tensor2D {
  const grid: PatchGrid = { rows, columns, channels, size, stride, padding };
  return customGrad((xIn) => ({
    value: runKernelForOne('GrokPatches', { x: xIn as Tensor }, grid),
    gradFunc: (dy: Tensor) => runKernelForOne('GrokPatchesGrad', { dy }, grid),
  }))(x) as Tensor2D;
}

/** The mean of each window, channel by channel, with its gradient: x (n, rows·columns·channels) → (n, windows·channels). */
export function meanPool(x: Tensor2D, { rows, columns, channels, high, wide }: PoolGrid): Tensor2D {
  const grid: PoolGrid = { rows, columns, channels, high, wide };
  return customGrad((xIn) => ({
    value: runKernelForOne('GrokMeanPool', { x: xIn as Tensor }, grid),
    gradFunc: (dy: Tensor) => runKernelForOne('GrokMeanPoolGrad', { dy }, grid),
  }))(x) as Tensor2D;
}
