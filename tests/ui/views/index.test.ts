import { describe, expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { LANGUAGES } from '../../../src/engine/text.ts';
import { createRecord, SERIES } from '../../../src/store/record.ts';
import type { ChartSpec } from '../../../src/ui/charts/spec.ts';
import { viewsOf } from '../../../src/ui/views/index.ts';

function configOf(pairs: readonly [string, string][]): RunConfig {
  const parsed = withPairs(defaultConfig(), pairs);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

/** Everything is measured. */
const VIEWS = viewsOf(configOf([['probes.robustness.measure', 'on']]));

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

test('what is not measured has no chart', () => {
  const ids = (pairs: readonly [string, string][]): string[] => viewsOf(configOf(pairs)).map(({ id }) => id);
  expect(ids([])).toEqual(['accuracy', 'loss', 'weightNorm', 'localComplexity']);
  expect(ids([['probes.localComplexity.measure', 'off']])).toEqual(['accuracy', 'loss', 'weightNorm']);
});

describe('robust accuracy', () => {
  const chart = (pairs: readonly [string, string][]): ChartSpec | undefined =>
    viewsOf(configOf([['probes.robustness.measure', 'on'], ...pairs])).find(({ id }) => id === 'robustness');

  test('is there only where it is measured', () => {
    expect(viewsOf(defaultConfig()).map(({ id }) => id)).not.toContain('robustness');
    expect(chart([])).toBeDefined();
  });

  test('names the space that is attacked, and the radii', () => {
    const digits = chart([
      ['task.id', 'digits'],
      ['probes.robustness.epsilon', '0.3'],
    ]);
    expect(digits?.unit.en).toContain('pixel space');
    expect(digits?.series.map(({ label }) => label.en)).toEqual(['clean', 'ε = 0.075', 'ε = 0.15', 'ε = 0.225', 'ε = 0.3', 'zero gradients']);
    expect(chart([])?.unit.en).toContain('embeddings');
  });

  test('is doubted while the network guesses, and where gradients vanish', () => {
    const config = configOf([['task.p', '5']]); // chance is 20 %
    const record = createRecord('a', config);
    const points = [
      [0, 0.2, 0],
      [1, 0.3, 0],
      [2, 0.5, 0],
      [3, 0.9, 0.4],
      [5, 0.9, 0.3],
      [9, 0.9, 0.05],
      [10, 0.9, 0.5],
    ] as const;
    for (const [step, clean, zeroGradient] of points) {
      const side = { loss: 1, accuracy: clean };
      const robust = { '5': 0.2, '10': 0.1, '0': clean, '2.5': 0.4, '7.5': 0.15 };
      record.take({ type: 'metrics', step, train: side, val: side, weightNorm: 1, weightNorms: {}, localComplexity: null, robust, zeroGradient });
    }
    expect([0, 1, 2, 3, 4].map((k) => record.curves[`robust.${k as 0}`].values[6])).toEqual([0.9, 0.4, 0.2, 0.15, 0.1]);
    const stretches = chart([['task.p', '5']])?.doubts?.(record) ?? [];
    expect(stretches.map(({ from, to, words }) => [from, to, words.en])).toEqual([
      [0, 2, 'still guessing'],
      [3, 9, 'gradients vanish: too good'],
      [10, 10, 'gradients vanish: too good'],
    ]);
  });
});
