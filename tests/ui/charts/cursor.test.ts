import { expect, test } from 'vitest';
import { LIVE, moved } from '../../../src/ui/charts/cursor.ts';

const steps = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500];
const run = { length: steps.length, steps };
const at = (step: number) => ({ step, pinned: false });
const go = (step: number | null, key: string, shift = false) => moved(step === null ? LIVE : at(step), key, shift, run);

test('arrows move by one evaluation, from the live end at first', () => {
  expect(go(null, 'ArrowLeft')).toEqual({ step: 200, pinned: true });
  expect(go(10, 'ArrowRight')?.step).toBe(20);
  expect(go(0, 'ArrowLeft')?.step).toBe(0);
  expect(go(500, 'ArrowRight')?.step).toBe(500);
});

test('Shift moves by a decade', () => {
  expect(go(200, 'ArrowLeft', true)?.step).toBe(20);
  expect(go(1, 'ArrowLeft', true)?.step).toBe(0);
  expect(go(0, 'ArrowRight', true)?.step).toBe(1);
  expect(go(5, 'ArrowRight', true)?.step).toBe(50);
  expect(go(200, 'ArrowRight', true)?.step).toBe(500);
});

test('Home, End, Escape and other keys', () => {
  expect(go(20, 'Home')?.step).toBe(0);
  expect(go(20, 'End')?.step).toBe(500);
  expect(go(20, 'Escape')).toEqual(LIVE);
  expect(go(null, 'Escape')).toBeNull();
  expect(go(20, 'a')).toBeNull();
  expect(moved(LIVE, 'ArrowLeft', false, { length: 0, steps: [] })).toBeNull();
});
