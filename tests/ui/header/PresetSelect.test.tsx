/** The key after the one that opened or closed something goes where it is seen to go, however soon it comes. */
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { PRESET_GROUPS } from '../../../src/engine/presets/preset.ts';
import { createPage, type Page } from '../../../src/store/page.ts';
import { App } from '../../../src/ui/App.tsx';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { renderInPage } from '../inPage.tsx';

const done = { toggle: vi.fn<() => void>(), step: vi.fn<() => void>(), reset: vi.fn<() => void>(), newSeed: vi.fn<() => void>() };
const KEYS = [
  [' ', 'toggle'],
  ['.', 'step'],
  ['r', 'reset'],
  ['n', 'newSeed'],
] as const;
const groups = Object.keys(PRESET_GROUPS);
let page: Page;

beforeEach(() => {
  startI18n('en');
  vi.resetAllMocks();
  const made = createPage();
  page = { ...made, actions: { ...made.actions, ...done } };
});
afterEach(() => {
  vi.unstubAllGlobals();
  cleanup();
});

/** Presses as a browser does: what React does at once is done, and nothing that it leaves to a later task. */
async function press(key: string): Promise<void> {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  // By this React knows that a reader waits; jsdom leaves it out.
  vi.stubGlobal('event', event);
  (document.activeElement ?? document.body).dispatchEvent(event);
  vi.stubGlobal('event', undefined);
  for (let i = 0; i < 10; i++) await Promise.resolve();
}
const calls = (): number => Object.values(done).reduce((sum, { mock }) => sum + mock.calls.length, 0);

async function show(): Promise<void> {
  await act(async () => void renderInPage(<App />, page));
  await waitFor(() => expect(document.querySelector('.article')).not.toBeNull(), { timeout: 15_000 });
}

async function chooseSecond(): Promise<void> {
  await show();
  const trigger = screen.getByRole('button', { name: /^Preset/ });
  trigger.focus();
  await press('Enter');
  await waitFor(() => expect(screen.getAllByRole('menuitemradio')).toHaveLength(PRESETS.length), { timeout: 15_000 });
  screen.getByRole('menuitemradio', { name: (_, { textContent }) => textContent.startsWith(PRESETS[1]?.label.en ?? '?') }).focus();
}

test.each(KEYS)('«%s» behind a choice of preset is the page’s, not the menu’s', async (key, does) => {
  await chooseSecond();
  let then: unknown = null;
  done[does].mockImplementation(() => void (then = page.config.store.getState().basedOn));
  await press('Enter');
  expect(document.querySelector('[role=menu]')).toBeNull();
  await press(key);
  expect(done[does]).toHaveBeenCalledTimes(1);
  // However soon the key comes, it finds the preset chosen.
  expect(then).toBe(PRESETS[1]?.id);
  expect(calls()).toBe(1);
  await waitFor(() => expect(document.activeElement?.id).toBe('run'));
  expect(page.config.store.getState()).toMatchObject({ basedOn: PRESETS[1]?.id, choice: 1 });
});

test('Enter twice chooses once', async () => {
  await chooseSecond();
  await press('Enter');
  await press('Enter');
  expect(page.config.store.getState().choice).toBe(1);
});

test('a choice takes a task of its own, and comes without another key, too', async () => {
  await chooseSecond();
  await press('Enter');
  expect(page.config.store.getState()).toMatchObject({ basedOn: PRESETS[0]?.id, choice: 0 });
  await waitFor(() => expect(page.config.store.getState()).toMatchObject({ basedOn: PRESETS[1]?.id, choice: 1 }));
});

test.each([
  ['a name', ['w', 'i', 't', 'h', 'o', 'u', 't'], PRESETS.find(({ label }) => label.en.startsWith('Without'))],
  ['End', ['End'], PRESETS.toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group)).at(-1)],
])('%s behind the key that opens the presets finds its line, also where that has not come yet', async (_, keys, preset) => {
  await show();
  screen.getByRole('button', { name: /^Preset/ }).focus();
  await press('Enter');
  expect(screen.getAllByRole('menuitemradio').length).toBeLessThan(PRESETS.length);
  for (const key of keys) await press(key);
  await waitFor(() => expect(document.activeElement?.textContent.startsWith(preset?.label.en ?? '?')).toBe(true));
});

test.each(KEYS)('«%s» behind a question mark is the help’s, not the page’s, and Escape behind that closes it', async (key) => {
  await show();
  await press('?');
  screen.getByRole('dialog', { name: /Keyboard|Keys/ });
  await press(key);
  expect(calls()).toBe(0);
  await press('Escape');
  expect(screen.queryByRole('dialog')).toBeNull();
  await press(key);
  expect(calls()).toBe(1);
});
