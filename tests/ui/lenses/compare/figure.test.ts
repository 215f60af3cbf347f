/** The runs on the bench as a figure: every column and every figure of the table on the page, and the groups where they are wanted. */
import { beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../../../src/engine/text.ts';
import { createPage, type Page } from '../../../../src/store/page.ts';
import type { LiveRun } from '../../../../src/store/liveRun.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/compare/figure.ts';
import { configOf } from '../../../engine/looks/networks.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { onPaper } from '../onPaper.ts';
import { run } from './runs.ts';

beforeAll(() => startI18n('en'));

function pageOf(runs: readonly LiveRun[]): Page {
  const page = createPage();
  page.bench.store.setState({ runs, front: runs.at(-1) ?? null, places: new Map(runs.map(({ id }, i) => [id, i])) });
  return page;
}

const names = (runs: readonly LiveRun[]) =>
  new Map(runs.map(({ id }, i) => [id, { letter: 'ABCDEFGH'[i] as string, colour: `var(--run-${i + 1})`, name: id }]));
const seeds = [1, 2, 3].map((seed) =>
  run(`seed${seed}`, configOf({ seed }), { passed: { memorised: 40, grokked: 100 * seed === 200 ? 500 : 300 }, value: 10 * seed }),
);
const heavy = run('heavy', configOf({ seed: 1, 'optimizer.weightDecay': 0.25 }), { value: 7 });

const wordsOf = async (runs: readonly LiveRun[], page = pageOf(runs), language: (typeof LANGUAGES)[number] = 'en'): Promise<string[]> =>
  expectFigure(await onPaper(draw, { page, run: runs.at(-1) ?? null, names: names(runs), title: 'Compare', language })).map(({ words }) => words);

test('of one run there is no table, and it says so', async () => {
  await expect(wordsOf([heavy])).rejects.toThrow('there is one run');
});

test.each(LANGUAGES)('what differs and what became of it, %s', async (language) => {
  const words = await wordsOf([...seeds, heavy], undefined, language);
  for (const figure of ['A', 'B', 'C', 'D', '0.25', '≤\u00a040', '≤\u00a0500', '10.0', '20.0']) expect(words).toContain(figure);
  expect(words.join(' ')).toMatch(language === 'ja' ? /重み減衰/ : /weight decay[^]*seed/i);
});

test('runs that differ in nothing but the seed are told together where the page does so', async () => {
  const page = pageOf([...seeds, heavy]);
  expect((await wordsOf([...seeds, heavy], page)).join(' ')).not.toMatch(/ABC/);
  page.preferences.setState({ grouped: true });
  const words = await wordsOf([...seeds, heavy], page);
  expect(words).toContain('ABC');
  // The median of 300, 500, 300.
  expect(words.join(' ')).toMatch(/≤\u00a0300 \(≤\u00a0300 – ≤\u00a0400\)/);
});

test('a past moment is told as of that step', async () => {
  const page = pageOf(seeds);
  page.moment.store.setState({ step: 50 });
  const words = await wordsOf(seeds, page);
  expect(words.join(' ')).toMatch(/as of step 50/);
  expect(words).not.toContain('≤\u00a0300');
});
