import { expect, test } from 'vitest';
import { chanceOf, guessedUpTo } from '../../../src/engine/data/guessing.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';

test('who guesses among classes is right once in as many; nobody guesses a value', () => {
  expect(chanceOf(pairShape(8))).toBe(1 / 8);
  expect(chanceOf({ ...pairShape(8), target: { kind: 'value', tolerance: 1 } })).toBe(0);
});

test('up to twice chance may be guessed, but no more than half way to the threshold', () => {
  expect(guessedUpTo(0.01, 0.9)).toBe(0.02);
  expect(guessedUpTo(0.5, 0.9)).toBe(0.7);
  expect(guessedUpTo(0.25, 0.5)).toBe(0.375);
  expect(guessedUpTo(0, 0.9)).toBe(0);
});
