/** Texts as tokens: what a word is, which words there are, and what of a text is read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reader, vocabularyOf, wordsOf } from '../../../src/engine/data/texts.ts';

test.each([
  ['Great for the jawbone.', ['great', 'for', 'the', 'jawbone']],
  ["I DON'T like it!!MAJOR problems", ['i', "don't", 'like', 'it', 'major', 'problems']],
  ['It’s a 10/10 café – “crème brûlée”…', ["it's", 'a', 'café', 'crème', 'brûlée']],
  ["rock'n'roll 'quoted' end'", ["rock'n'roll", 'quoted', 'end']],
  ['日本語の文', ['日本語の文']],
  ['1234 !? ', []],
  ['', []],
])('%s', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test('the vocabulary is the most frequent words, of equals the first', () => {
  const texts = ['b a c', 'a d a', 'C e'];
  expect(vocabularyOf(texts, 10)).toEqual(['a', 'c', 'b', 'd', 'e']);
  expect(vocabularyOf(texts, 3)).toEqual(['a', 'c', 'b']);
  expect(vocabularyOf([], 3)).toEqual([]);
});

test('a text is read from its beginning, filled up at the front, and every piece of it is kept', () => {
  const read = reader(['good', 'not', "it's"], 4);
  expect(read('It’s not a GOOD one.')).toEqual({
    input: Int32Array.of(0, 3, 2, 1),
    parts: [
      { text: 'It’s', seen: true },
      { text: ' ', seen: true },
      { text: 'not', seen: true },
      { text: ' ', seen: true },
      { text: 'a', seen: false },
      { text: ' ', seen: true },
      { text: 'GOOD', seen: true },
      { text: ' ', seen: true },
      { text: 'one', seen: false },
      { text: '.', seen: true },
    ],
  });
  const long = read('good good not good good');
  expect(long.input).toEqual(Int32Array.of(1, 1, 2, 1));
  expect(long.parts.at(-1)).toEqual({ text: 'good', seen: false });
  expect(read('')).toEqual({ input: new Int32Array(4), parts: [] });
});

test('whatever is written, nothing of it is lost, and tokens are words of the vocabulary', () => {
  const words = ['a', 'b', "c'd", '猫'];
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 9 }), (text, length) => {
      const { input, parts } = reader(words, length)(`${text} a B c’d`);
      expect(parts.map(({ text: part }) => part).join('')).toBe(`${text} a B c’d`);
      expect(input).toHaveLength(length);
      expect(input.every((token) => token >= 0 && token <= words.length)).toBe(true);
      // Zeros stand in front and nowhere else.
      expect([...input].toSorted((a, b) => Number(a > 0) - Number(b > 0))).toEqual([...input]);
    }),
  );
});
