import { expect, test } from 'vitest';
import { tokensOf } from '../../../src/engine/formula/tokens.ts';

test('every token knows its column in what was typed, and whether it stands apart', () => {
  expect(tokensOf('2a ＋ b²').map(({ text, column, apart }) => [text, column, apart])).toEqual([
    ['2', 1, false],
    ['a', 2, false],
    ['+', 4, true],
    ['b', 6, true],
    ['^', 7, false],
    ['2', 7, false],
  ]);
});
