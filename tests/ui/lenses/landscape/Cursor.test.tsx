/** Reading out one point after another. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { Cursor } from '../../../../src/ui/lenses/landscape/Cursor.tsx';
import type { Plot } from '../../../../src/ui/lenses/landscape/plot.ts';
import { columnsOf } from '../../../../src/ui/lenses/landscape/reading.ts';
import { logScale } from '../../../../src/ui/lenses/landscape/scales.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { planOf, pointOf } from './points.ts';

beforeAll(() => startI18n('en'));
afterEach(cleanup);

const plan = planOf({ alphaCount: 5 });
/** The second and the fifth are not done. */
const results = new Map(plan.alphas.filter((_, i) => i !== 1 && i !== 4).map((alpha) => [String(alpha), pointOf(alpha)]));
const columns = columnsOf(plan, { results, doing: new Map() }, { amount: 0.75, perAlpha: 25, height: 'loss', fitted: 0.99 });
const plot: Plot = { x: logScale([2.5, 250], 0, 400), y: (height) => height, left: 0, right: 400, top: 0, bottom: 100 };

let chosen: (number | null)[];
function slider(at: number | null, some = columns): HTMLElement {
  cleanup();
  chosen = [];
  render(<Cursor plot={plot} columns={some} at={at} onAt={(to) => chosen.push(to)} label="points" reading={({ alpha }) => `words of ${alpha}`} />);
  return screen.getByRole('slider', { name: 'points' });
}
const after = (at: number | null, ...keys: string[]): (number | null)[] => {
  const element = slider(at);
  for (const key of keys) fireEvent.keyDown(element, { key });
  return chosen;
};

test('keys go from one done point to the next, and let go', () => {
  expect(after(0, 'ArrowRight', 'End', 'Home', 'Escape', 'ArrowLeft')).toEqual([2, 3, 0, null, 0]);
  expect(after(3, 'ArrowRight', 'ArrowLeft')).toEqual([3, 2]);
  expect(after(null, 'ArrowRight', 'ArrowLeft')).toEqual([0, 3]);
  expect(after(0, 'a', 'Tab')).toEqual([]);
  const element = slider(0);
  fireEvent.keyDown(element, { key: 'ArrowRight', ctrlKey: true });
  expect(chosen).toEqual([]);
});

test('before the first point there is nothing to read out', () => {
  const element = slider(
    null,
    columns.map((column) => ({ ...column, point: null })),
  );
  for (const key of ['ArrowRight', 'Escape']) fireEvent.keyDown(element, { key });
  expect(chosen).toEqual([]);
  expect(element.getAttribute('aria-valuetext')).toBe('nothing read out');
});

test('it says what it reads out', () => {
  expect(slider(2).getAttribute('aria-valuetext')).toBe('weight norm 25.0: words of 1');
  expect(slider(2).getAttribute('aria-valuenow')).toBe('3');
});

test('the pointer takes the nearest point that is done', () => {
  const element = slider(null);
  // The second column lies at 100; its neighbours at 0 and 200.
  for (const clientX of [90, 110, 390]) fireEvent.pointerMove(element, { clientX });
  fireEvent.pointerLeave(element);
  expect(chosen).toEqual([0, 2, 3, null]);
});
