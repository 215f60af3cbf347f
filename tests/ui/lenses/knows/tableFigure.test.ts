/** The table as a figure: a sign for every question, what it comes to, and nothing of another run. */
import { beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '../../../../src/engine/text.ts';
import { createPage, type Page } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/knows/figure.ts';
import { configOf, DIGITS } from '../../../engine/looks/networks.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { onPaper } from '../onPaper.ts';
import { memorised, see } from './seen.ts';

const ADD = configOf({ 'task.p': 7 });

beforeAll(() => startI18n('en'));

const sheet = (page: Page, language: 'en' | 'ja' = 'en') => onPaper(draw, { page, title: 'What it knows', language });

test('before the lens was open it says so', async () => {
  await expect(sheet(createPage())).rejects.toThrow('with the lens «What it knows» open');
});

test.each(LANGUAGES)('every question has its sign, %s', async (language) => {
  const page = createPage();
  see(page, ADD, 52, memorised(ADD, 2));
  const svg = await sheet(page, language);
  expectFigure(svg);
  expect(svg).toContain('step 52');
  // Signs in the table, and one of each in the key.
  const places = svg.match(/M\d+ \d+m/g) ?? [];
  expect(places).toHaveLength(49);
  expect(svg).toContain(language === 'ja' ? '教えない問い: 自信をもって不正解' : 'Never told: sure and wrong');
});

test('data that makes no table is drawn as examples', async () => {
  const page = createPage();
  page.config.adopt({ config: DIGITS, landscape: page.config.store.getState().landscape }, 'default');
  await expect(sheet(page)).rejects.toThrow('no examples are there yet');
});
