/** Maps of local complexity as a figure, in both languages; before there is an answer it says so. */
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { LANGUAGES, type Language } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/complexity/figure.tsx';
import { viewOf } from '../../../../src/ui/lenses/complexity/view.ts';
import { DIGITS, MLP } from '../../../engine/looks/networks.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { onPaper } from '../onPaper.ts';
import { seenOf } from './seen.ts';

const page = createPage();
const { viewer } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => viewer.store.setState(viewer.store.getInitialState(), true));
afterEach(() => vi.restoreAllMocks());

const drawn = (language: Language = 'en'): Promise<string> => onPaper(draw, { page, title: 'Folds', language });

test('before it was looked at it says so', async () => {
  await expect(drawn()).rejects.toThrow('nothing was measured yet');
});

test.each(LANGUAGES)('the sentence and the means of each layer, %s', async (language) => {
  viewer.store.setState({ seen: seenOf(DIGITS) });
  const words = expectFigure(await drawn(language)).map((one) => one.words);
  expect(words.some((line) => line.includes(language === 'en' ? 'Step 1,530' : 'ステップ 1,530'))).toBe(true);
  for (const name of language === 'en' ? ['layer 1', 'layer 2'] : ['第 1 層', '第 2 層']) expect(words).toContain(name);
});

test('a map of all layers, and one of each, with their scales', async () => {
  // happy-dom paints nothing.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height) }),
    putImageData: () => undefined,
  } as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,AA==');
  viewer.store.setState({ seen: seenOf(MLP) });
  const elements = expectFigure(await drawn());
  expect(elements.filter(({ name }) => name === 'image')).toHaveLength(3);
  expect(elements.map((one) => one.words)).toContain('all layers');
});
