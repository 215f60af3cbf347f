/** Setting up a race, and the bar of one that goes on. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { createActions } from '../../../src/store/actions.ts';
import { createConfig } from '../../../src/store/config.ts';
import type { Page } from '../../../src/store/page.ts';
import { createPreferences } from '../../../src/store/preferences.ts';
import { speak, startI18n } from '../../../src/ui/i18n/index.ts';
import { RaceBar } from '../../../src/ui/race/RaceBar.tsx';
import { RaceMenu } from '../../../src/ui/race/RaceMenu.tsx';
import { Table } from '../../store/table.ts';
import { renderInPage } from '../inPage.tsx';

startI18n('en');
let table: Table;
let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(navigator, 'hardwareConcurrency', 'get').mockReturnValue(2);
  table = new Table();
  const settings = createConfig();
  settings.adopt({ config: defaultConfig(), landscape: settings.store.getState().landscape }, 'default');
  const actions = createActions({ bench: table.bench, config: settings, preferences: createPreferences() });
  page = { bench: table.bench, config: settings, actions } as unknown as Page;
  renderInPage(
    <>
      <RaceMenu />
      <RaceBar />
    </>,
    page,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Race' }));
});
afterEach(() => {
  cleanup();
  act(() => speak('en'));
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const values = (): string[] => screen.getAllByRole('textbox').map((one) => (one as HTMLInputElement).value);
const type = (name: string, value: string): void => void fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const start = (): HTMLElement => screen.getByRole('button', { name: 'Start the race' });
const said = (): string => screen.getByRole('dialog').textContent ?? '';

test('proposes values of the weight decay, and says how four runs share the cores and what computes them', () => {
  expect(values()).toHaveLength(4);
  expect(values()[0]).toBe('0');
  expect(said()).toContain('4 runs take turns by steps on 1 core');
  expect(said()).toContain('WASM');
  act(() => speak('ja'));
  expect(said()).toContain('4 個の実行が 1 コア');
});

test('what is no value of the field, or twice the same, starts nothing and is said', () => {
  type('Variant 2', 'much');
  expect(said()).toMatch(/must be/);
  fireEvent.click(start());
  type('Variant 2', '0');
  expect(said()).toContain('Two to four different values');
  fireEvent.click(start());
  expect(table.state.runs).toEqual([]);
  expect(start().getAttribute('aria-disabled')).toBe('true');
});

test('two of another field, of which there are words to choose from', () => {
  fireEvent.change(screen.getByRole('combobox', { name: 'What they differ in' }), { target: { value: 'optimizer.id' } });
  while (screen.queryAllByRole('button', { name: /^Leave out/ }).length > 2) fireEvent.click(screen.getAllByRole('button', { name: /^Leave out/ }).at(-1));
  fireEvent.click(start());
  expect(screen.queryByRole('dialog')).toBe(null);
  expect(new Set(table.state.runs.map(({ config }) => config.optimizer.id)).size).toBe(table.state.runs.length);
});

test('the bar says what races and how, pauses all and ends all', () => {
  fireEvent.click(start());
  const bar = (): string => document.querySelector('.race-bar')?.textContent ?? '';
  expect(bar()).toContain('Race: weight decay · 4 take turns on 1 core');
  fireEvent.click(screen.getByRole('button', { name: 'Pause all' }));
  expect(screen.getByRole('button', { name: 'Resume all' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Stop all' }));
  expect(bar()).toBe('');
});
