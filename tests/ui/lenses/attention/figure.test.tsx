/** Attention as a figure, in both languages; before there is an answer it says so, and of another moment it is none. */
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { LANGUAGES, text, type Language } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/attention/figure.tsx';
import { viewOf } from '../../../../src/ui/lenses/attention/view.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { onPaper } from '../onPaper.ts';
import { CONFIG, WAVES } from './seen.ts';

const page = createPage();
const { viewer } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => {
  viewer.store.setState(viewer.store.getInitialState(), true);
  const context = { createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height) }), putImageData: () => undefined };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as unknown as null);
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,AAAA');
});

const drawn = (language: Language = 'en'): Promise<string> => onPaper(draw, { page, title: 'Attention', language });
const seen = { subject: 'run', config: CONFIG, step: 12, question: { under: null, layer: null }, answer: WAVES, took: 1 };

test('before it was looked at, where there is a problem, or no canvas, it says so', async () => {
  await expect(drawn()).rejects.toThrow('no attention is there yet');
  viewer.store.setState({ seen: { ...seen, answer: { problem: text('gone', '消えました') } } });
  await expect(drawn()).rejects.toThrow('gone');
  viewer.store.setState({ seen });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  await expect(drawn()).rejects.toThrow('no canvas');
});

test.each(LANGUAGES)('the patterns of every head, and the frequencies of an output, %s', async (language) => {
  viewer.store.setState({ seen });
  const elements = expectFigure(await drawn(language));
  const words = elements.map((one) => one.words);
  expect(words.some((line) => line.startsWith(language === 'en' ? 'from «=» heads look' : '「=」からの注意'))).toBe(true);
  expect(words.some((line) => line.endsWith('step 12'))).toBe(true);
  expect(elements.filter(({ name }) => name === 'image')).toHaveLength(9);
  expect(document.querySelectorAll('.on-paper')).toHaveLength(0);
});

test('a figure is of the moment that the page shows', async () => {
  viewer.store.setState({ seen });
  page.moment.store.setState({ step: 500, network: null });
  await expect(drawn()).rejects.toThrow('of step 12');
  page.moment.store.setState({ step: null });
  await expect(drawn()).resolves.toContain('<svg');
});
