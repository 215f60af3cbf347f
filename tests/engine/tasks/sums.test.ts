/** Sums without a modulus: every pair once, with its sum. */
import { expect, test } from 'vitest';
import { Rng } from '../../../src/engine/rng.ts';
import { sums } from '../../../src/engine/tasks/sums.ts';
import { sectionOf } from '../small.ts';

test.each([2, 10, 37])('of the numbers below %i every pair has its sum, and each sum a class', (p) => {
  const section = sectionOf(sums, { p, trainFraction: 0.5 });
  const { train, val, shape } = sums.dataset(section, new Rng(1, 'task'));
  const rows = [train, val].flatMap(({ inputs, targets }) => Array.from(targets, (sum, i) => [inputs[2 * i], inputs[2 * i + 1], sum] as number[]));
  expect(rows.every(([a, b, sum]) => sum === (a as number) + (b as number))).toBe(true);
  expect(new Set(rows.map(([a, b]) => `${a} ${b}`)).size).toBe(p * p);
  expect(Math.max(...rows.map(([, , sum]) => sum as number))).toBe(shape.outputs - 1);
  expect(sums.sizes(section).train + sums.sizes(section).val).toBe(p * p);
  expect(sums.question?.(section, [3, 4])).toBe('3 + 4');
});
