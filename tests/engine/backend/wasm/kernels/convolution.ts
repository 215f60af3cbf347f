/** Patches and means against the portable kernels in float64, which have a reference of their own (tests/engine/ops/convolution.test.ts). */
import { assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { numbersOf, patchesOf, placesOf, windowsOf, type Grid } from '../../../../../src/engine/ops/grid.ts';
import { distance, reference } from '../../webgpu/reference.ts';
import { floats, run, type Matrix } from './harness.ts';

const host = ({ values, shape }: Matrix) => ({ shape, data: values });
const sides = constantFrom(1, 2, 3, 5, 8, 14);
const grids = [constantFrom(1, 2, 3), sides, sides, constantFrom(1, 2, 3, 4, 5, 8, 9, 17)] as const;

export function convolutionTests(): void {
  test('GrokPatches and GrokPatchesGrad', () => {
    const check = (n: number, rows: number, columns: number, channels: number, size: number, stride: number): void => {
      const grid = { rows, columns, channels, size, stride, padding: Math.floor(size / 2) };
      const x = floats([n, numbersOf(grid)], 'x');
      const exact = reference('GrokPatches', { x: host(x) }, grid).outputs[0] as Float64Array;
      expect(distance(run('GrokPatches', { x }, grid)[0] as Float32Array, exact)).toBe(0);
      const dy = floats([n * placesOf(patchesOf(grid)), size ** 2 * channels], 'dy');
      const slopes = reference('GrokPatchesGrad', { dy: host(dy) }, grid).outputs[0] as Float64Array;
      expect(distance(run('GrokPatchesGrad', { dy }, grid)[0] as Float32Array, slopes)).toBeLessThan(2e-6);
    };
    assert(property(...grids, constantFrom(1, 2, 3, 5, 7), constantFrom(1, 2, 3), check), { numRuns: 80 });
  });

  test('GrokMeanPool and GrokMeanPoolGrad', () => {
    const check = (n: number, rows: number, columns: number, channels: number, down: number, along: number): void => {
      const image: Grid = { rows, columns, channels };
      const grid = { ...image, high: Math.min(rows, down), wide: Math.min(columns, along) };
      const x = floats([n, numbersOf(image)], 'x');
      const exact = reference('GrokMeanPool', { x: host(x) }, grid).outputs[0] as Float64Array;
      expect(distance(run('GrokMeanPool', { x }, grid)[0] as Float32Array, exact)).toBeLessThan(2e-6);
      const dy = floats([n, placesOf(windowsOf(grid)) * channels], 'dy');
      const slopes = reference('GrokMeanPoolGrad', { dy: host(dy) }, grid).outputs[0] as Float64Array;
      expect(distance(run('GrokMeanPoolGrad', { dy }, grid)[0] as Float32Array, slopes)).toBeLessThan(1e-6);
    };
    assert(property(...grids, constantFrom(1, 2, 3, 20), constantFrom(1, 2, 20), check), { numRuns: 80 });
  });
}
