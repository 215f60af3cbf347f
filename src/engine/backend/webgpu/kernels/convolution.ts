/** Patches of images and means over their windows. On the way back every number of an image sums what it is part of, in a fixed order. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { numbersOf, patchesOf, placesOf, windowsOf, type PatchGrid, type PoolGrid } from '../../../ops/grid.ts';
import type { Gpu } from '../gpu.ts';
import { dims, sizeOf, type WgslKernel } from './kernel.ts';
import { FLAT, flat } from './wgsl.ts';

interface Elementwise {
  readonly key: string;
  readonly from: TensorInfo;
  readonly shape: readonly [number, number];
  readonly sizes: Readonly<Record<string, number>>;
  /** Says what `y[index]` is. */
  readonly body: string;
}

/** One invocation per number of the result. */
function elementwise(gpu: Gpu, { key, from, shape, sizes, body }: Elementwise): TensorInfo[] {
  const y = gpu.output(shape);
  gpu.run({
    key,
    writes: { y },
    reads: { source: from },
    sizes: { length: sizeOf(y), ...sizes },
    workgroup: [FLAT],
    groups: flat(sizeOf(y)),
    body: () => `
  if (index >= u.length) { return; }${body}`,
  });
  return [y];
}

const patchSizes = ({ rows, columns, channels, size, stride, padding }: PatchGrid): Record<string, number> => {
  const to = patchesOf({ rows, columns, channels, size, stride, padding });
  return { rows, columns, channels, size, stride, padding, down: to.rows, along: to.columns };
};
const poolSizes = ({ rows, columns, channels, high, wide }: PoolGrid): Record<string, number> => {
  const to = windowsOf({ rows, columns, channels, high, wide });
  return { rows, columns, channels, high, wide, down: to.rows, along: to.columns };
};

/** Which image, row, column and channel a number of images stands for. */
const PLACE = `
  let channel = index % u.channels;
  let column = (index / u.channels) % u.columns;
  let row = (index / (u.channels * u.columns)) % u.rows;
  let image = index / (u.channels * u.columns * u.rows);`;

export const GrokPatches: WgslKernel<'GrokPatches'> = (gpu, input, grid) => {
  const x = input('x');
  const [n] = dims(x.shape);
  return elementwise(gpu, {
    key: 'patches',
    from: x,
    shape: [n * placesOf(patchesOf(grid)), grid.size ** 2 * grid.channels],
    sizes: patchSizes(grid),
    body: `
  let channel = index % u.channels;
  let place = (index / u.channels) % (u.size * u.size);
  let spot = index / (u.channels * u.size * u.size);
  // Beyond the first edges unsigned numbers wrap around, and are too large as well.
  let row = ((spot / u.along) % u.down) * u.stride + place / u.size - u.padding;
  let column = (spot % u.along) * u.stride + place % u.size - u.padding;
  let image = spot / (u.along * u.down);
  y[index] = 0.0;
  if (row < u.rows && column < u.columns) { y[index] = source[((image * u.rows + row) * u.columns + column) * u.channels + channel]; }`,
  });
};

export const GrokPatchesGrad: WgslKernel<'GrokPatchesGrad'> = (gpu, input, grid) => {
  const dy = input('dy');
  const n = dims(dy.shape)[0] / placesOf(patchesOf(grid));
  return elementwise(gpu, {
    key: 'patches, back',
    from: dy,
    shape: [n, numbersOf(grid)],
    sizes: patchSizes(grid),
    body: `${PLACE}
  var sum = 0.0;
  for (var r = 0u; r < u.size; r++) {
    let below = row + u.padding - r;
    if (row + u.padding < r || below % u.stride != 0u || below / u.stride >= u.down) { continue; }
    for (var c = 0u; c < u.size; c++) {
      let beside = column + u.padding - c;
      if (column + u.padding < c || beside % u.stride != 0u || beside / u.stride >= u.along) { continue; }
      let spot = (image * u.down + below / u.stride) * u.along + beside / u.stride;
      sum += source[(spot * u.size * u.size + r * u.size + c) * u.channels + channel];
    }
  }
  y[index] = sum;`,
  });
};

export const GrokMeanPool: WgslKernel<'GrokMeanPool'> = (gpu, input, grid) => {
  const x = input('x');
  return elementwise(gpu, {
    key: 'mean pool',
    from: x,
    shape: [dims(x.shape)[0], placesOf(windowsOf(grid)) * grid.channels],
    sizes: poolSizes(grid),
    body: `
  let channel = index % u.channels;
  let window = index / u.channels;
  let column = (window % u.along) * u.wide;
  let row = ((window / u.along) % u.down) * u.high;
  let image = window / (u.along * u.down);
  var sum = 0.0;
  for (var r = 0u; r < u.high; r++) {
    for (var c = 0u; c < u.wide; c++) { sum += source[((image * u.rows + row + r) * u.columns + column + c) * u.channels + channel]; }
  }
  y[index] = sum / f32(u.high * u.wide);`,
  });
};

export const GrokMeanPoolGrad: WgslKernel<'GrokMeanPoolGrad'> = (gpu, input, grid) => {
  const dy = input('dy');
  return elementwise(gpu, {
    key: 'mean pool, back',
    from: dy,
    shape: [dims(dy.shape)[0], numbersOf(grid)],
    sizes: poolSizes(grid),
    body: `${PLACE}
  y[index] = 0.0;
  if (row / u.high < u.down && column / u.wide < u.along) {
    y[index] = source[((image * u.down + row / u.high) * u.along + column / u.wide) * u.channels + channel] / f32(u.high * u.wide);
  }`,
  });
};
