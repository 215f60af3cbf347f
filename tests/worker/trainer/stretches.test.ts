/** How long the trainer may be deaf, as it says itself: honest, and without chatter. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SILENCE_MS } from '../../../src/worker/crew/vigil.ts';
import { Stretches } from '../../../src/worker/trainer/stretches.ts';

function told(guess: number, ...stretches: readonly number[]): number[] {
  const said: number[] = [];
  const watch = new Stretches((ms) => said.push(ms));
  watch.begin(guess);
  for (const ms of stretches) watch.add(ms);
  return said;
}

test('a guess holds until every kind of work was done once; then what was measured, with room to spare', () => {
  expect(told(8000)).toEqual([8000]);
  expect(told(8000, 500, 10, 10, 10)).toEqual([8000]);
  expect(told(8000, 500, 10, 10, 10, 10)).toEqual([8000, 0]);
  expect(told(8000, 500, 3000, 10, 10, 10)).toEqual([8000, 12_000]);
});

test('a guess of work that may come at any time holds to the end, and grows where it was too small', () => {
  const said: number[] = [];
  const watch = new Stretches((ms) => said.push(ms));
  watch.begin(8000, true);
  for (let i = 0; i < 50; i++) watch.add(10);
  expect(said).toEqual([8000]);
  watch.add(6000);
  watch.end();
  expect(said).toEqual([8000, 24_000, 0]);
});

test('other work that takes almost as long is nothing new', () => {
  const said: number[] = [];
  const watch = new Stretches((ms) => said.push(ms));
  for (const guess of [9000, 8000, 5000, 9000, 9001, 4000]) watch.begin(guess);
  expect(said).toEqual([9000, 9001, 4000]);
});

test('short steps are nothing to speak of; the end takes all back', () => {
  expect(told(0, 30, 30, 30, 30, 30, 30)).toEqual([]);
  const said: number[] = [];
  const watch = new Stretches((ms) => said.push(ms));
  watch.begin(9000);
  watch.end();
  watch.end();
  expect(said).toEqual([9000, 0]);
});

test('what was said last covers the longest stretch four times, and eight times at most', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 6, maxLength: 60 }), (stretches) => {
      const longest = Math.max(...stretches);
      const last = told(9000, ...stretches).at(-1) ?? 0;
      expect(Math.max(last, SILENCE_MS)).toBeGreaterThanOrEqual(Math.min(4 * longest, last === 0 ? SILENCE_MS : Infinity));
      expect(last).toBeLessThanOrEqual(Math.max(8 * longest, 9000));
    }),
  );
});
