import { act, cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { RunRecord } from '../../../src/engine/run/record.ts';
import { useGroups } from '../../../src/ui/bench/useGroups.ts';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { renderInPage } from '../inPage.tsx';
import { run } from '../lenses/compare/runs.ts';

beforeEach(() => startI18n('en'));
afterEach(cleanup);

test('groups are there where they are asked for, stay the same, and end with a change on the way', () => {
  const seen: (readonly (readonly RunRecord[])[])[] = [];
  function Groups() {
    seen.push(useGroups());
    return null;
  }
  const { page } = renderInPage(<Groups />);
  const ids = (): string[][] => (seen.at(-1) ?? []).map((group) => group.map(({ id }) => id));
  const runs = [1, 2, 3, 4].map((seed) => run(`run ${seed}`, { ...defaultConfig(), seed }, { over: false }));
  act(() => page.bench.store.setState({ runs: runs.slice(0, 3), front: runs[0] ?? null }));
  expect(ids()).toEqual([]);
  act(() => page.preferences.setState({ grouped: true }));
  expect(ids()).toEqual([['run 1', 'run 2', 'run 3']]);
  const before = seen.at(-1);
  act(() => page.bench.store.setState({ front: runs[1] ?? null }));
  expect(seen.at(-1)).toBe(before);
  act(() => runs[2]?.hear({ type: 'event', run: 'run 3', event: { type: 'changed', step: 1000, patch: { 'optimizer.lr': 0.5 } } }));
  expect(ids()).toEqual([]);
  act(() => page.bench.store.setState({ runs }));
  expect(ids()).toEqual([['run 1', 'run 2', 'run 4']]);
  // The same seed once more is no further sample, and what is off the charts is not in their medians.
  const again = run('again', { ...defaultConfig(), seed: 4 }, { over: false, steps: [0, 1] });
  act(() => page.bench.store.setState({ runs: [...runs, again] }));
  expect(ids()).toEqual([['run 1', 'run 2', 'run 4']]);
  act(() => page.bench.store.setState({ hidden: new Set(['run 1']) }));
  expect(ids()).toEqual([]);
});
