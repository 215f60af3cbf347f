/** What is said of a backend that computes wrong numbers, and what counts as wrong. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSelfTest, selfTestNumbers, type SelfTestResult } from '../../../src/engine/backend/selftest.ts';
import { models } from '../../../src/engine/models/index.ts';
import { useDevice } from '../../devices.ts';

const TAIL = Math.log1p(Math.exp(-20));
const reference: SelfTestResult = { gradients: [Float32Array.of(3, 4), Float32Array.of(0, 0, 6, 8)], tail: TAIL };
const off = (scale: number, at = 1): SelfTestResult => ({
  ...reference,
  gradients: reference.gradients.map((gradient, i) => (i === at ? gradient.map((x) => x * scale) : gradient)),
});

test('the same numbers pass, and so do those within rounding', () => {
  expect(compareSelfTest(reference, reference)).toBeNull();
  fc.assert(fc.property(fc.double({ min: -9e-4, max: 9e-4, noNaN: true }), fc.nat(1), (x, at) => compareSelfTest(off(1 + x, at), reference) === null));
});

test('a wrong gradient is named with how far it is off; one that is missing or no number is wrong', () => {
  expect(compareSelfTest(off(1.5), reference)).toBe('gradient 1 is off by 50 %');
  expect(compareSelfTest(off(0.9, 0), reference)).toBe('gradient 0 is off by 10 %');
  expect(compareSelfTest(off(1.002), reference)).toBe('gradient 1 is off by 0.20 %');
  expect(compareSelfTest(off(Number.NaN), reference)).toContain('gradient 1');
  expect(compareSelfTest({ ...reference, gradients: [reference.gradients[0] as Float32Array] }, reference)).toContain('gradient 1');
  // Where nothing is expected, next to nothing passes.
  const zero: SelfTestResult = { gradients: [Float32Array.of(0)], tail: TAIL };
  expect(compareSelfTest({ ...zero, gradients: [Float32Array.of(9e-8)] }, zero)).toBeNull();
  expect(compareSelfTest({ ...zero, gradients: [Float32Array.of(2e-7)] }, zero)).not.toBeNull();
});

test('a loss that is lost in rounding is named', () => {
  expect(compareSelfTest({ ...reference, tail: 0 }, reference)).toBe(`cross-entropy at margin 20 is 0, not ${TAIL.toExponential(3)}`);
  expect(compareSelfTest({ ...reference, tail: Number.NaN }, reference)).toContain('margin 20');
  expect(compareSelfTest({ ...reference, tail: TAIL * 1.009 }, reference)).toBeNull();
  expect(compareSelfTest({ ...reference, tail: TAIL * 1.011 }, reference)).not.toBeNull();
});

test('every model is tried, and no gradient is zero throughout', async () => {
  const { gradients, tail } = await selfTestNumbers(await useDevice('cpu'));
  expect(gradients.length).toBeGreaterThan(models.entries.length);
  for (const gradient of gradients) expect(Math.hypot(...gradient)).toBeGreaterThan(0);
  expect(tail / TAIL).toBeCloseTo(1, 2);
});
