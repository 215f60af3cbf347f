/** The plane and the path as a figure, in both languages; before there is one it says so. */
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { lossPlane } from '../../../../src/engine/looks/lossPlane/lossPlane.ts';
import { planeThrough } from '../../../../src/engine/looks/lossPlane/weightPlane.ts';
import { LANGUAGES, type Language } from '../../../../src/engine/text.ts';
import { createPage } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { draw } from '../../../../src/ui/lenses/lossPlane/figure.tsx';
import { viewOf } from '../../../../src/ui/lenses/lossPlane/view.ts';
import { useDevice } from '../../../devices.ts';
import { MLP, networkOf, seenBy } from '../../../engine/looks/networks.ts';
import { expectFigure } from '../../../figures/wellFormed.ts';
import { onPaper } from '../onPaper.ts';
import { MOMENTS } from './moments.ts';

const DEVICE = await useDevice('cpu');
const page = createPage();
const { viewer, path } = viewOf(page);

beforeAll(() => startI18n('en'));
beforeEach(() => {
  viewer.store.setState(viewer.store.getInitialState(), true);
  // happy-dom paints nothing.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height) }),
    putImageData: () => undefined,
    clearRect: () => undefined,
    fillRect: () => undefined,
    getImageData: () => ({ data: [0, 0, 0, 255] }),
  } as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,AA==');
});
afterEach(() => vi.restoreAllMocks());

const drawn = (language: Language = 'en'): Promise<string> => onPaper(draw, { page, title: 'Path', language });

test('before there is a plane it says so', async () => {
  await expect(drawn()).rejects.toThrow('there is no plane yet');
});

test.each(LANGUAGES)('both losses with their path, and what is said of them, %s', async (language) => {
  const corners = [0, 2, 4].map((i) => MOMENTS[i]?.parameters ?? []) as unknown as Parameters<typeof planeThrough>[0];
  const question = { corners, grid: 9 };
  viewer.store.setState({
    seen: { subject: 'run', config: MLP, step: 900, question, answer: seenBy(lossPlane, networkOf(MLP), question, DEVICE).answer, took: 1 },
  });
  path.setState({
    missing: null,
    plane: { run: 'run', steps: [0, 100, 900], called: ['memorised', 'grokked'], plane: planeThrough(corners) },
    path: [
      { step: 0, x: 0, y: 0, distance: 0 },
      { step: 50, x: 1, y: 1, distance: 2 },
    ],
  });
  const elements = expectFigure(await drawn(language));
  expect(elements.filter(({ name }) => name === 'image')).toHaveLength(2);
  const words = elements.map((one) => one.words);
  expect(words.filter((line) => line === (language === 'en' ? 'grokked 900' : 'グロッキング 900'))).toHaveLength(2);
  expect(words.some((line) => line.includes(language === 'en' ? 'Straight from step 100' : 'ステップ 100 から 900'))).toBe(true);
});
