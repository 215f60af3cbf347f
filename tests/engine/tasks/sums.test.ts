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

test.each([2, 10, 37])('as places on a line the same pairs have evenly spaced answers of mean 0, and right is what rounds to the sum (p = %i)', (p) => {
  const [section, asClass] = (['place', 'class'] as const).map((answer) => sectionOf(sums, { p, trainFraction: 0.5, answer }));
  if (section === undefined || asClass === undefined) throw new Error('two sections');
  const [on, as] = [sums.dataset(section, new Rng(3, 'task')), sums.dataset(asClass, new Rng(3, 'task'))];
  expect(on.train.inputs).toEqual(as.train.inputs);
  const { target } = on.shape;
  if (target.kind !== 'value') throw new Error('a value');
  const half = Math.sqrt(target.tolerance);
  const all = [...on.train.targets, ...on.val.targets];
  const variance = all.reduce((sum, y) => sum + y * y, 0) / all.length;
  expect(all.reduce((sum, y) => sum + y, 0) / all.length).toBeCloseTo(0, 6);
  // Of two independent uniform summands: 2 (p² − 1) / 12 units squared.
  expect(variance).toBeCloseTo(((p * p - 1) / 6) * (2 * half) ** 2, 5);
  expect(Array.from(on.val.targets, (y) => sums.value?.(section, y))).toEqual(Array.from(as.val.targets, (sum) => sum.toFixed(1)));
  expect(Array.from(on.val.targets, (y) => Math.round(Number(sums.value?.(section, y + 0.8 * half))))).toEqual([...as.val.targets]);
});
