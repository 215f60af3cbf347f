/** Patches of images and means over their windows, and the way back. */
import { patchesOf, windowsOf } from '../../ops/grid.ts';
import type { HostMemory, PortableKernel } from './memory.ts';
import type { PatchGrid, PoolGrid } from '../../ops/grid.ts';

/** Of each number of each patch of an image, in their order: where it stands in the image, or −1 beyond its edge. */
function sources(grid: PatchGrid): Int32Array {
  const { columns, rows, channels, size, stride, padding } = grid;
  const to = patchesOf(grid);
  const width = size * size * channels;
  return new Int32Array(to.rows * to.columns * width).map((_, i) => {
    const [patch, within] = [Math.floor(i / width), i % width];
    const [place, channel] = [Math.floor(within / channels), within % channels];
    const row = Math.floor(patch / to.columns) * stride - padding + Math.floor(place / size);
    const column = (patch % to.columns) * stride - padding + (place % size);
    return row < 0 || row >= rows || column < 0 || column >= columns ? -1 : (row * columns + column) * channels + channel;
  });
}

/** Of each number of an image: the window's mean that it is part of, or −1. */
function meansOf(grid: PoolGrid): Int32Array {
  const { rows, columns, channels, high, wide } = grid;
  const to = windowsOf(grid);
  return new Int32Array(rows * columns * channels).map((_, i) => {
    const [place, channel] = [Math.floor(i / channels), i % channels];
    const [row, column] = [Math.floor(Math.floor(place / columns) / high), Math.floor((place % columns) / wide)];
    return row < to.rows && column < to.columns ? (row * to.columns + column) * channels + channel : -1;
  });
}

/** `seen(from, to)` for every image and each pair of an index: entry `to` of what the index lists, entry `from` of what it points to. */
function each(count: number, index: Int32Array, width: number, seen: (from: number, to: number) => void): void {
  for (let image = 0; image < count; image++) {
    for (let i = 0; i < index.length; i++) if ((index[i] as number) >= 0) seen(image * width + (index[i] as number), image * index.length + i);
  }
}

const add = (to: Float32Array, at: number, value: number): void => void (to[at] = (to[at] as number) + value);

const images = (memory: HostMemory, count: number, { rows, columns, channels }: PatchGrid | PoolGrid) => memory.output([count, rows * columns * channels]);

export const GrokPatches: PortableKernel<'GrokPatches'> = (input, grid, memory) => {
  const x = input('x');
  const [count, to] = [x.shape[0] as number, patchesOf(grid)];
  const y = memory.output([count * to.rows * to.columns, grid.size ** 2 * grid.channels]);
  const [xs, ys] = [memory.floats(x), memory.floats(y)];
  each(count, sources(grid), xs.length / count, (from, at) => (ys[at] = xs[from] as number));
  return [y];
};

export const GrokPatchesGrad: PortableKernel<'GrokPatchesGrad'> = (input, grid, memory) => {
  const dy = input('dy');
  const to = patchesOf(grid);
  const count = (dy.shape[0] as number) / (to.rows * to.columns);
  const dx = images(memory, count, grid);
  const [slopes, sums] = [memory.floats(dy), memory.floats(dx)];
  each(count, sources(grid), sums.length / count, (from, at) => add(sums, from, slopes[at] as number));
  return [dx];
};

export const GrokMeanPool: PortableKernel<'GrokMeanPool'> = (input, grid, memory) => {
  const x = input('x');
  const [count, to] = [x.shape[0] as number, windowsOf(grid)];
  const y = memory.output([count, to.rows * to.columns * grid.channels]);
  const [xs, ys] = [memory.floats(x), memory.floats(y)];
  each(count, meansOf(grid), ys.length / count, (mean, at) => add(ys, mean, xs[at] as number));
  for (let i = 0; i < ys.length; i++) ys[i] = (ys[i] as number) / (grid.high * grid.wide);
  return [y];
};

export const GrokMeanPoolGrad: PortableKernel<'GrokMeanPoolGrad'> = (input, grid, memory) => {
  const dy = input('dy');
  const count = dy.shape[0] as number;
  const dx = images(memory, count, grid);
  const [slopes, out] = [memory.floats(dy), memory.floats(dx)];
  each(count, meansOf(grid), slopes.length / count, (mean, at) => (out[at] = (slopes[mean] as number) / (grid.high * grid.wide)));
  return [dx];
};
