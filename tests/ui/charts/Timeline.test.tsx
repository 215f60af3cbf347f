/** The timeline: keys and pointer go to a moment, and from the last of them back to the latest; the badge says which, and is the way back. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { createMoment, type Moment } from '../../../src/store/moment.ts';
import { createPage } from '../../../src/store/page.ts';
import { createPlay } from '../../../src/store/play.ts';
import { createStage, type Stage } from '../../../src/ui/charts/stage.ts';
import { Timeline } from '../../../src/ui/charts/Timeline.tsx';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { metrics, snapshot } from '../../store/events.ts';
import { Table } from '../../store/table.ts';
import { renderInPage } from '../inPage.tsx';
import { fakeClock } from './fakeClock.ts';

startI18n('en');
const KEPT = [0, 1, 5, 10, 40];
let table: Table;
let moment: Moment;
let stage: Stage;

beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
  const { front } = table;
  moment = createMoment({
    front,
    replayer: { ready: () => undefined, replay: () => undefined, rest: () => undefined, leave: () => undefined },
    now: () => performance.now(),
  });
  const play = createPlay({ moment, front, looks: { isShown: () => false, isBehind: () => false }, now: () => performance.now() });
  stage = createStage('log', fakeClock());
  table.bench.start(defaultConfig());
  table.settle();
  table.begin();
  table.started(defaultConfig());
  for (let step = 0; step <= 99; step++) table.event(metrics(step));
  for (const step of KEPT) table.event({ type: 'snapshot', step, snapshot: snapshot(step) });
  vi.advanceTimersByTime(200);
  stage.record.set(table.shown.record);
  renderInPage(<Timeline stage={stage} width={600} margin={{ top: 0, right: 100, bottom: 0, left: 0 }} compact={false} />, {
    ...createPage(),
    front,
    calm: front,
    moment,
    play,
  });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const slider = (): HTMLElement => screen.getByRole('slider');
const step = () => moment.store.getState().step;
const press = (key: string, shiftKey = false): void => void fireEvent.keyDown(slider(), { key, shiftKey });

test('arrows go along the moments that are kept, and after the last to the latest', () => {
  const seen: (number | null)[] = [];
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Home', 'ArrowLeft', 'ArrowRight', 'End']) {
    press(key);
    seen.push(step());
  }
  expect(seen).toEqual([40, 10, 5, 0, 0, 1, null]);
  press('ArrowRight');
  expect(step()).toBeNull();
  act(() => moment.goTo(40));
  press('ArrowRight');
  expect(step()).toBeNull();
  act(() => moment.goTo(50));
  press('ArrowLeft', true);
  expect(step()).toBe(5);
  press('Escape');
  expect(step()).toBeNull();
  fireEvent.keyDown(slider(), { key: 'ArrowLeft', ctrlKey: true });
  expect(step()).toBeNull();
});

test('the badge says where one is, and leads back', () => {
  expect(screen.getByText('LIVE')).toBeTruthy();
  expect(slider().getAttribute('aria-valuetext')).toBe('latest');
  act(() => moment.goTo(10));
  expect(slider().getAttribute('aria-valuetext')).toBe('step 10');
  fireEvent.click(screen.getByRole('button', { name: /AT STEP 10/ }));
  expect(step()).toBeNull();
  expect(screen.getByText('LIVE')).toBeTruthy();
});

test('a pointer goes to the evaluated step under it, and beyond the run to the latest', () => {
  slider().setPointerCapture = () => undefined;
  slider().hasPointerCapture = () => true;
  vi.spyOn(slider(), 'getBoundingClientRect').mockReturnValue({ left: 0 } as DOMRect);
  const end = Math.log10(defaultConfig().steps + 1);
  const at = (x: number): number => (500 * Math.log10(x + 1)) / end;
  fireEvent.pointerDown(slider(), { clientX: at(30) });
  expect(step()).toBe(30);
  fireEvent.pointerMove(slider(), { clientX: at(60), buttons: 1 });
  expect(step()).toBe(60);
  fireEvent.pointerMove(slider(), { clientX: at(20), buttons: 0 });
  expect(step()).toBe(60);
  fireEvent.pointerMove(slider(), { clientX: at(400), buttons: 1 });
  expect(step()).toBeNull();
});

test('the film is started and stopped by its button, in the length that was chosen', () => {
  fireEvent.change(screen.getByRole('combobox', { name: 'Length of the film' }), { target: { value: '5' } });
  fireEvent.click(screen.getByRole('button', { name: 'Play the run as a film' }));
  act(() => void vi.advanceTimersByTime(2500));
  expect(step()).toBeGreaterThan(5);
  expect(step()).toBeLessThan(15);
  fireEvent.click(screen.getByRole('button', { name: 'Stop the film' }));
  act(() => void vi.advanceTimersByTime(5000));
  expect(step()).not.toBeNull();
});

test('of curves alone the arrows go along their points', () => {
  cleanup();
  const bare = new Table();
  bare.bench.start(defaultConfig());
  bare.settle();
  bare.begin();
  bare.started(defaultConfig());
  for (const at of [0, 1, 10, 30]) bare.event(metrics(at));
  vi.advanceTimersByTime(200);
  const own = createMoment({
    front: bare.front,
    replayer: { ready: () => undefined, replay: () => undefined, rest: () => undefined, leave: () => undefined },
    now: () => performance.now(),
  });
  renderInPage(<Timeline stage={stage} width={600} margin={{ top: 0, right: 100, bottom: 0, left: 0 }} compact={false} />, {
    ...createPage(),
    front: bare.front,
    calm: bare.front,
    moment: own,
    play: createPlay({ moment: own, front: bare.front, looks: { isShown: () => false, isBehind: () => false }, now: () => performance.now() }),
  });
  const seen = ['ArrowLeft', 'ArrowLeft', 'Home', 'ArrowRight', 'End'].map((key) => {
    press(key);
    return own.store.getState().step;
  });
  expect(seen).toEqual([10, 1, 0, 1, null]);
});

test('keys are about the run as it is, and not as it was rendered last', () => {
  // Nothing is rendered between what is told and the key.
  table.event({ type: 'snapshot', step: 70, snapshot: snapshot(70) });
  slider().dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
  expect(step()).toBe(70);
});
