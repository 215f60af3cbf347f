import { expect, test } from 'vitest';
import { Spoken, wordsOf } from '../../src/engine/spoken.ts';

test('an error speaks both languages where it can, and says what it is where it cannot', () => {
  const words = { en: 'too large', ja: '大きすぎます' };
  expect(wordsOf(new Spoken(words))).toBe(words);
  expect(new Spoken(words).message).toBe('too large');
  expect(wordsOf(new Error('x is not a function'))).toEqual({ en: 'x is not a function', ja: 'x is not a function' });
  expect(wordsOf('gone')).toEqual({ en: 'gone', ja: 'gone' });
});
