import { expect, test } from 'vitest';
import { localComplexityChart, measures } from '../../../src/engine/probes/localComplexityChart.ts';

test('around data it has the hue that the page explains it by, in the chart as in the lenses; random points have theirs', () => {
  const hues = Object.fromEntries(localComplexityChart.series.map(({ key, hue }) => [key, hue]));
  expect(measures.map(({ hue }) => hue)).toEqual(['lc', 'random']);
  expect(hues).toEqual({ 'localComplexity.train': 'lc', 'localComplexity.val': 'lc', 'localComplexity.random': 'random' });
  // What has one hue is told apart by its dash and by the shape at its end.
  const alike = localComplexityChart.series.filter(({ hue }) => hue === 'lc');
  expect(new Set(alike.map(({ dash }) => dash)).size).toBe(2);
  expect(new Set(alike.map(({ head }) => head)).size).toBe(2);
});
