/** The plane as a figure, in both languages; before there is an answer it says so, and of another moment it is none. */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { LANGUAGES, text, type Language } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/plane/figure.tsx';
import { viewOf } from '../../../../src/ui/lenses/plane/view.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { onPaper } from '../onPaper.ts';
import { GROKKED, HELD, LINE, SIDE } from './seen.ts';

const page = createPage();
const { viewer } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => viewer.store.setState(viewer.store.getInitialState(), true));

const drawn = (language: Language = 'en'): Promise<string> => onPaper(draw, { page, title: 'The plane', language });
const seen = { subject: 'run', config: LINE, step: 12, question: { held: 0 }, answer: GROKKED, took: 1 };

test('before it was looked at, or where there is a problem, it says so', async () => {
  await expect(drawn()).rejects.toThrow('no plane is there yet');
  viewer.store.setState({ seen: { ...seen, answer: { problem: text('gone', '消えました') } } });
  await expect(drawn()).rejects.toThrow('gone');
});

test.each(LANGUAGES)('tokens, areas, their names, and what it comes to, %s', async (language) => {
  viewer.store.setState({ seen });
  const elements = expectFigure(await drawn(language));
  const words = elements.map((one) => one.words);
  expect(words.join(' ')).toContain(language === 'en' ? 'of what it is told' : '教えた問いは');
  expect(words).toContain('= 8');
  expect(words.some((line) => line.startsWith('2 + 2'))).toBe(true);
  expect(elements.filter(({ name }) => name === 'circle')).toHaveLength(5);
  expect(document.querySelectorAll('.on-paper')).toHaveLength(0);
});

test('where tokens are not added it says what is held', async () => {
  viewer.store.setState({ seen: { ...seen, config: SIDE, answer: HELD } });
  expect(
    expectFigure(await drawn())
      .map((one) => one.words)
      .join(''),
  ).toContain('b were 3');
});

test('a figure is of the moment that the page shows', async () => {
  viewer.store.setState({ seen });
  page.moment.store.setState({ step: 500, network: null });
  await expect(drawn()).rejects.toThrow('of step 12');
});
