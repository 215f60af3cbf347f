/** What was said of a file that was refused goes once another was opened, wherever either of them was to go; another refusal takes nothing back. */
import { beforeEach, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { forgive } from '../../src/store/forgiving.ts';
import type { OwnFiles } from '../../src/store/ownFiles.ts';
import type { RunFiles } from '../../src/store/runFiles.ts';

type Runs = ReturnType<RunFiles['store']['getState']>;
type Own = ReturnType<OwnFiles['store']['getState']>;

const QUIET: Runs = { busy: null, bad: null, opened: null, failed: null };
const BAD: Runs = { ...QUIET, bad: { name: 'a.grokscope', problems: [] } };
const OPENED: Runs = { ...QUIET, opened: { name: 'b.grokscope', step: 1, kernels: null, here: true, networks: true, brought: [] } };
const FAILED: Runs = { ...QUIET, failed: { en: 'no disk', ja: 'ディスクなし' } };
const REFUSED = { reading: null, refused: { name: 'a.csv', faults: [] } };

let runs: RunFiles['store'];
let own: OwnFiles['store'];

beforeEach(() => {
  runs = createStore<Runs>(() => QUIET);
  own = createStore<Own>(() => ({ here: new Map(), loaded: true, forgetful: false, reading: null, refused: null, weights: null, preview: null }));
  forgive({ store: runs, dismiss: () => runs.setState(QUIET) }, { store: own, dismiss: () => own.setState({ refused: null, weights: null }) });
});

test('a run that is opened takes back that data was refused', () => {
  own.setState(REFUSED);
  runs.setState({ ...QUIET, busy: 'reading' });
  expect(own.getState().refused).not.toBeNull();
  runs.setState(OPENED);
  expect(own.getState().refused).toBeNull();
  expect(runs.getState()).toEqual(OPENED);
});

test.each([BAD, FAILED])('data that is taken takes back that a run was refused: %#', (refused) => {
  runs.setState(refused);
  own.setState({ reading: 'b.csv' });
  expect(runs.getState()).toEqual(refused);
  own.setState({ reading: null });
  expect(runs.getState()).toEqual(QUIET);
});

test('what is refused as well takes nothing back', () => {
  runs.setState(BAD);
  own.setState({ reading: 'a.csv' });
  own.setState(REFUSED);
  expect([runs.getState(), own.getState().refused]).toEqual([BAD, REFUSED.refused]);
  runs.setState({ ...BAD, bad: { name: 'c.grokscope', problems: [] } });
  expect(own.getState().refused).toEqual(REFUSED.refused);
});

test('that another run comes in front of one of a file takes nothing back', () => {
  runs.setState(OPENED);
  own.setState(REFUSED);
  runs.setState({ ...QUIET, opened: null });
  expect(own.getState().refused).toEqual(REFUSED.refused);
});

test('a run that is open stays told of, whatever data is taken', () => {
  runs.setState(OPENED);
  own.setState({ reading: 'b.csv' });
  own.setState({ reading: null });
  expect(runs.getState()).toEqual(OPENED);
});
