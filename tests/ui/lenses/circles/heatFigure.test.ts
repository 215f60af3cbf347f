/** The spectra step by step on paper. */
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { heatPart } from '../../../../src/ui/lenses/circles/heatFigure.ts';
import { WAVES } from './seen.ts';

const painted: number[] = [];
beforeAll(() => startI18n('en'));
beforeEach(() => {
  painted.length = 0;
  const context = {
    createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height), width, height }),
    putImageData: ({ data }: { data: Uint8ClampedArray }) => painted.push(...data),
  };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as unknown as null);
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,AAAA');
});
afterEach(() => vi.restoreAllMocks());

const row = (...of: number[]) => Float32Array.from(of);
const spectra = new Map([
  [0, row(0.5, 0.1, 0.1, 0.1, 0.1, 0.1)],
  [99, row(0, 0.6, 0, 0, 0.4, 0)],
]);
const shown = { seen: WAVES, table: 'outputs', spectra, step: 9, end: 99, language: 'en' } as const;

test('with the key frequencies, the moment, and whose they are', () => {
  const svg = heatPart(shown)?.markup.text ?? '';
  expect(svg).toContain('◆ 2');
  expect(svg).toContain('◆ 5');
  expect(svg).toContain(WAVES.outputs.label.en);
  expect(svg).toContain('ink: 60\u00a0%');
  // Half of the way on the log axis of 100 steps.
  expect(svg).toContain('d="M353 26');
  expect(svg).toContain('step, log');
  // Frequency 2 at the end is ink itself, frequency 1 paper.
  const [across, at] = [614, (k: number) => 4 * ((6 - k) * 614 + 613)];
  expect(painted).toHaveLength(4 * 6 * across);
  expect(painted.slice(at(2), at(2) + 4)).toEqual([0x1c, 0x1e, 0x21, 255]);
  expect(painted.slice(at(1), at(1) + 4)).toEqual([255, 255, 255, 255]);
});

test('in Japanese as well', () => {
  expect(heatPart({ ...shown, language: 'ja' })?.markup.text).toContain(WAVES.outputs.label.ja);
});

test('before two steps were looked at there is none', () => {
  expect(heatPart({ ...shown, spectra: new Map([[0, row(1, 0, 0, 0, 0, 0)]]) })).toBeNull();
});
