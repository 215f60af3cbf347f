/** Every chart of every kind of run is a figure: with title, axes, key and caption, and nothing in it but shapes and words. */
import { describe, expect, test } from 'vitest';
import { chartsOf } from '../../src/engine/probes/measuring.ts';
import type { RunRecord } from '../../src/engine/run/record.ts';
import { toldTo } from '../../src/engine/run/told.ts';
import { LANGUAGES, type Language } from '../../src/engine/text.ts';
import type { Axis } from '../../src/figures/plot/xAxis.ts';
import { captionOf } from '../../src/figures/caption.ts';
import { formatValue } from '../../src/figures/plot/format.ts';
import type { Groups } from '../../src/figures/plot/frame.ts';
import type { Moment } from '../../src/figures/readout.ts';
import { chartsFigure } from '../../src/figures/charts.ts';
import { everythingOn, exampleConfig, readings } from '../contracts/examples.ts';
import { NAMES, recorded, RECORDS } from '../ui/take/runs.ts';
import { expectFigure } from './wellFormed.ts';

function drawn(
  specs: Parameters<typeof chartsFigure>[0],
  record: RunRecord,
  ghosts: readonly RunRecord[] = [],
  language: Language = 'en',
  axis: Axis = 'log',
  moment: Moment | null = null,
  groups: Groups = [],
) {
  const names = new Map(ghosts.map(({ id }, i) => [id, { letter: 'BCDE'[i] as string, colour: `var(--run-${i + 2})`, name: NAMES[i] as string }]));
  const run = { config: record.config, basedOn: 'default', changes: toldTo(record).changes, step: record.step };
  return chartsFigure(specs, {
    bench: { record, ghosts, groups, names, axis, language },
    moment,
    words: { runs: ghosts.length > 0 ? NAMES : [], caption: captionOf({ ...run, at: moment?.step ?? null }, language, 700) },
  });
}
const wordsIn = (svg: string): string[] => expectFigure(svg).map(({ words }) => words);

test.each(readings)('$model on $task: every chart of its runs', (ids) => {
  const config = everythingOn(exampleConfig(ids));
  const record = recorded('a', [0, 1, 2, 5, 10, 20, 50], config);
  for (const spec of chartsOf(config)) {
    const words = wordsIn(drawn([spec], record));
    expect(words).toEqual(expect.arrayContaining([spec.title.en, spec.unit.en, 'step, log']));
    for (const { label } of spec.series.length > 1 ? spec.series : []) expect(words).toContain(label.en);
    expect(words.some((line) => line.includes(`seed ${config.seed}`) && line.includes('step 50'))).toBe(true);
  }
});

describe.each(Object.entries(RECORDS))('%s', (_, make) => {
  test.each(LANGUAGES.flatMap((language) => (['log', 'linear'] as const).map((axis) => [language, axis] as const)))('%s, %s', (language, axis) => {
    const record = make();
    const specs = chartsOf(record.config);
    const words = wordsIn(drawn(specs, record, [RECORDS['a run with marks'](), recorded('other', [0, 700])], language, axis));
    for (const { title } of specs) expect(words).toContain(title[language]);
  });
});

test('names are names, whatever they say', () => {
  const record = RECORDS['a run with marks']();
  const svg = drawn(chartsOf(record.config), record, [recorded('b', [0, 10]), recorded('c', [0, 20]), recorded('d', [0, 30]), recorded('e', [0, 40])]);
  const words = wordsIn(svg).join('\n');
  expect(words).toContain('A <seed> & "0", it’s \'x\'');
  expect(words).toContain('</svg><script>alert(1)</script>');
  expect(svg).not.toContain('<script');
});

test('runs behind have their letters, each at a line that is fainter', () => {
  const record = recorded('front', [0, 1, 10, 100]);
  const elements = expectFigure(drawn(chartsOf(record.config).slice(0, 1), record, [recorded('b', [0, 1, 50])]));
  expect(elements.filter(({ name, words }) => name === 'text' && words === 'B')).toHaveLength(1);
  expect(elements.filter(({ attributes }) => attributes['opacity'] === '0.6')).toHaveLength(1);
});

test('a long curve is drawn by what print can show', () => {
  const record = RECORDS['100,000 points']();
  expect(drawn(chartsOf(record.config), record).length).toBeLessThan(400_000);
});

test('before anything was measured it says so', () => {
  const record = RECORDS.empty();
  expect(wordsIn(drawn(chartsOf(record.config), record))).toContain('No values yet.');
});

describe('a moment that is not the latest', () => {
  const record = RECORDS['a run with marks']();
  const specs = chartsOf(record.config);
  const ruleOf = (svg: string): number[] =>
    expectFigure(svg)
      .filter(({ name, attributes }) => name === 'line' && attributes['stroke-width'] === '1.25')
      .map(({ attributes }) => Number(attributes['x1']));

  test.each(LANGUAGES)('has a rule in every chart, its step under the last one and in the caption, and the values of then, %s', (language) => {
    const svg = drawn(specs, record, [], language, 'linear', { step: 300, cut: false });
    expect(new Set(ruleOf(svg)).size).toBe(1);
    expect(ruleOf(svg)).toHaveLength(specs.length);
    // Half of 600 steps: in the middle of the plot.
    expect(ruleOf(svg)[0]).toBeCloseTo((66 + 720 - 26) / 2, 1);
    const words = wordsIn(svg);
    expect(words).toContain('300');
    expect(words.join('\n')).toContain(language === 'ja' ? '全 600 ステップの 300' : 'step 300 of 600');
    const { steps, values, length } = record.curve('train.accuracy');
    const i = Array.from({ length }, (_, k) => k).findLast((k) => (steps[k] as number) <= 300) as number;
    expect(words).toContain(formatValue(values[i] as number, 'percent', language));
  });

  test('tells of each curve what was last measured by then, never what came later', () => {
    const sparse = recorded('sparse', [0, 100, 200], record.config, (step) => step / 1000);
    const words = wordsIn(drawn(specs.slice(0, 1), sparse, [], 'en', 'linear', { step: 199, cut: false }));
    expect(words).toContain(formatValue(0.1, 'percent', 'en'));
    expect(words).not.toContain(formatValue(0.2, 'percent', 'en'));
  });

  test('where it is cut, lines, marks and phases end there, on the axes of the whole', () => {
    const whole = drawn(specs, record, [], 'en', 'linear');
    const cut = drawn(specs, record, [], 'en', 'linear', { step: 300, cut: true });
    expect(ruleOf(cut)).toEqual([]);
    const clips = expectFigure(cut).filter(({ name }) => name === 'clipPath');
    expect(clips.map(({ attributes }) => attributes['id'])).toEqual(specs.map(({ id }) => `until-${id}`));
    expect(wordsIn(whole).join()).toContain('grokked 500');
    expect(wordsIn(cut).join()).not.toContain('grokked 500');
    expect(wordsIn(cut).join()).toContain('memorised 80');
    const ends = expectFigure(cut).flatMap(({ name, attributes }) =>
      name === 'rect' && attributes['fill-opacity'] !== undefined ? [Number(attributes['x']) + Number(attributes['width'])] : [],
    );
    expect(Math.max(...ends)).toBeCloseTo((66 + 720 - 26) / 2, 1);
    const pathsOf = (svg: string): string[] => expectFigure(svg).flatMap(({ name, attributes }) => (name === 'path' ? (attributes['d'] as string) : []));
    expect(pathsOf(cut).filter((d) => d.length > 500)).toEqual(pathsOf(whole).filter((d) => d.length > 500));
  });
});

test('seeds that belong together have their quartiles, and a median by all their letters', () => {
  const three = ['b', 'c', 'd'].map((id, k) => recorded(id, [0, 10, 100, 1000], undefined, (step, s) => Math.exp(-step / (300 + 40 * s)) / (k + 1)));
  const front = recorded('a', [0, 10, 100]);
  const spec = chartsOf(front.config).slice(0, 1);
  const elements = expectFigure(drawn(spec, front, three, 'en', 'log', null, [three]));
  expect(elements.filter(({ name, attributes }) => name === 'path' && attributes['fill-opacity'] === '0.16')).toHaveLength(spec[0]?.series.length ?? 0);
  expect(elements.filter(({ attributes }) => attributes['stroke-width'] === '2.6')).toHaveLength(spec[0]?.series.length ?? 0);
  expect(elements.filter(({ name, words }) => name === 'text' && words === 'BCD')).toHaveLength(1);
  // One by one they stand back, and are not named.
  expect(elements.filter(({ name, words }) => name === 'text' && words === 'B')).toHaveLength(0);
  expect(elements.filter(({ attributes }) => attributes['stroke-width'] === '0.9')).not.toHaveLength(0);
});
