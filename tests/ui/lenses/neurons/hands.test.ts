import { expect, test } from 'vitest';
import { agreedSign, handsOf, pointsOf } from '../../../../src/ui/lenses/neurons/hands.ts';
import { FRESH, WAVES, waves } from './seen.ts';

test('hands are as long as their amplitudes beside the largest, and the sum of the phases is among them', () => {
  const seen = waves({ neuron: 4 });
  const hands = Object.fromEntries(handsOf(seen, 1).map(({ kind, phase, length }) => [kind, { phase, length }]));
  expect(hands['a']).toEqual({ phase: expect.closeTo(0.1, 5), length: expect.closeTo(1, 5) });
  expect(hands['b']).toEqual({ phase: expect.closeTo(0.3, 5), length: expect.closeTo(0.75, 5) });
  expect(hands['out']).toEqual({ phase: expect.closeTo(0.4, 5), length: expect.closeTo(1, 5) });
  expect(hands['expected']).toEqual({ phase: expect.closeTo(0.4, 5), length: 1 });
  expect(handsOf(seen, -1)[0]?.phase).toBeCloseTo(-0.2, 5);
});

test('without a way out there are two hands, and of a constant neuron none', () => {
  expect(handsOf({ ...WAVES, clock: { ...WAVES.clock, out: null } }, 1).map(({ kind }) => kind)).toEqual(['a', 'b']);
  expect(handsOf({ ...WAVES, frequencies: WAVES.frequencies.map(() => 0) }, 1)).toEqual([]);
});

test('points are of neurons of a single frequency, on the diagonal where phases agree', () => {
  const points = pointsOf(WAVES, agreedSign(WAVES));
  expect(points).toHaveLength(40);
  for (const { expected, out } of points) expect(Math.cos(2 * Math.PI * (expected - out))).toBeCloseTo(1, 8);
  expect([pointsOf(FRESH, agreedSign(FRESH)), agreedSign(FRESH)]).toEqual([[], 1]);
});
