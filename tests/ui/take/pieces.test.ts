/** However many pieces there are, none is lost, and the page has its turn. */
import { expect, test } from 'vitest';
import { gathered } from '../../../src/ui/take/pieces.ts';

test('all pieces in order, with a turn at least every few milliseconds', async () => {
  let [turns, clock, since, longest] = [0, 0, 0, 0];
  const turn = async (): Promise<void> => {
    longest = Math.max(longest, clock - since);
    since = clock;
    turns++;
  };
  function* pieces(): Generator<string> {
    for (let i = 0; i < 10_000; i++) {
      // Each takes a hundredth of a millisecond.
      clock += 0.01;
      yield `${i}\n`;
    }
  }
  const blob = await gathered(pieces(), 'text/plain', { turn }, () => clock);
  expect(await blob.text()).toBe(Array.from({ length: 10_000 }, (_, i) => `${i}\n`).join(''));
  expect(blob.type).toBe('text/plain');
  expect(turns).toBeGreaterThan(8);
  expect(longest).toBeLessThan(12);
});

test('none', async () => expect(await (await gathered([], 'text/plain', { turn: async () => undefined })).text()).toBe(''));
