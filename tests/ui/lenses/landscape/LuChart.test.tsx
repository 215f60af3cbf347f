/** The chart of the L and the U: a mark for everything it shows, and none for what it does not know. */
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createRecord } from '../../../../src/engine/run/record.ts';
import { LuChart } from '../../../../src/ui/lenses/landscape/LuChart.tsx';
import { columnsOf, trailOf } from '../../../../src/ui/lenses/landscape/reading.ts';
import { boxOf } from '../../../../src/ui/lenses/landscape/scales.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import { metrics } from '../../../store/events.ts';
import { config, planOf, pointOf } from './points.ts';

beforeAll(() => startI18n('en'));
afterEach(cleanup);

const plan = planOf({ alphaCount: 5 });
const keyOf = (alpha: number): string => plan.points.find((point) => point.alpha === alpha)?.key ?? '';
const [a, b, c, d, e] = plan.alphas as [number, number, number, number, number];
const look = { amount: 0.75, perAlpha: 25, height: 'loss', fitted: 0.99 } as const;
const results = new Map([
  [keyOf(a), pointOf(a, { trainLoss: 1, testLoss: 1 })],
  [keyOf(b), pointOf(b, { trainLoss: 1e-9, testLoss: 0.01 })],
  [keyOf(c), pointOf(c, { trainLoss: 0.2, testLoss: 5, trainError: 0.5 })],
]);
const doing = new Map([[keyOf(d), { step: 50, result: pointOf(d) }]]);

function chart(rest: Partial<Parameters<typeof LuChart>[0]> = {}): HTMLElement {
  const { container } = render(
    <LuChart
      columns={columnsOf(plan, { results, doing }, look)}
      perAlpha={25}
      box={boxOf(400, 300)}
      height="loss"
      valley={null}
      trail={null}
      at={null}
      onAt={() => undefined}
      label="points"
      reading={() => 'words'}
      {...rest}
    />,
  );
  return container;
}
const count = (container: HTMLElement, selector: string): number => container.querySelectorAll(selector).length;

test('points that are done are marked, a tiny loss on the edge, one not yet fitted hollow; the others show how far they are', () => {
  const shown = chart();
  // Train: a ring, an arrow, a hollow one; test: two discs and a hollow one.
  expect(count(shown, '.lu-curve circle')).toBe(5);
  expect(count(shown, '.lu-curve circle[stroke-dasharray]')).toBe(2);
  expect([...shown.querySelectorAll('.lu-curve path')].filter((path) => path.getAttribute('d')?.endsWith('z'))).toHaveLength(1);
  expect(count(shown, 'rect[fill^="url(#"]')).toBe(1);
  const tracks = [...shown.querySelectorAll('.lu-progress g')];
  expect(tracks).toHaveLength(2);
  expect(tracks.map((track) => track.querySelectorAll('rect').length)).toEqual([2, 1]);
  expect(tracks[0]?.querySelectorAll('rect')[1]?.getAttribute('height')).toBe('7');
  expect(e).toBe(10);
});

test('the valley has its band, and the run its trail and its place', () => {
  expect(count(chart(), '.lu-valley, .lu-way, .lu-here, .lu-rule')).toBe(0);
  cleanup();
  const record = createRecord('r', config);
  for (let step = 0; step < 4; step++) record.take(metrics(step, 0, 0, 30 - step));
  const shown = chart({ valley: { low: 5, high: 9, bottom: 7, floor: 0.01, factor: 10, open: false }, trail: trailOf(record, 'loss'), at: 1 });
  expect(shown.querySelector('.lu-valley')?.textContent).toBe('valley');
  expect(count(shown, '.lu-way path')).toBe(2);
  expect(shown.querySelector('.lu-here')?.textContent).toBe('this run');
  expect(count(shown, '.lu-rule')).toBe(1);
});

test('the axes are norms, init scales, and decades or per cent', () => {
  const words = (container: HTMLElement): string[] => [...container.querySelectorAll('.lu-axes text')].map(({ textContent }) => textContent ?? '');
  expect(words(chart())).toEqual(expect.arrayContaining(['loss', 'norm', 'α', '0.001', '200']));
  cleanup();
  expect(words(chart({ height: 'error' }))).toEqual(expect.arrayContaining(['error, %', '100', '50', '0']));
});
