import { expect, test } from 'vitest';
import { agreementOf, wrapped, type Clock, type Hands } from '../../../../src/engine/looks/neurons/clock.ts';

const hands = (...phases: number[]): Hands => ({ phases: Float32Array.from(phases), amplitudes: new Float32Array(phases.length).fill(1) });
const clock = (out: Hands | null): Clock => ({ a: hands(0.1, 0.4, 0), b: hands(0.2, 0.4, 0.25), out });

test('turns are wrapped to the nearest', () => {
  expect([0.25, 0.75, -0.75, 1.5, -3.1].map(wrapped)).toEqual([0.25, -0.25, 0.25, -0.5, expect.closeTo(-0.1, 12)]);
});

test('how far phases on the way out are from the sum or the difference of those on the way in, whichever is nearer', () => {
  // 0.1 + 0.2, 0.4 + 0.4 − 1 and 0.25, the second off by a hundredth of a turn.
  const sum = agreementOf(clock(hands(0.3, -0.19, 0.25)), [0, 1, 2]);
  expect(sum?.sign).toBe(1);
  expect(sum?.degrees).toEqual([0, 0, 3.6].map((x) => expect.closeTo(x, 4)));
  const difference = agreementOf(clock(hands(-0.1, 0, -0.25)), [0, 1, 2]);
  expect([difference?.sign, difference?.degrees]).toEqual([-1, [0, 0, 0].map((x) => expect.closeTo(x, 4))]);
  expect(agreementOf(clock(hands(-0.1, 0, 0.25)), [2])?.sign).toBe(1);
});

test('without a way out, or without neurons, there is nothing to compare', () => {
  expect(agreementOf(clock(null), [0])).toBeNull();
  expect(agreementOf(clock(hands(0, 0, 0)), [])).toBeNull();
});
