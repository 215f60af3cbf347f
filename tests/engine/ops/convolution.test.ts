/** Patches and means against loops over places, and their gradients as the transposed maps. */
import { grads, memory, mul, sum, tensor2d, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { meanPool, patches } from '../../../src/engine/ops/convolution.ts';
import { patchesOf, windowsOf, type PatchGrid, type PoolGrid } from '../../../src/engine/ops/grid.ts';
import { meanPool as plainPool, patches as plainPatches } from '../../../src/engine/models/plain/convolution.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';

const PATCHES: readonly PatchGrid[] = [
  { rows: 1, columns: 1, channels: 1, size: 3, stride: 1, padding: 1 },
  { rows: 4, columns: 6, channels: 1, size: 3, stride: 1, padding: 1 },
  { rows: 5, columns: 4, channels: 3, size: 5, stride: 2, padding: 2 },
  { rows: 7, columns: 8, channels: 5, size: 2, stride: 3, padding: 0 },
  { rows: 3, columns: 9, channels: 8, size: 7, stride: 1, padding: 3 },
  { rows: 6, columns: 6, channels: 2, size: 1, stride: 2, padding: 0 },
];
const POOLS: readonly PoolGrid[] = [
  { rows: 1, columns: 1, channels: 1, high: 1, wide: 1 },
  { rows: 4, columns: 6, channels: 3, high: 2, wide: 2 },
  { rows: 7, columns: 5, channels: 4, high: 2, wide: 2 },
  { rows: 3, columns: 4, channels: 9, high: 3, wide: 4 },
  { rows: 5, columns: 7, channels: 1, high: 2, wide: 3 },
];
const COUNT = 3;

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** y[patch][i, j, channel] = x[patch's row·stride + i − padding, …], 0 beyond the edges. */
function patchesByPlace(x: readonly number[], { rows, columns, channels, size, stride, padding }: PatchGrid): number[] {
  const at = (image: number, r: number, c: number, k: number): number =>
    r < 0 || r >= rows || c < 0 || c >= columns ? 0 : (x[((image * rows + r) * columns + c) * channels + k] as number);
  const firsts = (length: number): number[] => range(length + 2 * padding - size + 1).filter((first) => first % stride === 0);
  return range(x.length / (rows * columns * channels)).flatMap((image) =>
    firsts(rows).flatMap((top) =>
      firsts(columns).flatMap((left) =>
        range(size).flatMap((i) => range(size).flatMap((j) => range(channels).map((k) => at(image, top + i - padding, left + j - padding, k)))),
      ),
    ),
  );
}

function meansByPlace(x: readonly number[], { rows, columns, channels, high, wide }: PoolGrid): number[] {
  return range(x.length / (rows * columns * channels)).flatMap((image) =>
    range(Math.floor(rows / high)).flatMap((r) =>
      range(Math.floor(columns / wide)).flatMap((c) =>
        range(channels).map((k) => {
          const seen = range(high).flatMap((i) => range(wide).map((j) => x[((image * rows + r * high + i) * columns + c * wide + j) * channels + k] as number));
          return seen.reduce((a, b) => a + b) / seen.length;
        }),
      ),
    ),
  );
}

interface Case {
  readonly name: string;
  readonly numbers: number;
  readonly op: (x: Tensor2D) => Tensor2D;
  readonly plain: (x: Float64Array) => Float64Array;
  readonly byPlace: (x: readonly number[]) => number[];
  readonly shape: readonly [number, number];
}

const CASES: readonly Case[] = [
  ...PATCHES.map((grid): Case => {
    const to = patchesOf(grid);
    return {
      name: `patches ${JSON.stringify(grid)}`,
      numbers: grid.rows * grid.columns * grid.channels,
      op: (x) => patches(x, grid),
      plain: (x) => plainPatches(x, grid),
      byPlace: (x) => patchesByPlace(x, grid),
      shape: [COUNT * to.rows * to.columns, grid.size ** 2 * grid.channels],
    };
  }),
  ...POOLS.map((grid): Case => {
    const to = windowsOf(grid);
    return {
      name: `means ${JSON.stringify(grid)}`,
      numbers: grid.rows * grid.columns * grid.channels,
      op: (x) => meanPool(x, grid),
      plain: (x) => plainPool(x, grid),
      byPlace: (x) => meansByPlace(x, grid),
      shape: [COUNT, to.rows * to.columns * grid.channels],
    };
  }),
];

const dot = (a: readonly number[], b: ArrayLike<number>): number => a.reduce((total, value, i) => total + value * (b[i] as number), 0);

/** What an op makes of every unit vector of one image, for both devices: loops take their time. */
const units = new Map<Case, number[][]>();
function unitsOf(of: Case): number[][] {
  const known = units.get(of) ?? range(of.numbers).map((i) => of.byPlace(range(of.numbers).map((j) => (i === j ? 1 : 0))));
  units.set(of, known);
  return known;
}

test.each(CASES)('on the host: $name', ({ numbers, plain, byPlace }) => {
  const x = [...new Rng(1, 'host').normals(COUNT * numbers, 1)];
  const expected = byPlace(x);
  const made = plain(Float64Array.from(x));
  expect(made.length).toBe(expected.length);
  expected.forEach((value, i) => expect(made[i]).toBeCloseTo(value, 12));
});

describe.each(HOST_DEVICES)('on %s', (device) => {
  test.each(CASES)('$name', async (of) => {
    const { numbers, op, byPlace, shape } = of;
    const { read } = await useDevice(device);
    const rng = new Rng(2, 'device');
    const x = rng.normals(COUNT * numbers, 1);
    const slopes = rng.normals(shape[0] * shape[1], 1);
    const [xs, ds] = [tensor2d(x, [COUNT, numbers]), tensor2d(slopes, [...shape])];
    const before = memory().numTensors;
    const y = op(xs);
    const [dx] = grads((at: Tensor) => tidy(() => sum(mul(op(at as Tensor2D), ds))))([xs]) as [Tensor];
    expect(memory().numTensors).toBe(before + 2);
    expect(y.shape).toEqual(shape);
    const expected = byPlace([...x]);
    const [got, gradient] = [await read(y), await read(dx)];
    expected.forEach((value, i) => expect(got[i]).toBeCloseTo(value, 6));
    // The maps are linear, and images have nothing to do with each other: ⟨slopes, y(v)⟩ = ⟨dx, v⟩ for every v, so for every unit vector of each image.
    const each = slopes.length / COUNT;
    for (let image = 0; image < COUNT; image++) {
      const own = slopes.slice(image * each, (image + 1) * each);
      unitsOf(of).forEach((made, i) => expect(gradient[image * numbers + i]).toBeCloseTo(dot(made, own), 5));
    }
    for (const t of [xs, ds, y, dx]) t.dispose();
  });
});
