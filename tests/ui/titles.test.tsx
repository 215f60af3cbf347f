/** Whatever could be about the settings or about the run in front says which: the title, the window, what to look for, Run, the form, lenses, the link. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createActions } from '../../src/store/actions.ts';
import { createConfig } from '../../src/store/config.ts';
import { frontOf } from '../../src/store/front.ts';
import { createLibrary } from '../../src/store/library/library.ts';
import { createNotices } from '../../src/store/notices.ts';
import { createPage, type Page } from '../../src/store/page.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { PRESETS } from '../../src/engine/presets/index.ts';
import { PresetNote } from '../../src/ui/article/Notes.tsx';
import { Pending } from '../../src/ui/controls/Pending.tsx';
import { idsOf, type RunConfig } from '../../src/engine/config/config.ts';
import type { Change } from '../../src/engine/run/change.ts';
import { fieldAt, type Field } from '../../src/engine/config/fields.ts';
import { FieldRow } from '../../src/ui/controls/FieldRow.tsx';
import { Notices } from '../../src/ui/Notices.tsx';
import { PresetSelect } from '../../src/ui/header/PresetSelect.tsx';
import { Tools } from '../../src/ui/header/Tools.tsx';
import { Transport } from '../../src/ui/header/Transport.tsx';
import { startI18n } from '../../src/ui/i18n/index.ts';
import { PageProvider } from '../../src/ui/page.tsx';
import { WayOn } from '../../src/ui/status/WayOn.tsx';
import { Tooltip } from 'radix-ui';
import { metrics, snapshot } from '../store/events.ts';
import { MemoryShelf } from '../store/library/memoryShelf.ts';
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
  const library = createLibrary({ bench, shelf: new MemoryShelf(), tabs: null });
  const { runFiles, ownFiles, moment, calmMoment, beside } = createPage();
  page = {
    bench,
    moment,
    beside,
    calmMoment,
    library,
    runFiles,
    ownFiles,
    config,
    preferences,
    front,
    calm: front,
    actions,
    notices: createNotices(),
  } as unknown as Page;
  render(
    <PageProvider value={page}>
      <Tooltip.Provider>
        <PresetSelect />
        <Transport>{null}</Transport>
        <Tools onHelp={() => undefined} onLibrary={() => undefined} onTake={() => undefined} />
        <Pending />
        <WayOn />
        <Notices />
        <FieldRow {...(fieldAt(idsOf(page.config.store.getState().config), 'optimizer.lr') as Field)} path="optimizer.lr" />
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

const over = (step: number, reason: 'steps' | 'stopped'): void =>
  act(() => {
    table.event({ type: 'snapshot', step, snapshot: snapshot(step) });
    table.event({ type: 'finished', step, reason });
    vi.advanceTimersByTime(200);
  });
/** The run that was asked for has begun, as the worker tells it. */
const arrive = (): void =>
  act(() => {
    table.settle();
    table.begin();
    table.started(table.state.front?.config as never);
    table.event(metrics(3));
    vi.advanceTimersByTime(200);
  });

test('a run that was left can go on, also when it had grokked; one that had grokked by its end needs not', () => {
  begin();
  act(() => {
    for (const [kind, at] of [
      ['memorised', 4],
      ['grokked', 9],
    ] as const)
      table.event({ type: 'milestone', kind, step: at });
  });
  over(10, 'stopped');
  fireEvent.click(screen.getByText('Continue from step 10'));
  act(() => table.settle());
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 10 }, told: { step: 10 } });
  arrive();
  act(() => {
    for (const [kind, at] of [
      ['memorised', 4],
      ['grokked', 9],
    ] as const)
      table.event({ type: 'milestone', kind, step: at });
  });
  over(10, 'steps');
  expect(screen.queryByText(/^Continue/)).toBeNull();
});

test('a run left out of sight is told of by its name, and goes on from there', () => {
  begin();
  over(10, 'steps');
  const [ended] = table.state.runs;
  act(() => void page.actions.set('init.scale', '2'));
  fireEvent.click(document.querySelector('#run') as HTMLElement);
  arrive();
  act(() => table.event({ type: 'snapshot', step: 3, snapshot: snapshot(3) }));
  act(() => page.bench.bringToFront(ended as never));
  expect(text('.notice')).toBe('');
  act(() => page.actions.step());
  arrive();
  expect(text('.notice')).toContain('«B seed 3, init scale 2» was left at step 3: only a race trains several runs at a time.');
  fireEvent.click(screen.getByText('Continue from step 3'));
  act(() => table.settle());
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 3 }, config: { init: { scale: 2 } } });
});

test.each<[string, readonly Change[], Partial<RunConfig>, string, string]>([
  ['a plan beside none', [{ step: 1200, patch: { 'optimizer.lr': 1e-4 } }], {}, 'from step 1,200 learning rate 0.0001', 'no change on its way'],
  ['two changed ones', [], { seed: 99 }, 'seed 99', 'seed 3'],
])('of one title they are told apart: %s', (_, plan, changes, next, now) => {
  act(() => void page.actions.set('init.scale', '2'));
  begin();
  const { config, landscape } = page.config.store.getState();
  act(() => page.config.adopt({ config: { ...config, ...changes }, landscape }, 'default', plan));
  expect(text('.pending')).toContain(`These are the settings of «The whole story, ${next}». The run in front is «The whole story, ${now}».`);
  expect(seen()).toMatchObject({ title: 'The whole story', run: `Run The whole story, ${next}` });
});

test('a field says which value is in force where a plan has made it another', () => {
  const { config, landscape } = page.config.store.getState();
  act(() => page.config.adopt({ config, landscape }, 'default', [{ step: 8, patch: { 'optimizer.lr': 1e-4 } }]));
  begin();
  expect(text('.in-force')).toBe('');
  act(() => {
    table.event({ type: 'changed', step: 8, patch: { 'optimizer.lr': 1e-4 } });
    vi.advanceTimersByTime(200);
  });
  expect(text('.in-force')).toContain('0.0001');
  const input = screen.getByRole('textbox', { name: /learning rate/ });
  expect(input.getAttribute('aria-describedby')).toContain(document.querySelector('.in-force')?.id);
  // Of another run, or of one that is over, it is not said.
  act(() => page.actions.choosePreset('nanda-113'));
  expect(text('.in-force')).toBe('');
});

test('a space within a name that is typed into the menu scrolls nothing, and is no choice', () => {
  const trigger = document.querySelector('.preset-trigger') as HTMLElement;
  fireEvent.keyDown(trigger, { key: 'Enter' });
  const item = screen.getAllByRole('menuitemradio')[0] as HTMLElement;
  for (const key of ['n', 'o']) expect(fireEvent.keyDown(item, { key })).toBe(true);
  // Cancelled, so that the browser does nothing of its own with it.
  expect(fireEvent.keyDown(item, { key: ' ' })).toBe(false);
  expect(screen.queryAllByRole('menuitemradio')).not.toEqual([]);
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
