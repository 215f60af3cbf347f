import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/engine/text.ts';
import { SERIES } from '../../../src/store/record.ts';
import { VIEWS } from '../../../src/ui/views/index.ts';

test('every curve of a run has a place, in exactly one view', () => {
  expect(VIEWS.flatMap((view) => view.series.map((s) => s.key)).toSorted()).toEqual([...SERIES].toSorted());
});

test.each(VIEWS)('$id says everything in every language', (view) => {
  for (const language of LANGUAGES)
    for (const words of [view.title, view.unit, view.explanation, ...view.series.map((s) => s.label)]) expect(words[language]).not.toBe('');
});

test.each(VIEWS)('the curves of $id differ by more than colour', ({ series }) => {
  expect(new Set(series.map((s) => s.dash ?? 'solid')).size).toBe(series.length);
  expect(new Set(series.map((s) => s.head)).size).toBe(series.length);
});

test('a curve has one dash everywhere: train dashed, validation solid', () => {
  const dashed = (kind: RegExp): boolean[] => VIEWS.flatMap((view) => view.series.filter((s) => kind.test(s.key)).map((s) => s.dash !== undefined));
  expect(new Set(dashed(/train/))).toEqual(new Set([true]));
  expect(new Set(dashed(/val/))).toEqual(new Set([false]));
});
