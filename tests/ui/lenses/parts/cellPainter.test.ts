/** What reaches the canvas: signs are stamped where they changed, and everywhere when the table or the theme does. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CellPainter } from '../../../../src/ui/lenses/parts/cellPainter.ts';
import { SHAPES } from '../../../../src/ui/lenses/parts/cellShapes.ts';

const drawImage = vi.fn<(...numbers: readonly unknown[]) => void>();
const clearRect = vi.fn<(...numbers: readonly number[]) => void>();
const fill = vi.fn<() => void>();
beforeEach(() => {
  vi.stubGlobal('Path2D', class {});
  HTMLCanvasElement.prototype.getContext = () => ({ drawImage, clearRect, fill, setTransform: () => undefined }) as never;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

const painted = () => drawImage.mock.calls.map(([, from, , , , x, y]) => [from, x, y]);

test('first all, then what changed', () => {
  const canvas = document.createElement('canvas');
  const styles = vi.spyOn(globalThis, 'getComputedStyle');
  const painter = new CellPainter(canvas);
  const common = { size: 2, pixels: 10, theme: 'light' };
  painter.paint({ ...common, cells: Int8Array.of(0, 3, -1, 5) });
  expect([canvas.width, canvas.height]).toEqual([20, 20]);
  expect(fill).toHaveBeenCalledTimes(6);
  expect(styles).toHaveBeenCalledOnce();
  expect(painted()).toEqual([
    [0, 0, 0],
    [30, 10, 0],
    [50, 10, 10],
  ]);
  vi.clearAllMocks();
  painter.paint({ ...common, cells: Int8Array.of(0, 5, -1, 5) });
  expect(painted()).toEqual([[50, 10, 0]]);
  expect(clearRect.mock.calls).toEqual([[10, 0, 10, 10]]);
  expect(fill).not.toHaveBeenCalled();
  // Colours are asked for with the signs, and not again for each table.
  expect(styles).not.toHaveBeenCalled();
  painter.paint({ ...common, theme: 'dark', cells: Int8Array.of(0, 5, -1, 5) });
  expect(fill).toHaveBeenCalledTimes(6);
  expect(drawImage).toHaveBeenCalledTimes(4);
  painter.paint({ ...common, theme: 'dark', pixels: 5, cells: Int8Array.of(0, 5, -1, 5) });
  expect([canvas.width, drawImage.mock.calls.length]).toEqual([10, 7]);
});

test('no two verdicts share a sign, whatever their colours', () => {
  const paths = Object.values(SHAPES).map(({ path }) => path);
  expect(new Set(paths).size).toBe(6);
});
