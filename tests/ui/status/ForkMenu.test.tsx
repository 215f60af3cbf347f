/** What a run may be forked into: where, with what, and why not. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { NOTHING } from '../../../src/engine/run/learned.ts';
import { createActions } from '../../../src/store/actions.ts';
import { createConfig } from '../../../src/store/config.ts';
import { createForks } from '../../../src/store/forks.ts';
import { frontOf } from '../../../src/store/front.ts';
import { LIVE, type Moment } from '../../../src/store/moment.ts';
import type { Page } from '../../../src/store/page.ts';
import { createPreferences } from '../../../src/store/preferences.ts';
import { speak, startI18n } from '../../../src/ui/i18n/index.ts';
import { ForkMenu } from '../../../src/ui/status/ForkMenu.tsx';
import { Table } from '../../store/table.ts';
import { renderInPage } from '../inPage.tsx';

startI18n('en');
let table: Table;
let page: Page;
const config = { ...defaultConfig(), steps: 4000 };

beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
  const front = frontOf(table.bench);
  const settings = createConfig();
  settings.adopt({ config, landscape: settings.store.getState().landscape }, 'default');
  const actions = createActions({ bench: table.bench, config: settings, preferences: createPreferences() });
  const moment = { store: createStore(() => LIVE), goTo: () => undefined, prepare: () => undefined } as unknown as Moment;
  page = {
    bench: table.bench,
    config: settings,
    front,
    calm: front,
    moment,
    actions,
    forks: createForks({ actions, config: settings, front, moment }),
  } as unknown as Page;
  renderInPage(<ForkMenu />, page);
});
afterEach(() => {
  cleanup();
  act(() => speak('en'));
  vi.useRealTimers();
});

const button = (name: RegExp | string): HTMLElement => screen.getByRole('button', { name });
/** A run with a network of step 20. */
const trained = (): void =>
  act(() => {
    page.actions.restart();
    table.settle();
    table.begin();
    table.started(config);
    table.event({ type: 'metrics', step: 20, values: { 'train.loss': 1 } });
    table.event({ type: 'snapshot', step: 20, snapshot: { step: 20, parameters: [], slots: [], heldNorm: null, changes: [], learned: NOTHING } });
    vi.advanceTimersByTime(500);
  });
const opened = (): void => {
  trained();
  fireEvent.click(button('Fork'));
};

test('is there once there is a network to go on from', () => {
  expect(screen.queryByRole('button')).toBe(null);
  trained();
  expect(button('Fork')).toBeTruthy();
});

test('says what each would do, and of what cannot be done why', () => {
  opened();
  expect(button('Wait at step 20')).toBeTruthy();
  for (const [name, why] of [
    [/with the settings as they are/, 'change one first'],
    [/at memorisation/, 'has not memorised'],
    [/after 1,000 steps/, 'not come to step 1,000'],
  ] as const) {
    const one = button(name);
    expect(one.getAttribute('aria-disabled')).toBe('true');
    expect(document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent).toContain(why);
    fireEvent.click(one);
  }
  act(() => table.settle());
  expect(table.runs).toHaveLength(1);
});

test('α is typed, and takes no number that is none; the press begins the run and closes the menu', () => {
  opened();
  const field = screen.getByRole('textbox', { name: 'all weights ×' });
  const type = (value: string): void => {
    fireEvent.change(field, { target: { value } });
    fireEvent.keyDown(field, { key: 'Enter' });
  };
  type('-3');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  type('0.25');
  expect(field.getAttribute('aria-invalid')).toBe('false');
  fireEvent.click(button(/Rescale/));
  act(() => {
    table.settle();
    table.begin();
  });
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 20 }, told: { changes: [{ step: 20, patch: { 'weights.scale': 0.25 } }] } });
  expect(screen.queryByRole('dialog')).toBe(null);
});

test('what would be another network is named, in the reader’s language, and the run goes on', () => {
  opened();
  act(() => void page.actions.set('task.p', 7));
  act(() => speak('ja'));
  fireEvent.click(button(/今の設定で/));
  expect(document.querySelector('.fork-told')?.textContent).toContain('変えないでください');
  expect(table.shown.status).toBe('running');
});
