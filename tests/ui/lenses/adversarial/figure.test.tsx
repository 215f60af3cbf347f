/** An attack as a figure, in both languages; before there is an answer it says so. */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/adversarial/figure.tsx';
import { viewOf } from '../../../../src/ui/lenses/adversarial/view.ts';
import { REGRESSION, TRANSFORMER } from '../../../engine/looks/networks.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { onPaper } from '../onPaper.ts';
import { sampleOf, seenOf } from './seen.ts';

const page = createPage();
const { viewer, sample } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => {
  viewer.store.setState(viewer.store.getInitialState(), true);
  sample.store.setState(sample.store.getInitialState(), true);
});

const drawn = (language: Language = 'en'): Promise<string> => onPaper(draw, { page, title: 'Fool it', language });

test('before it was looked at it says so', async () => {
  await expect(drawn()).rejects.toThrow('nothing was attacked yet');
});

test.each(LANGUAGES)('the sentence, the plane, what is said and the sample, %s', async (language) => {
  viewer.store.setState({ seen: seenOf(TRANSFORMER) });
  sample.store.setState({ seen: sampleOf(TRANSFORMER) });
  const elements = expectFigure(await drawn(language));
  const words = elements.map((one) => one.words);
  expect(words.some((line) => line.includes(language === 'en' ? 'Step 1,530' : 'ステップ 1,530'))).toBe(true);
  expect(words).toContain(language === 'en' ? 'right when changed' : '変えても正解');
  expect(elements.filter(({ name }) => name === 'circle')).toHaveLength(7);
  expect(document.querySelectorAll('.on-paper')).toHaveLength(0);
});

test('a sample of another radius is left out; values are written', async () => {
  viewer.store.setState({ seen: seenOf(REGRESSION) });
  sample.store.setState({ seen: sampleOf(REGRESSION, { epsilon: 0.5 }) });
  const words = expectFigure(await drawn()).map((one) => one.words);
  expect(words).not.toContain('right when changed');
  expect(words.some((line) => line.startsWith('right '))).toBe(true);
});
