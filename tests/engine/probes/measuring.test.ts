import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { evaluation } from '../../../src/engine/probes/evaluation.ts';
import { HEADS, HUES, SIDES, type ChartSpec } from '../../../src/engine/probes/chart.ts';
import { chartsOf, faultOf, measuring } from '../../../src/engine/probes/measuring.ts';
import { createRecord } from '../../../src/engine/run/record.ts';
import { models } from '../../../src/engine/models/index.ts';
import { LANGUAGES } from '../../../src/engine/text.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import { everythingOn } from '../../contracts/examples.ts';

function configOf(pairs: readonly [string, string][]): RunConfig {
  const parsed = withPairs(defaultConfig(), pairs);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

/** Everything is measured. */
const ALL = everythingOn(defaultConfig());
const CHARTS = chartsOf(ALL);
const shape = tasks.get(ALL.task.id).shape(ALL.task);
const measured = { shape, model: models.get(ALL.model.id).create(ALL.model, shape) };

test('no curve is drawn twice', () => {
  const keys = CHARTS.flatMap((chart) => chart.series.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
});

test('every chart has an id of its own, and every quantity a hue of its own', () => {
  const ids = CHARTS.map(({ id }) => id);
  expect(
    ids.filter((id, i) => ids.indexOf(id) !== i),
    'charts with the id of another',
  ).toEqual([]);
  // The sides of the data have the same hue everywhere.
  const shared = new Set<string>(Object.values(SIDES).map(({ hue }) => hue));
  const owner = new Map<string, string>();
  for (const { def, values } of measuring(ALL)) {
    const series = def.charts(values, measured).flatMap((chart) => chart.series);
    for (const { hue } of [...series, ...def.measures(measured.shape)]) {
      expect(HUES, `probe ${def.id}: no such hue`).toContain(hue);
      const of = shared.has(hue) ? def.id : (owner.get(hue) ?? def.id);
      expect([hue, of], `probe ${def.id}: the hue of another; take a spare one`).toEqual([hue, def.id]);
      owner.set(hue, def.id);
    }
  }
});

test.each(CHARTS)('$id says everything in every language', (chart) => {
  for (const language of LANGUAGES)
    for (const words of [chart.title, chart.unit, chart.explanation, ...chart.series.map((s) => s.label)]) expect(words[language]).not.toBe('');
});

test.each(CHARTS)('the curves of $id differ by more than colour', ({ series }) => {
  expect(new Set(series.map((s) => s.dash ?? 'solid')).size).toBe(series.length);
  expect(new Set(series.map((s) => s.head)).size).toBe(series.length);
});

test('a curve has one dash everywhere: train dashed, validation solid', () => {
  const dashed = (kind: RegExp): boolean[] => CHARTS.flatMap((chart) => chart.series.filter((s) => kind.test(s.key)).map((s) => s.dash !== undefined));
  expect(new Set(dashed(/(^|\.)train(\.|$)/))).toEqual(new Set([true]));
  expect(new Set(dashed(/(^|\.)val(\.|$)/))).toEqual(new Set([false]));
});

test.each(CHARTS.flatMap(({ id, series }) => series.map((one) => [id, one.key, one] as const)))(
  '%s: the curve %s is drawn in what the page has',
  (_, key, series) => {
    expect(key).toMatch(/^[a-z][A-Za-z]*(\.[A-Za-z0-9.]+)?$/);
    expect(HUES).toContain(series.hue);
    expect(HEADS).toContain(series.head);
    expect(series.dash ?? '4 4').toMatch(/^\d+( \d+)*$/);
  },
);

test.each(CHARTS.flatMap(({ id, series }) => series.flatMap(({ key, sketch }) => (sketch === undefined ? [] : [[id, key, sketch] as const]))))(
  '%s: the sketch of %s runs from left to right in its box, and its name stands in it',
  (_, __, { path, label }) => {
    expect(path).toMatch(/^M0 [\d.]+( [CL]?[\d.]+)+$/);
    const numbers = (path.match(/[\d.]+/g) ?? []).map(Number);
    expect(numbers.at(-2)).toBe(100);
    expect(label).toHaveLength(2);
    expect([...numbers, ...label].filter((x) => !(x >= 0 && x <= 100))).toEqual([]);
  },
);

test('most curves have a sketch before the first run, and axes are of a kind that there is', () => {
  const series = CHARTS.flatMap((chart) => chart.series);
  expect(series.filter(({ sketch }) => sketch !== undefined).length).toBeGreaterThan(series.length / 2);
  expect(new Set(CHARTS.map(({ y }) => y.kind))).toEqual(new Set(['fraction', 'decades', 'linear']));
  expect(new Set(CHARTS.map(({ id }) => id)).size).toBe(CHARTS.length);
  for (const { tells, series: own } of CHARTS) expect(own.map(({ key }) => key)).toContain(tells ?? own[0]?.key);
});

test('what is not measured has no chart', () => {
  const ids = (pairs: readonly [string, string][]): string[] => chartsOf(configOf(pairs)).map(({ id }) => id);
  // The first is the large one.
  expect(ids([])[0]).toBe('accuracy');
  expect(ids([])).toContain('localComplexity');
  expect(ids([['probes.localComplexity.measure', 'off']])).toEqual(ids([]).filter((id) => id !== 'localComplexity'));
});

describe('robust accuracy', () => {
  const chart = (pairs: readonly [string, string][]): ChartSpec | undefined =>
    chartsOf(configOf([['probes.robustness.measure', 'on'], ...pairs])).find(({ id }) => id === 'robustness');

  test('is there only where it is measured', () => {
    expect(chartsOf(defaultConfig()).map(({ id }) => id)).not.toContain('robustness');
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
      const robust = { 'robust.5': 0.2, 'robust.10': 0.1, 'robust.0': clean, 'robust.2.5': 0.4, 'robust.7.5': 0.15 };
      record.take({ type: 'metrics', step, values: { ...robust, zeroGradient } });
    }
    const stretches = chart([['task.p', '5']])?.doubts?.((key) => record.curve(key)) ?? [];
    expect(stretches.map(({ from, to, words }) => [from, to, words.en])).toEqual([
      [0, 2, 'still guessing'],
      [3, 9, 'gradients vanish: overestimated'],
      [10, 10, 'gradients vanish: overestimated'],
    ]);
  });
});

test('a run has diverged when a loss or the norm is no number, and not before', () => {
  const fine = { 'train.loss': 1, 'val.loss': 2, weightNorm: 3, 'train.accuracy': 1 };
  expect(faultOf(fine)).toBeNull();
  expect(faultOf({ ...fine, 'localComplexity.train': Number.NaN })).toBeNull();
  expect(faultOf({ ...fine, 'train.loss': Number.NaN, weightNorm: Number.NaN })).toBe('train loss is NaN');
  expect(faultOf({ ...fine, 'val.loss': Number.POSITIVE_INFINITY })).toBe('validation loss is Infinity');
  expect(faultOf({ ...fine, weightNorm: Number.NaN })).toBe('weight norm is NaN');
});

test('every hue is a colour of the page, for lines and for words, in both themes where it is not made of others', () => {
  const css = readFileSync('src/ui/theme.css', 'utf8');
  for (const hue of HUES) for (const token of [`--${hue}:`, `--${hue}-ink:`]) expect(css).toContain(token);
  for (const { series } of CHARTS) for (const { hue, head } of series) expect(HUES.includes(hue) && HEADS.includes(head)).toBe(true);
});

test('where R² stands for accuracy, chart and legend say so; elsewhere they do not', () => {
  const said = (task: string): string[] => {
    const config = configOf([['task.id', task]]);
    const of = tasks.get(task).shape(config.task);
    const [hero] = chartsOf(config);
    return [hero?.title.en, hero?.explanation.en, ...evaluation.measures(of).map(({ label, text }) => `${label.en} ${text.en}`)].map(String);
  };
  for (const words of said('molecules')) expect(words).toMatch(/R²|variance/);
  for (const task of ['modular', 'teacher-student']) for (const words of said(task)) expect(words).not.toMatch(/R²|variance/);
});
