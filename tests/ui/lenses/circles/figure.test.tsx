/** Spectra and circles as a figure, in both languages; before there is an answer it says so, and of another moment it is none. */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { LANGUAGES, text, type Language } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/circles/figure.tsx';
import { viewOf } from '../../../../src/ui/lenses/circles/view.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { onPaper } from '../onPaper.ts';
import { CONFIG, WAVES } from './seen.ts';

const page = createPage();
const { viewer, chosen } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => viewer.store.setState(viewer.store.getInitialState(), true));

const drawn = (language: Language = 'en'): Promise<string> => onPaper(draw, { page, title: 'Circles', language });
const seen = { subject: 'run', config: CONFIG, step: 12, question: { under: null }, answer: WAVES, took: 1 };

test('before it was looked at, or where there is a problem, it says so', async () => {
  await expect(drawn()).rejects.toThrow('no circles are there yet');
  viewer.store.setState({ seen: { ...seen, answer: { problem: text('gone', '消えました') } } });
  await expect(drawn()).rejects.toThrow('gone');
});

test.each(LANGUAGES)('bars, the circle that is chosen, the widest directions and a key, %s', async (language) => {
  viewer.store.setState({ seen });
  chosen.setState({ frequency: 2, token: 3 });
  const elements = expectFigure(await drawn(language));
  const words = elements.map((one) => one.words);
  expect(words.some((line) => line.startsWith(language === 'en' ? 'Frequency 2' : '周波数 2'))).toBe(true);
  expect(words.some((line) => line.startsWith('W_L'))).toBe(true);
  expect(words.some((line) => line.endsWith('step 12'))).toBe(true);
  // Two pictures of thirteen numbers, and twelve bars.
  expect(elements.filter(({ name }) => name === 'circle')).toHaveLength(26);
  expect(elements.filter(({ name }) => name === 'rect').length).toBeGreaterThanOrEqual(12);
  expect(document.querySelectorAll('.on-paper')).toHaveLength(0);
});

test('a figure is of the moment that the page shows', async () => {
  viewer.store.setState({ seen });
  page.moment.store.setState({ step: 500, network: null });
  await expect(drawn()).rejects.toThrow('of step 12');
  page.moment.store.setState({ step: null });
  await expect(drawn()).resolves.toContain('<svg');
});
