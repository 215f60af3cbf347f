/** The curves of several amounts of data as a figure: words and lines, in both languages; before there is any it says so. */
import { beforeAll, expect, test } from 'vitest';
import type { RunRecord } from '../../../../src/engine/run/record.ts';
import { dataSizeOf } from '../../../../src/store/pageDataSize.ts';
import { createPage, type Page } from '../../../../src/store/page.ts';
import { LANGUAGES, type Language } from '../../../../src/engine/text.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/dataSize/figure.tsx';
import { onPaper } from '../onPaper.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { runOf } from './runs.ts';

beforeAll(() => startI18n('en'));

const drawn = (page: Page, language: Language = 'en'): Promise<string> => onPaper(draw, { page, title: 'Less data', language });

test('before there are runs it says how there will be some', async () => {
  await expect(drawn(createPage())).rejects.toThrow('there are no runs yet');
});

test.each(LANGUAGES)('each amount has its curves and its name, %s', async (language) => {
  const page = createPage();
  const dataSize = dataSizeOf(page);
  dataSize.follow(page.config.store.getState().config);
  const { cells, subject } = dataSize.store.getState();
  const amounts = subject?.amounts ?? [];
  expect(amounts.length).toBeGreaterThan(2);
  const record = (i: number) => runOf(0.3 + i / 10, 200 + 100 * i).record;
  dataSize.store.setState({
    results: new Map(cells.flatMap(({ key }, i) => [[key, record(i)] as const].filter((one): one is [string, RunRecord] => one[1] !== null))),
  });
  const elements = expectFigure(await drawn(page, language));
  const words = elements.map((one) => one.words);
  for (const amount of amounts) expect(words).toContain(String(amount));
  expect(words.some((line) => /^seed \d+$/.test(line))).toBe(true);
  expect(elements.filter(({ name, attributes }) => name === 'path' && (attributes['d'] ?? '').length > 60).length).toBeGreaterThanOrEqual(2 * amounts.length);
  // Nothing of it stays on the page.
  expect(document.querySelectorAll('.on-paper')).toHaveLength(0);
});
