/** Every chart of every kind of run is a figure: with title, axes, key and caption, and nothing in it but shapes and words. */
import { describe, expect, test } from 'vitest';
import { chartsOf } from '../../src/engine/probes/measuring.ts';
import type { RunRecord } from '../../src/engine/run/record.ts';
import { toldTo } from '../../src/engine/run/told.ts';
import { LANGUAGES, type Language } from '../../src/engine/text.ts';
import type { Axis } from '../../src/figures/plot/xAxis.ts';
import { captionOf } from '../../src/figures/caption.ts';
import { chartsFigure } from '../../src/figures/charts.ts';
import { everythingOn, exampleConfig, readings } from '../contracts/examples.ts';
import { NAMES, recorded, RECORDS } from '../ui/take/runs.ts';
import { expectFigure } from './wellFormed.ts';

const turn = async (): Promise<void> => undefined;

function drawn(specs: Parameters<typeof chartsFigure>[0], record: RunRecord, ghosts: readonly RunRecord[] = [], language: Language = 'en', axis: Axis = 'log') {
  const names = new Map(ghosts.map(({ id }, i) => [id, { letter: 'BCDE'[i] as string, colour: `var(--run-${i + 2})`, name: NAMES[i] as string }]));
  const run = { config: record.config, basedOn: 'default', changes: toldTo(record).changes, step: record.step };
  return chartsFigure(specs, { record, ghosts, names, axis, language }, { runs: ghosts.length > 0 ? NAMES : [], caption: captionOf(run, language, 700) }, turn);
}
const wordsIn = (svg: string): string[] => expectFigure(svg).map(({ words }) => words);

test.each(readings)('$model on $task: every chart of its runs', async (ids) => {
  const config = everythingOn(exampleConfig(ids));
  const record = recorded('a', [0, 1, 2, 5, 10, 20, 50], config);
  for (const spec of chartsOf(config)) {
    const words = wordsIn(await drawn([spec], record));
    expect(words).toEqual(expect.arrayContaining([spec.title.en, spec.unit.en, 'step, log']));
    for (const { label } of spec.series.length > 1 ? spec.series : []) expect(words).toContain(label.en);
    expect(words.some((line) => line.includes(`seed ${config.seed}`) && line.includes('step 50'))).toBe(true);
  }
});

describe.each(Object.entries(RECORDS))('%s', (_, make) => {
  test.each(LANGUAGES.flatMap((language) => (['log', 'linear'] as const).map((axis) => [language, axis] as const)))('%s, %s', async (language, axis) => {
    const record = make();
    const specs = chartsOf(record.config);
    const words = wordsIn(await drawn(specs, record, [RECORDS['a run with marks'](), recorded('other', [0, 700])], language, axis));
    for (const { title } of specs) expect(words).toContain(title[language]);
  });
});

test('names are names, whatever they say', async () => {
  const record = RECORDS['a run with marks']();
  const svg = await drawn(chartsOf(record.config), record, [recorded('b', [0, 10]), recorded('c', [0, 20]), recorded('d', [0, 30]), recorded('e', [0, 40])]);
  const words = wordsIn(svg).join('\n');
  expect(words).toContain('A <seed> & "0", it’s \'x\'');
  expect(words).toContain('</svg><script>alert(1)</script>');
  expect(svg).not.toContain('<script');
});

test('runs behind have their letters, each at a line that is fainter', async () => {
  const record = recorded('front', [0, 1, 10, 100]);
  const elements = expectFigure(await drawn(chartsOf(record.config).slice(0, 1), record, [recorded('b', [0, 1, 50])]));
  expect(elements.filter(({ name, words }) => name === 'text' && words === 'B')).toHaveLength(1);
  expect(elements.filter(({ attributes }) => attributes['opacity'] === '0.6')).toHaveLength(1);
});

test('a long curve is drawn by what print can show', async () => {
  const record = RECORDS['100,000 points']();
  expect((await drawn(chartsOf(record.config), record)).length).toBeLessThan(400_000);
});

test('before anything was measured it says so', async () => {
  const record = RECORDS.empty();
  expect(wordsIn(await drawn(chartsOf(record.config), record))).toContain('No values yet.');
});
