/** The landscape's lens as a reader meets it, with a pool that the test speaks for. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { Tooltip } from 'radix-ui';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { LandscapePoint } from '../../../../src/engine/sweeps/point.ts';
import { createPage, type Page } from '../../../../src/store/page.ts';
import { startI18n } from '../../../../src/ui/i18n/index.ts';
import Landscape from '../../../../src/ui/lenses/landscape/Landscape.tsx';
import type { SweepListener } from '../../../../src/worker/sweepPool.ts';
import { FakePool } from '../../../store/fakePool.ts';
import { Memory } from '../../../store/memory.ts';
import { renderInPage } from '../../inPage.tsx';

const seat = vi.hoisted(() => ({ pool: null as FakePool | null, kept: null as Memory<LandscapePoint> | null }));
vi.mock('../../../../src/worker/sweepPool.ts', () => ({
  poolSize: () => 1,
  createSweepPool: (_: unknown, listener: SweepListener) => seat.pool?.connect(listener),
}));

vi.mock('../../../../src/store/keptPoints.ts', () => ({
  POINTS: 'points',
  browserPoints: {
    load: (keys: readonly string[]) => seat.kept?.load(keys),
    keep: (key: string, point: LandscapePoint) => seat.kept?.keep(key, point),
    forget: (keys: readonly string[]) => seat.kept?.forget(keys),
  },
}));

let page: Page;
let pool: FakePool;
let kept: Memory<LandscapePoint>;

function visit(): void {
  page = createPage();
  page.config.setField('landscape.alphaCount', 3);
  page.config.setField('landscape.steps', 100);
}

beforeAll(() => startI18n('en'));
beforeEach(() => {
  vi.useFakeTimers();
  pool = seat.pool = new FakePool();
  kept = seat.kept = new Memory();
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(500);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  visit();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pass = (ms: number): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));
const button = (name: RegExp | string): HTMLButtonElement => screen.getByRole('button', { name });
const press = (name: RegExp | string): boolean => fireEvent.click(button(name));
const says = (words: RegExp | string): boolean => screen.queryByText(words) !== null;

async function open(): Promise<void> {
  renderInPage(
    <Tooltip.Provider>
      <Landscape run={null} shown />
    </Tooltip.Provider>,
    page,
  );
  await pass(500);
}

test('it invites, is trained, paused, gone on with, and is done', async () => {
  await open();
  expect(says(/Start trains this network at 3 weight norms, each held for 100 steps/)).toBe(true);
  expect(says('sketch — press Start')).toBe(true);
  expect(screen.queryByRole('progressbar')).toBeNull();
  press('Start');
  act(() => pool.finish(1));
  expect(says('1 of 3 points')).toBe(true);
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe(String(1 / 3));
  press('Pause');
  expect(says('1 of 3 points · paused')).toBe(true);
  press('Resume');
  press('Cancel');
  press('Go on, 2 to go');
  act(() => pool.finish(2));
  await pass(200);
  expect(pool.told).toEqual(['start', 'pause', 'resume', 'stop', 'start']);
  expect(says('3 of 3 points')).toBe(true);
  expect(screen.queryByRole('button', { name: /Start$|Go on/ })).toBeNull();
  expect(screen.getByRole('slider', { name: 'LU landscape: read out points' })).toBeTruthy();
  expect(screen.getByRole('table').querySelectorAll('tbody tr')).toHaveLength(3);
  press('Start over');
  expect(button('Start').disabled).toBe(false);
});

test('points that the browser kept are there at the next visit', async () => {
  await open();
  press('Start');
  act(() => pool.finish(2));
  await pass(200);
  cleanup();
  visit();
  await open();
  expect(says('2 of 3 points')).toBe(true);
  expect(button('Go on, 1 to go')).toBeTruthy();
});

test('a browser that keeps nothing is told of once, and Start works', async () => {
  kept.mood = 'refusing';
  await open();
  expect(says(/This browser keeps no points here/)).toBe(true);
  press('Start');
  act(() => pool.finish(3));
  await pass(200);
  expect(screen.getAllByText(/This browser keeps no points here/)).toHaveLength(1);
});

test('a database that never answers holds Start up for three seconds and no longer', async () => {
  kept.mood = 'silent';
  await open();
  expect(button('Start').disabled).toBe(true);
  await pass(2600);
  expect(button('Start').disabled).toBe(false);
});

test('points that fail are told, with why', async () => {
  await open();
  press('Start');
  act(() => pool.fail('no backend'));
  await pass(200);
  expect(says(/Some points could not be trained \(no backend\)/)).toBe(true);
});

test('the grid is set here, and the map is one choice away', async () => {
  await open();
  press('Range, points and steps');
  const count = screen.getByRole<HTMLInputElement>('textbox', { name: 'points' });
  fireEvent.change(count, { target: { value: '5' } });
  fireEvent.keyDown(count, { key: 'Enter' });
  expect(page.config.store.getState().landscape.alphaCount).toBe(5);
  expect(says(/at 5 weight norms/)).toBe(true);
  // The dot leads back to the preset's, as in the form.
  press('Changed. Back to the preset’s 11');
  expect(page.config.store.getState().landscape.alphaCount).toBe(11);
  act(() => void page.config.setField('landscape.alphaCount', 2));
  fireEvent.click(screen.getByRole('radio', { name: 'map' }));
  expect(page.config.store.getState().landscape.sizes).toBe(5);
  await pass(0);
  press('Start');
  act(() => pool.finish(4));
  await pass(200);
  expect(screen.getByRole('slider', { name: /Map: choose a row/ })).toBeTruthy();
});

test('which points another tab trains is said, and that it is waited for once nothing else is left', async () => {
  await open();
  press('Start');
  act(() => {
    pool.hear.began(pool.id());
    pool.hear.elsewhere([pool.id(1)]);
  });
  await pass(200);
  expect(says('Another tab trains 1 more.')).toBe(true);
  act(() => pool.finish(1));
  act(() => pool.hear.elsewhere([pool.id(0), pool.id(1)]));
  expect(says('Waiting: another tab trains the last 2 points.')).toBe(true);
  press('Pause');
  expect(says('1 of 3 points · paused')).toBe(true);
});
