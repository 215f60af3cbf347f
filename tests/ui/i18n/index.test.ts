import { expect, test } from 'vitest';
import { en } from '../../../src/ui/i18n/en.ts';
import { formatShare } from '../../../src/ui/i18n/share.ts';
import { ja } from '../../../src/ui/i18n/ja.ts';

const flat = (catalogue: Readonly<Record<string, Readonly<Record<string, string>>>>): Map<string, string> =>
  new Map(Object.entries(catalogue).flatMap(([section, words]) => Object.entries(words).map(([key, value]): [string, string] => [`${section}.${key}`, value])));

/** The figures of a sentence, whatever their order. */
const figures = (words: string): string[] => [...words.matchAll(/{{.*?}}/g)].map(([figure]) => figure).toSorted();

const [english, japanese] = [flat(en), flat(ja)];

test('both catalogues have the same keys, and none is empty', () => {
  expect([...japanese.keys()]).toEqual([...english.keys()]);
  for (const words of [...english.values(), ...japanese.values()]) expect(words.trim()).not.toBe('');
});

test.each([...english])('%s has the same figures in both languages', (key, words) => {
  // A problem's own text is a whole sentence in Japanese, and the end of one in English.
  expect(figures(japanese.get(key) ?? '')).toEqual(figures(words));
});

test('Japanese is Japanese', () => {
  // Names and formulas stay as they are, and what has no word of its own.
  const worded = (words: string): boolean => /\p{L}/u.test(words.replaceAll(/\{\{.*?\}\}/g, ''));
  const same = [...english].filter(([key, words]) => japanese.get(key) === words && worded(words)).map(([key]) => key);
  expect(same).toEqual(['backend.webgpu', 'backend.wasm', 'backend.cpu', 'neurons.handExpected', 'ablation.r2']);
});

test.each([
  [0, '0'],
  [1, '100'],
  [0.5, '50'],
  [0.125, '13'],
  [0.0585, '5.9'],
  [0.9999, '99.9'],
  [0.0001, '0.1'],
])('%d in prose', (value, expected) => {
  expect(formatShare(value, 'en')).toBe(`${expected}\u00a0%`);
});
