import { expect, test } from 'vitest';
import { durationText } from '../../../src/cli/sweep/durationText.ts';

test.each([
  [0.4, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 0 s'],
  [200, '3 min 20 s'],
  [3599.6, '1 h 0 min'],
  [7500, '2 h 5 min'],
])('%f seconds: %s', (seconds, words) => {
  expect(durationText(seconds)).toBe(words);
});
