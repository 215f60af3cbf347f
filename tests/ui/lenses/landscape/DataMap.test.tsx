/** The map of data sizes: its cells, its words, and the row that is chosen. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { DataMap } from '../../../../src/ui/lenses/landscape/DataMap.tsx';
import { boxOf } from '../../../../src/ui/lenses/landscape/scales.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { planOf, pointOf } from './points.ts';

beforeAll(() => startI18n('en'));
afterEach(cleanup);

const plan = planOf({ sizes: 3, sizeFrom: 0.4, sizeTo: 1 });
const points = new Map(
  plan.points.map(({ key, alpha, amount }) => [
    key,
    pointOf(alpha, { amount, testLoss: alpha * amount, trainError: alpha === 10 && amount === 0.3 ? 0.5 : 0 }),
  ]),
);

let chosen: number[];
function map(rest: Partial<Parameters<typeof DataMap>[0]> = {}): HTMLElement {
  chosen = [];
  const { container } = render(
    <DataMap
      plan={plan}
      points={points}
      perAlpha={25}
      box={boxOf(400, 200)}
      height="loss"
      fitted={0.99}
      norm={25}
      amountName="train fraction"
      fraction
      amount={0.75}
      onAmount={(amount) => chosen.push(amount)}
      {...rest}
    />,
  );
  return container;
}
const count = (container: HTMLElement, selector: string): number => container.querySelectorAll(selector).length;

test('every point has a cell, coloured where it is done, hatched where it is not yet fitted', () => {
  const whole = map();
  expect([count(whole, '.lu-cell'), count(whole, '.lu-cell.empty'), count(whole, 'rect[fill^="url(#"]')]).toEqual([9, 0, 1]);
  expect(count(whole, '.lu-isoline path')).toBeGreaterThan(0);
  expect(whole.querySelector('figcaption')?.textContent).toContain('Validation loss by norm and train fraction');
  cleanup();
  const [first] = points;
  const begun = map({ points: new Map([first as [string, ReturnType<typeof pointOf>]]) });
  expect([count(begun, '.lu-cell.empty'), count(begun, '.lu-isoline')]).toEqual([8, 0]);
  cleanup();
  expect(count(map({ points: new Map() }), '.lu-map-key')).toBe(0);
});

test('the run stands on the row of its own amount, where the map reaches', () => {
  expect(count(map(), '.lu-map-here')).toBe(1);
  cleanup();
  expect(count(map({ norm: null }), '.lu-map-here')).toBe(0);
  cleanup();
  expect(count(map({ norm: 9999 }), '.lu-map-here')).toBe(0);
});

test('rows are named, and chosen by key within their bounds', () => {
  const names = (container: HTMLElement): string[] => [...container.querySelectorAll('.lu-axes text')].slice(0, 3).map(({ textContent }) => textContent ?? '');
  expect(names(map())).toEqual(['30\u00a0%', '47\u00a0%', '75\u00a0%']);
  const slider = screen.getByRole('slider', { name: 'Map: choose a row, train fraction' });
  expect([slider.getAttribute('aria-valuenow'), slider.getAttribute('aria-valuetext')]).toEqual(['3', '75\u00a0%']);
  for (const key of ['ArrowUp', 'ArrowDown', 'Home', 'End', 'a']) fireEvent.keyDown(slider, { key });
  expect(chosen).toEqual([0.75, 0.47, 0.3, 0.75]);
  cleanup();
  expect(names(map({ fraction: false }))).toEqual(['0.3', '0.47', '0.75']);
});
