/** Patches of images and means over their windows. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { numbersOf, patchesOf, placesOf, windowsOf, type PatchGrid, type PoolGrid } from '../../../ops/grid.ts';
import { dims } from '../heap.ts';
import type { SimdKernel } from '../kernel.ts';

const patchSizes = ({ rows, columns, channels, size, stride, padding }: PatchGrid) => [rows, columns, channels, size, stride, padding] as const;
const poolSizes = ({ rows, columns, channels, high, wide }: PoolGrid) => [rows, columns, channels, high, wide] as const;
const countOf = (tensor: TensorInfo): number => dims(tensor)[0];

export const GrokPatches: SimdKernel<'GrokPatches'> = ({ x }, grid, { simd, address, output }) => {
  const n = countOf(x);
  const y = output([n * placesOf(patchesOf(grid)), grid.size ** 2 * grid.channels]);
  simd.patches(address(x), address(y), n, ...patchSizes(grid));
  return [y];
};

export const GrokPatchesGrad: SimdKernel<'GrokPatchesGrad'> = ({ dy }, grid, { simd, address, output }) => {
  const n = countOf(dy) / placesOf(patchesOf(grid));
  const dx = output([n, numbersOf(grid)]);
  simd.patchesGrad(address(dy), address(dx), n, ...patchSizes(grid));
  return [dx];
};

export const GrokMeanPool: SimdKernel<'GrokMeanPool'> = ({ x }, grid, { simd, address, output }) => {
  const n = countOf(x);
  const y = output([n, placesOf(windowsOf(grid)) * grid.channels]);
  simd.meanPool(address(x), address(y), n, ...poolSizes(grid));
  return [y];
};

export const GrokMeanPoolGrad: SimdKernel<'GrokMeanPoolGrad'> = ({ dy }, grid, { simd, address, output }) => {
  const n = countOf(dy);
  const dx = output([n, numbersOf(grid)]);
  simd.meanPoolGrad(address(dy), address(dx), n, ...poolSizes(grid));
  return [dx];
};
