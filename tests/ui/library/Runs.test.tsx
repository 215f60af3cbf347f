/** Looking for kept runs: by name, preset, setting and outcome, in either language and by keys alone. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Entry } from '../../../src/store/library/entry.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { findPreset } from '../../../src/engine/presets/index.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { speak, startI18n } from '../../../src/ui/i18n/index.ts';
import { Runs } from '../../../src/ui/library/Runs.tsx';
import { renderInPage } from '../inPage.tsx';
import { keptRun } from './keptRun.ts';

startI18n('en');
beforeEach(() => speak('en'));
afterEach(cleanup);

function of(preset: string, pairs: Readonly<Record<string, string>> = {}): { readonly preset: string; readonly config: RunConfig } {
  const read = withPairs(findPreset(preset)?.config as RunConfig, Object.entries(pairs));
  if (!read.ok) throw new Error('no such settings');
  return { preset, config: read.config };
}
const grokkedAt = (entry: Entry, step: number): Entry => ({
  ...entry,
  run: {
    ...entry.run,
    milestones: [
      { kind: 'memorised', step: 100 },
      { kind: 'grokked', step },
    ],
  },
});

const ENTRIES: readonly Entry[] = [
  keptRun(0, { ...of('default'), name: 'Tuesday’s' }),
  keptRun(1, of('default', { 'optimizer.weightDecay': '0.3' })),
  grokkedAt(keptRun(2, of('default', { 'optimizer.weightDecay': '3' })), 1840),
  keptRun(3, { ...of('default', { seed: '8' }), end: { status: 'diverged', reason: null, what: null } }),
  keptRun(4, of('mlp-fast')),
  keptRun(5, of('mlp-fast', { 'optimizer.id': 'sgd' })),
];

const field = (): HTMLInputElement => screen.getByRole<HTMLInputElement>('searchbox');
const type = (value: string): void => void fireEvent.change(field(), { target: { value } });
const ids = (): readonly number[] =>
  [...document.querySelectorAll('.library-runs li')].flatMap((one, i) => (one instanceof HTMLElement && one.hidden ? [] : [i]));

async function opened(entries = ENTRIES, onOpen: (entry: Entry) => void = () => undefined): Promise<void> {
  renderInPage(<Runs entries={entries} onOpen={onOpen} />);
  await waitFor(() => expect(document.querySelectorAll('.library-runs li')).toHaveLength(entries.length), { timeout: 20_000 });
}

test.each([
  ['en', 'tuesday', [0]],
  ['en', 'weight decay 0.3', [1]],
  ['en', 'plain mlp', [4, 5]],
  ['en', 'mlp-fast', [4, 5]],
  ['en', 'grokked', [2]],
  ['en', 'grokked at 1,840', [2]],
  ['en', 'diverged', [3]],
  ['en', 'sgd', [5]],
  ['en', 'seed 8 diverged', [3]],
  ['ja', '重み減衰 0.3', [1]],
  ['ja', 'グロッキング 1840', [2]],
  ['ja', '発散', [3]],
] as const)('%s: %s', async (language, typed, found) => {
  speak(language);
  await opened();
  type(typed);
  expect(ids()).toEqual(found);
  type('');
  expect(ids()).toEqual([0, 1, 2, 3, 4, 5]);
});

test.each([
  ['en', /No kept run has all of this: «nothing like it»/],
  ['ja', /「nothing like it」のすべてに当てはまる実行はありません/],
] as const)('%s: where nothing is found that is said, and how many were otherwise', async (language, words) => {
  speak(language);
  await opened();
  type('nothing like it');
  expect(ids()).toEqual([]);
  expect(screen.getByText(words)).toBeTruthy();
  type('mlp');
  expect(screen.queryByText(words)).toBeNull();
  expect(screen.getByText(language === 'en' ? '2 of 6 runs' : '6 件中 2 件')).toBeTruthy();
});

test('keys lead into the list and back, the first that is found is opened by Enter, and Escape empties the field', async () => {
  const onOpen = vi.fn<(entry: Entry) => void>();
  await opened(ENTRIES, onOpen);
  field().focus();
  type('mlp');
  fireEvent.keyDown(field(), { key: 'ArrowDown' });
  expect(document.activeElement?.textContent).toMatch(/A plain MLP/);
  fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
  expect(document.activeElement?.textContent).toMatch(/SGD/);
  fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowUp' });
  fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowUp' });
  expect(document.activeElement).toBe(field());
  fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
  expect(onOpen).not.toHaveBeenCalled();
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(onOpen.mock.calls).toEqual([[ENTRIES[4]]]);
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect(field().value).toBe('');
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(onOpen).toHaveBeenCalledTimes(1);
});

test('many runs are looked through with every letter; those that are not found are only hidden', async () => {
  await opened(Array.from({ length: 120 }, (_, i) => keptRun(i, of('default', { seed: String(i), 'optimizer.weightDecay': String((i % 7) + 1) }))));
  for (const typed of ['w', 'weight decay', 'weight decay 3', '']) type(typed);
  expect(ids()).toHaveLength(120);
  type('seed 2');
  expect(ids()).toEqual([2]);
  type('weight decay 3 seed 9');
  expect(ids()).toEqual([9]);
}, 60_000);
