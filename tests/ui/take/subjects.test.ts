/** What of the page can be a figure: each chart, all of them, those with the open lens under them, and each lens or why it has nothing. */
import { beforeAll, expect, test } from 'vitest';
import { Spoken } from '../../../src/engine/spoken.ts';
import { createPage } from '../../../src/store/page.ts';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { LENSES } from '../../../src/ui/lenses/index.ts';
import { subjectsOf } from '../../../src/ui/take/subjects.ts';
import { configOf } from '../../engine/looks/networks.ts';
import { expectFigure } from '../../figures/wellFormed.ts';
import { run } from '../lenses/compare/runs.ts';

beforeAll(() => startI18n('en'));

const runs = [run('a', configOf({ seed: 1 })), run('b', configOf({ seed: 2 }))] as const;
const [front] = runs;
const names = new Map(runs.map(({ id }, i) => [id, { letter: 'AB'[i] as string, colour: `var(--run-${i + 1})`, name: id }]));

function drawn(id: string, page = createPage()): Promise<string> {
  page.bench.store.setState({ runs, front, places: new Map(runs.map((one, i) => [one.id, i])) });
  const draw = subjectsOf(front).find((one) => one.id === id)?.draw;
  if (typeof draw !== 'function') throw new Error(`${id} is never drawn`);
  const bench = { record: front.record, ghosts: [], groups: [], names, axis: 'log', language: 'en' } as const;
  return draw({ page, run: front, bench, moment: null, words: { runs: [], caption: 'the run' }, turn: async () => undefined });
}
const wordsIn = async (svg: Promise<string>): Promise<string[]> => expectFigure(await svg).map(({ words }) => words);

test('each chart alone, and all of them', async () => {
  const charts = subjectsOf(front).filter(({ id }) => !id.startsWith('lens-') && id !== 'page' && id !== 'charts');
  const all = (await wordsIn(drawn('charts'))).join(' ');
  for (const { id, label } of charts) {
    expect((await wordsIn(drawn(id))).join(' ')).toContain(label.en);
    expect(all).toContain(label.en);
  }
});

test('every lens is drawn, or says why there is nothing yet', async () => {
  for (const { id } of LENSES.filter(({ figure: how }) => !('en' in how))) {
    const figure = await drawn(`lens-${id}`).catch((error: unknown) => error);
    expect([id, typeof figure === 'string' || figure instanceof Spoken]).toEqual([id, true]);
  }
});

test('under the charts stands the lens that is open; one that is closed, or has nothing yet, takes no room', async () => {
  const page = createPage();
  page.preferences.setState({ lens: 'compare', lensOpen: true });
  const both = await wordsIn(drawn('page', page));
  const charts = await wordsIn(drawn('charts'));
  expect(both).toEqual(expect.arrayContaining(charts));
  expect(both).toContain('Compare');
  expect(charts).not.toContain('Compare');
  page.preferences.setState({ lensOpen: false });
  expect(await wordsIn(drawn('page', page))).toEqual(charts);
  page.preferences.setState({ lens: 'examples', lensOpen: true });
  expect(await wordsIn(drawn('page', page))).toEqual(charts);
});
