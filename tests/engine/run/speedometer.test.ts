/** Updates per second: the unit, the window, and what happens at its edges. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Speedometer } from '../../../src/engine/run/speedometer.ts';

test('it reads updates per second, not per millisecond', () => {
  const meter = new Speedometer();
  meter.mark(1000, 40);
  meter.mark(1500, 140);
  expect(meter.stepsPerSecond).toBe(200);
});

test('nothing is known before the second mark, nor after a reset', () => {
  const meter = new Speedometer();
  expect(meter.stepsPerSecond).toBe(0);
  meter.mark(0, 0);
  expect(meter.stepsPerSecond).toBe(0);
  meter.mark(0, 5);
  expect(meter.stepsPerSecond).toBe(0);
  meter.mark(10, 5);
  meter.reset();
  meter.mark(20, 9);
  expect(meter.stepsPerSecond).toBe(0);
});

test('only the last second counts, and always at least the last two marks', () => {
  const meter = new Speedometer();
  for (let t = 0; t <= 5000; t += 100) meter.mark(t, t <= 4000 ? 0 : (t - 4000) / 10);
  expect(meter.stepsPerSecond).toBe(100);
  meter.mark(65_000, 160);
  expect(meter.stepsPerSecond).toBe(1);
});

test('an uneven pace is read over the whole second', () => {
  const meter = new Speedometer();
  meter.mark(0, 0);
  meter.mark(400, 40);
  meter.mark(500, 90);
  expect(meter.stepsPerSecond).toBe(180);
  // The mark of a second ago still counts, one from before does not.
  meter.mark(1000, 90);
  expect(meter.stepsPerSecond).toBe(90);
  meter.mark(1001, 90);
  expect(meter.stepsPerSecond).toBeCloseTo((1000 * 50) / 601, 9);
});

test('a steady pace is read as it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 400 }), fc.integer({ min: 2, max: 200 }), (rate, gap, marks) => {
      const meter = new Speedometer();
      for (let i = 0; i < marks; i++) meter.mark(i * gap, (i * gap * rate) / 1000);
      expect(Math.abs(meter.stepsPerSecond / rate - 1)).toBeLessThan(1e-9);
    }),
  );
});
