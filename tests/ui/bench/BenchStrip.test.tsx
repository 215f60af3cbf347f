/** The strip says of every run what it is and how it stands, and hides, shows, brings forward and dismisses it. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import type { Preset } from '../../../src/engine/presets/preset.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { createRecord } from '../../../src/engine/run/record.ts';
import { Snapshots } from '../../../src/engine/run/snapshots.ts';
import { ghostsOf } from '../../../src/store/places.ts';
import type { Entry } from '../../../src/store/library/entry.ts';
import { createRun, type LiveRun } from '../../../src/store/liveRun.ts';
import { BenchStrip } from '../../../src/ui/bench/BenchStrip.tsx';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { metricsAt } from '../../metrics.ts';
import { renderInPage } from '../inPage.tsx';

beforeEach(() => startI18n('en'));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const started = {
  type: 'started',
  step: 0,
  backend: 'wasm',
  kernels: 'simd',
  device: '',
  parameters: 1,
  trainSize: 1,
  valSize: 1,
  fallbacks: [],
  race: null,
} as const;

function run(id: string, config: RunConfig): LiveRun {
  const made = createRun(
    {
      record: createRecord(id, config),
      snapshots: new Snapshots(),
      origin: { basedOn: 'default', choice: 0 },
      parent: null,
      plan: [],
      request: 'auto',
      backend: null,
      paused: false,
      speed: null,
      death: null,
      elapsed: 0,
    },
    { send: () => true, now: () => 0, every: 1 },
  );
  made.hear({ type: 'event', run: id, event: started } as never);
  made.hear({ type: 'event', run: id, event: metricsAt(5, { train: { loss: 1, accuracy: 0.5 }, val: { loss: 1, accuracy: 0.5 } }) });
  return made;
}

function strip() {
  const { config } = PRESETS[0] as Preset;
  const [first, second] = [run('one', { ...config, seed: 7 }), run('two', { ...config, seed: 8, init: { ...config.init, scale: 2 } })];
  const { page } = renderInPage(<BenchStrip />);
  act(() => page.bench.store.setState({ runs: [first, second], front: second }));
  return { page, first, second };
}
const rows = (): string[] => screen.getAllByRole('listitem').map((row) => row.textContent ?? '');

test('what each run is, and how it stands as that changes', () => {
  const { first, second } = strip();
  expect(rows()).toEqual(['Aseed 7, init scale 1 · The whole story · running', 'Bseed 8, init scale 2 · The whole story · changed · running']);
  act(() => first.pause());
  expect(rows()[0]).toContain('paused');
  act(() => second.hear({ type: 'event', run: 'two', event: { type: 'diverged', step: 9, what: 'train.loss is NaN' } }));
  expect(rows()[1]).toContain('diverged');
  act(() => first.hear({ type: 'event', run: 'one', event: { type: 'finished', step: 9, reason: 'steps' } }));
  expect(rows()[0]).toContain('ended');
});

test('a run that was left says where; one that was stopped by its end does not', () => {
  const { first, second } = strip();
  act(() => first.leave());
  act(() => second.hear({ type: 'event', run: 'two', event: { type: 'finished', step: 5, reason: 'steps' } }));
  expect(rows()[0]).toContain('left at step 5');
  expect(rows()[1]).toContain('ended');
});

test('a run that trains behind the one in front is seen to, and has a pause of its own', () => {
  const { page, first, second } = strip();
  const on = (): (string | null)[] => screen.getAllByRole('listitem').map((row) => row.getAttribute('data-on'));
  act(() => second.hear({ type: 'event', run: 'two', event: { type: 'finished', step: 5, reason: 'steps' } }));
  expect(on()).toEqual(['true', 'false']);
  fireEvent.click(screen.getByRole('button', { name: 'Pause «A seed 7, init scale 1»' }));
  expect(first.store.getState().status).toBe('paused');
  fireEvent.click(screen.getByRole('button', { name: 'Resume «A seed 7, init scale 1»' }));
  expect(first.store.getState().status).toBe('running');
  // In front it has the page's own.
  act(() => page.bench.bringToFront(first));
  expect(screen.queryByRole('button', { name: /^Pause/ })).toBeNull();
});

test('runs that differ in nothing but a change on its way have two names, also while it is only made', () => {
  const { first, second, page } = strip();
  const third = run('three', first.config);
  act(() => page.bench.store.setState({ runs: [first, third], front: second }));
  expect(rows().map((row) => row.slice(1, 8))).toEqual(['seed 7 ', 'seed 7 ']);
  act(() => third.hear({ type: 'event', run: 'three', event: { type: 'changed', step: 12, patch: { 'optimizer.lr': 0.01 } } }));
  expect(rows()[1]).toContain('Bseed 7, from step 12 learning rate 0.01 · The whole story · changed');
  expect(rows()[0]).not.toContain('changed');
});

test('a run keeps its letter and its colour when one before it goes, and whichever is in front', () => {
  const { page, first, second } = strip();
  const looks = (): (string | undefined)[] => screen.getAllByRole('listitem').map((row) => row.querySelector('b')?.style.color);
  act(() =>
    page.bench.store.setState({
      places: new Map([
        ['one', 0],
        ['two', 4],
      ]),
    }),
  );
  expect([rows().map(([letter]) => letter), looks()]).toEqual([
    ['A', 'E'],
    ['var(--run-1)', 'var(--run-5)'],
  ]);
  const third = run('three', first.config);
  act(() =>
    page.bench.store.setState({
      runs: [second, third],
      front: third,
      places: new Map([
        ['two', 4],
        ['three', 0],
      ]),
    }),
  );
  expect([rows().map(([letter]) => letter), looks()]).toEqual([
    ['E', 'A'],
    ['var(--run-5)', 'var(--run-1)'],
  ]);
});

test('a run behind is hidden and shown; the one in front is neither', () => {
  const { page, first, second } = strip();
  expect(screen.getAllByRole('button', { name: /on the charts/ })).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { name: 'Hide «A seed 7, init scale 1» on the charts' }));
  expect(ghostsOf(page.bench.store.getState())).toEqual([]);
  expect(rows()).toHaveLength(2);
  fireEvent.click(screen.getByRole('button', { name: 'Show «A seed 7, init scale 1» on the charts' }));
  expect(ghostsOf(page.bench.store.getState())).toEqual([first]);
  fireEvent.click(screen.getByRole('button', { name: /^A seed 7/ }));
  expect(page.bench.store.getState().front).toBe(first);
  fireEvent.click(screen.getByRole('button', { name: /^Dismiss the run «B/ }));
  expect(page.bench.store.getState().runs).not.toContain(second);
});

test('a run that the reader named is called so', () => {
  const { page, second } = strip();
  act(() => page.library.store.setState({ entries: [{ id: second.id, name: 'Tuesday’s' }] as unknown as Entry[] }));
  expect(rows()).toEqual([expect.stringMatching(/^Aseed 7/), expect.stringMatching(/^BTuesday’s · /)]);
  act(() => page.library.store.setState({ entries: [{ id: second.id, name: null }] as unknown as Entry[] }));
  expect(rows()[1]).toMatch(/^Bseed 8/);
});

test('runs that made room without being asked to are named, and those that the reader hid are not', () => {
  const { page } = strip();
  expect(screen.getByRole('status').textContent).toBe('');
  act(() => page.bench.store.setState({ hidden: new Set(['one']), crowded: new Set(['one']) }));
  expect(screen.getByRole('status').textContent).toBe('The charts show 8 runs at most: A made room. The crossed eye beside a run puts it back.');
  act(() => page.bench.store.setState({ crowded: new Set() }));
  expect(screen.getByRole('status').textContent).toBe('');
});
