/** The reviews: which sentences there are, and that nothing of the validation side is known beforehand. */
import { expect, test } from 'vitest';
import { dataFile } from '../../../scripts/data-plugin.ts';
import type { Dataset } from '../../../src/engine/data/dataset.ts';
import { vocabularyOf, wordsOf, type Texts } from '../../../src/engine/data/texts.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { reviews } from '../../../src/engine/tasks/reviews.ts';
import { sectionOf } from '../small.ts';

const files = { reviews: dataFile('reviews') };
const make = (values: Record<string, number> = {}, seed = 1): Dataset & { readonly texts: Texts } =>
  reviews.dataset(sectionOf(reviews, values), new Rng(seed, 'task'), files) as Dataset & { readonly texts: Texts };

test('there are 2,972 different sentences, half of them good; no more can be asked for', () => {
  const { train, val, texts } = make({ trainSize: 2000, valSize: 972 });
  const all = [...texts.train, ...texts.val];
  expect(new Set(all.map((sentence) => wordsOf(sentence).join(' ') || sentence)).size).toBe(2972);
  const good = [...train.targets, ...val.targets].reduce((sum, label) => sum + label, 0);
  expect(good / all.length).toBeCloseTo(0.5, 2);
  expect(all.join('')).not.toMatch(/[\u0080-\u009f\t]/);
  const problems = (trainSize: number, valSize: number) => reviews.check?.(sectionOf(reviews, { trainSize, valSize }));
  expect(problems(2000, 972)).toEqual([]);
  expect(problems(2000, 973)).toMatchObject([{ field: 'valSize', value: 973, expected: { en: expect.stringContaining('at most 972, or') as string } }]);
});

test('a sentence has its own label', () => {
  const { train, texts } = make({ trainSize: 2900, valSize: 10 });
  const labelOf = (sentence: string): number | undefined => train.targets[texts.train.indexOf(sentence)];
  expect(labelOf('Good case, Excellent value.')).toBe(1);
  expect(labelOf('Needless to say, I wasted my money.')).toBe(0);
  expect([0, 1].map((label) => reviews.answer?.(label))).toMatchObject([{ en: 'negative' }, { en: 'positive' }]);
});

test('the words are those of the training sentences, the most frequent first, and tokens stand for them', () => {
  const values = { trainSize: 50, valSize: 100, vocabulary: 40, length: 6 };
  const { train, texts } = make(values);
  expect(texts.words).toEqual(vocabularyOf(texts.train, 40));
  texts.train.forEach((sentence, i) => {
    const known = wordsOf(sentence).filter((word) => texts.words.includes(word));
    const tokens = [...train.inputs.subarray(6 * i, 6 * (i + 1))];
    expect(tokens.filter((token) => token > 0).map((token) => texts.words[token - 1])).toEqual(known.slice(0, 6));
    expect(tokens).toEqual([...(reviews.tokenise?.(sectionOf(reviews, values), texts, sentence).input ?? [])]);
  });
  // More training sentences know more words; other validation sentences change nothing.
  expect(make({ ...values, valSize: 10 }).texts.words).toEqual(texts.words);
  expect(make({ ...values, vocabulary: 5000, trainSize: 500 }).texts.words.length).toBeGreaterThan(make({ ...values, vocabulary: 5000 }).texts.words.length);
});

test('the order is that of «order», so that more training sentences are the same and more', () => {
  const [few, many] = [make({ trainSize: 20 }), make({ trainSize: 60 })];
  expect(many.texts.train.slice(0, 20)).toEqual(few.texts.train);
  expect(make({ trainSize: 20 }, 2).texts.train).not.toEqual(few.texts.train);
});
