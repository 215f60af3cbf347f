/** Presets that a link compares the run with: which are told, which are missing, and how they are started. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { MOST_BESIDE } from '../../src/engine/link/link.ts';
import { readLink } from '../../src/engine/link/read.ts';
import { findPreset } from '../../src/engine/presets/index.ts';
import { createActions, type Actions } from '../../src/store/actions.ts';
import { besideOf, missingOf } from '../../src/store/beside.ts';
import { createConfig, type ConfigStore } from '../../src/store/config.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { metrics } from './events.ts';
import { Table } from './table.ts';

let table: Table;
let settings: ConfigStore;
let actions: Actions;
const beside = createStore<readonly string[]>(() => []);
const told = () => besideOf({ bench: table.bench, beside });

beforeEach(() => {
  vi.useFakeTimers();
  beside.setState([], true);
  table = new Table({ cores: 4 });
  settings = createConfig();
  actions = createActions({ bench: table.bench, config: settings, preferences: createPreferences() });
});
afterEach(() => vi.useRealTimers());

let begun = 0;
/** Runs a preset, with settings of the reader's own. */
function run(id: string, set: Readonly<Record<string, unknown>> = {}): void {
  actions.choosePreset(id);
  for (const [path, value] of Object.entries(set)) settings.setField(path, value);
  actions.restart();
  table.settle();
  const name = `run-${(begun += 1)}`;
  table.begin(name);
  table.started(settings.store.getState().config, 0, name);
  table.event(metrics(0), name);
  table.event(metrics(10), name);
}
beforeEach(() => void (begun = 0));

test('those that stand behind the run in front are told, if they are presets and nothing else', () => {
  run('no-decay');
  run('small-init', { seed: 99 });
  run('mlp-fast');
  run('default');
  expect(told()).toEqual(['no-decay', 'mlp-fast']);
  const [first] = table.state.runs;
  if (first === undefined) throw new Error('no run');
  table.bench.setHidden(first, true);
  expect(told()).toEqual(['mlp-fast']);
});

test('no more are told than a link may name', () => {
  for (const id of ['no-decay', 'small-init', 'mlp-fast', 'large-start', 'default']) run(id);
  expect(told()).toEqual(['small-init', 'mlp-fast', 'large-start']);
  expect(told()).toHaveLength(MOST_BESIDE);
});

test('what a link names is missing until a run of it is on the bench, and is told meanwhile', () => {
  beside.setState(['no-decay', 'small-init'], true);
  expect([missingOf(table.state, beside.getState()), told()]).toEqual([
    ['no-decay', 'small-init'],
    ['no-decay', 'small-init'],
  ]);
  run('no-decay');
  expect(missingOf(table.state, beside.getState())).toEqual(['small-init']);
});

test('all are started at once: the settings as they are in front, each preset as its own', () => {
  actions.choosePreset('default');
  settings.setField('seed', 7);
  actions.raceBeside(['no-decay', 'small-init']);
  table.settle();
  expect(table.runs.map(({ config }) => config)).toEqual([settings.store.getState().config, findPreset('no-decay')?.config, findPreset('small-init')?.config]);
  expect(table.state.runs.map(({ origin }) => origin.basedOn)).toEqual(['default', 'no-decay', 'small-init']);
  expect(table.state.front).toBe(table.state.runs[0]);
  expect(table.state.race).toMatchObject({ path: null, runs: table.state.runs.map(({ id }) => id) });
});

test.each([
  ['beside=no-decay,small-init', ['no-decay', 'small-init'], []],
  ['beside=No-Decay%2Cno-decay', ['no-decay'], []],
  ['beside=no-decay,gone', ['no-decay'], ['gone']],
  ['beside=', [], ['']],
  ['beside=a,b,c,d', [], ['a,b,c,d']],
  ['beside=<script>', [], ['<script>']],
])('a link with %s is taken, and what it cannot name is told', (words, ids, wrong) => {
  const read = readLink(`#preset=default&v=1&${words}`);
  expect(read).toMatchObject({ ok: true, link: { beside: ids } });
  expect(read.ok && read.ignored.map(({ field, value }) => [field, value])).toEqual(wrong.map((value) => ['beside', value]));
});
