/** Whatever could be about the settings or about the run in front says which: the title, the window, what to look for, Run, the form, lenses, the link. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createActions } from '../../src/store/actions.ts';
import { createConfig } from '../../src/store/config.ts';
import { frontOf } from '../../src/store/front.ts';
import { createNotices } from '../../src/store/notices.ts';
import type { Page } from '../../src/store/page.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { PRESETS } from '../../src/engine/presets/index.ts';
import { PresetNote } from '../../src/ui/article/Notes.tsx';
import { Pending } from '../../src/ui/controls/Pending.tsx';
import { PresetSelect } from '../../src/ui/header/PresetSelect.tsx';
import { Tools } from '../../src/ui/header/Tools.tsx';
import { Transport } from '../../src/ui/header/Transport.tsx';
import { startI18n } from '../../src/ui/i18n/index.ts';
import { PageProvider } from '../../src/ui/page.tsx';
import { WayOn } from '../../src/ui/status/WayOn.tsx';
import { Tooltip } from 'radix-ui';
import { metrics, snapshot } from '../store/events.ts';
import { Table } from '../store/table.ts';

startI18n('en');
let table: Table;
let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  table = new Table();
  const { bench } = table;
  const [config, preferences, front] = [createConfig(), createPreferences(), frontOf(bench)];
  const actions = createActions({ bench, config, preferences });
  page = { bench, config, preferences, front, calm: front, actions, notices: createNotices() } as unknown as Page;
  render(
    <PageProvider value={page}>
      <Tooltip.Provider>
        <PresetSelect />
        <Transport>{null}</Transport>
        <Tools onHelp={() => undefined} />
        <Pending />
        <WayOn />
        <PresetNote />
      </Tooltip.Provider>
    </PageProvider>,
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const text = (selector: string): string => document.querySelector(selector)?.textContent ?? '';
const seen = () => ({ title: text('.preset-name'), note: text('.preset-note-name'), run: text('#run') });
function begin(): void {
  fireEvent.click(screen.getByText(/^Run/));
  act(() => {
    table.settle();
    table.begin();
    table.started(page.config.store.getState().config);
    table.event(metrics(10));
    vi.advanceTimersByTime(200);
  });
}

test('before a run all is about the settings', () => {
  expect(seen()).toEqual({ title: 'The whole story', note: 'The whole story', run: 'Run' });
  act(() => page.actions.choosePreset('nanda-113'));
  expect(seen()).toEqual({ title: 'Nanda’s transformer, p = 113', note: 'Nanda’s transformer, p = 113', run: 'Run' });
});

test('a preset chosen in mid-run changes what Run would do, and nothing that is said of the run', () => {
  begin();
  expect(seen()).toEqual({ title: 'The whole story', note: 'The whole story', run: 'Pause' });
  act(() => page.actions.choosePreset('nanda-113'));
  expect(seen()).toEqual({ title: 'The whole story', note: 'The whole story', run: 'Run Nanda’s transformer, p = 113' });
  expect(text('.pending')).toContain('These are the settings of «Nanda’s transformer, p = 113». The run in front is «The whole story».');
  expect(screen.getByRole('button', { name: 'Copy a link to the settings of the next run' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Pause the run in front' })).toBeTruthy();
  fireEvent.click(document.querySelector('#run') as HTMLElement);
  act(() => {
    table.settle();
    table.begin();
    table.started(page.config.store.getState().config);
    vi.advanceTimersByTime(200);
  });
  expect(seen()).toEqual({ title: 'Nanda’s transformer, p = 113', note: 'Nanda’s transformer, p = 113', run: 'Pause' });
  expect(text('.pending')).toBe('');
  // The other one in front again: all that is about a run is about that one.
  act(() => page.bench.bringToFront(page.bench.store.getState().runs[0] as never));
  expect(seen()).toEqual({ title: 'The whole story', note: 'The whole story', run: 'Run Nanda’s transformer, p = 113' });
});

test('a link opened in mid-run, to other settings of the same preset', () => {
  begin();
  const { config, landscape } = page.config.store.getState();
  act(() => page.config.adopt({ config: { ...config, seed: 99 }, landscape }, 'default'));
  expect(seen()).toEqual({ title: 'The whole story', note: 'The whole story', run: 'Run The whole story, changed' });
  act(() => page.config.adopt({ config, landscape }, 'default'));
  expect(seen().run).toBe('Pause');
});

test('a field changed in mid-run is no other run', () => {
  begin();
  act(() => void page.actions.set('task.p', '47'));
  expect(seen()).toEqual({ title: 'The whole story', note: 'The whole story', run: 'Pause' });
  expect(text('.pending')).toContain('1 setting applies to the next run.');
});

test('once a run is over, Run and the link say that a changed field makes another', () => {
  begin();
  act(() => {
    table.event({ type: 'finished', step: 10, reason: 'steps' });
    vi.advanceTimersByTime(200);
  });
  expect(seen().run).toBe('Rerun');
  expect(screen.getByRole('button', { name: 'Copy a link to this run' })).toBeTruthy();
  act(() => void page.actions.set('optimizer.lr', '0.01'));
  expect(seen()).toEqual({ title: 'The whole story', note: 'The whole story', run: 'Run The whole story, changed' });
  expect(screen.getByRole('button', { name: 'Copy a link to the settings of the next run' })).toBeTruthy();
});

test('the way on from an end is the run’s own', () => {
  begin();
  act(() => {
    table.event({ type: 'snapshot', step: 10, snapshot: snapshot(10) });
    table.event({ type: 'finished', step: 5000, reason: 'steps' });
    vi.advanceTimersByTime(200);
  });
  expect(screen.getByText('Continue to step 10,000')).toBeTruthy();
  act(() => page.actions.choosePreset('mnist-omnigrok'));
  expect(screen.getByText('Continue to step 10,000')).toBeTruthy();
});

test.each(PRESETS.map(({ id }) => id))('the title of a run is its preset, whatever is asked for: %s', (id) => {
  act(() => page.actions.choosePreset(id));
  const { label } = PRESETS.find((preset) => preset.id === id) as (typeof PRESETS)[number];
  begin();
  for (const { id: next } of PRESETS.slice(0, 3)) {
    act(() => page.actions.choosePreset(next));
    expect(seen().title).toBe(label.en);
    expect(seen().note).toBe(label.en);
    expect(seen().run === 'Pause').toBe(next === id);
  }
});
