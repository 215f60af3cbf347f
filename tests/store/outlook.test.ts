import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { Outlook } from '../../src/store/outlook.ts';

let outlook: Outlook;

beforeEach(() => {
  outlook = new Outlook();
});

test('the rest takes as long as what is counted, at the pace so far', () => {
  outlook.mark(0, 0);
  expect(outlook.left(0, 10)).toBeNull();
  outlook.mark(1000, 1);
  expect(outlook.left(1000, 10)).toBeNull();
  outlook.mark(2000, 2);
  expect(outlook.left(2000, 10)).toBe(8000);
  expect(outlook.left(3000, 10)).toBe(7000);
  expect(outlook.left(30_000, 10)).toBe(0);
  // Nothing is done meanwhile: that is no pace.
  outlook.mark(9000, 2);
  expect(outlook.left(2000, 10)).toBe(8000);
});

test('the last stretch counts, not what was before it', () => {
  for (let s = 0; s <= 30; s++) outlook.mark(1000 * s, s);
  for (let s = 1; s <= 30; s++) outlook.mark(30_000 + 1000 * s, 30 + s / 2);
  expect(outlook.left(60_000, 55)).toBe(20_000);
  outlook.reset();
  expect(outlook.left(60_000, 55)).toBeNull();
});

test('at an even pace it is exact whenever it is asked', () => {
  const parts = fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 2, maxLength: 50 });
  const paces = fc.double({ min: 1, max: 5000, noNaN: true });
  const exact = fc.property(parts, paces, (all, pace) => {
    const one = new Outlook();
    let done = 0;
    one.mark(0, 0);
    for (const part of all) one.mark(pace * (done += part), done);
    const left = one.left(pace * done, done + 100);
    return left === null || Math.abs(left / (100 * pace) - 1) < 1e-6;
  });
  expect(fc.check(exact).failed).toBe(false);
});
