/** The settings go with the run in front as long as they are its own, and stay what a reader made of them else. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createActions, pending, type Actions } from '../../src/store/actions.ts';
import { createConfig, type ConfigStore } from '../../src/store/config.ts';
import { followFront } from '../../src/store/following.ts';
import { isOther } from '../../src/store/other.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import type { Run } from '../../src/store/run.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

let config: ConfigStore;
let table: Table;
let actions: Actions;

beforeEach(() => {
  vi.useFakeTimers();
  config = createConfig();
  table = new Table({ cores: 4 });
  actions = createActions({ bench: table.bench, config, preferences: createPreferences() });
  followFront(table.bench, config);
});
afterEach(() => void vi.useRealTimers());

const asked = () => config.store.getState();
const decay = () => asked().config.optimizer['weightDecay'];
const waiting = () => pending(asked(), table.shown);
const runAt = (i: number): Run => table.state.runs[i] as Run;

function trained(): void {
  actions.restart();
  table.settle();
  table.begin();
  table.started(asked().config);
  table.event(metrics(10));
  table.event({ type: 'snapshot', step: 10, snapshot: snapshot(10) });
}

test('whoever looks at another variant of a race sees its setting, and no change that waits', () => {
  actions.race('optimizer.weightDecay', [0, 1, 4]);
  table.settle();
  for (const [i, value] of [0, 1, 4].entries()) {
    table.bench.bringToFront(runAt(i));
    expect([decay(), waiting()]).toEqual([value, []]);
  }
});

test('a race without the settings’ own value begins with the settings of what is in front', () => {
  trained();
  actions.race('optimizer.weightDecay', [0, 4]);
  expect([decay(), waiting()]).toEqual([0, []]);
});

test('what a reader made of the settings stays, and waits for the next run', () => {
  actions.race('optimizer.weightDecay', [0, 1, 4]);
  table.settle();
  config.setField('seed', '77');
  table.bench.bringToFront(runAt(2));
  expect([asked().config.seed, decay()]).toEqual([77, 1]);
  expect(waiting()).toEqual(expect.arrayContaining(['seed', 'optimizer.weightDecay']));
});

test('so does what is typed and no value yet', () => {
  actions.race('optimizer.weightDecay', [0, 1, 4]);
  table.settle();
  config.setField('model.width', 'wide');
  table.bench.bringToFront(runAt(2));
  expect([Object.keys(asked().drafts), decay()]).toEqual([['model.width'], 1]);
});

test('runs of other presets come with their preset, and another choice is another yet', () => {
  trained();
  actions.choosePreset('mlp-fast');
  trained();
  table.bench.bringToFront(runAt(0));
  expect([asked().basedOn, isOther(asked(), runAt(0)), isOther(asked(), runAt(1))]).toEqual(['default', false, true]);
  table.bench.bringToFront(runAt(1));
  expect([asked().basedOn, isOther(asked(), runAt(1)), isOther(asked(), runAt(0))]).toEqual(['mlp-fast', false, true]);
  table.bench.bringToFront(runAt(0));
  actions.choosePreset('no-decay');
  expect([isOther(asked(), runAt(0)), isOther(asked(), runAt(1))]).toEqual([true, true]);
});

test('presets that began beside each other are each another one', () => {
  actions.raceBeside(['no-decay', 'mlp-fast']);
  table.settle();
  table.bench.bringToFront(runAt(1));
  expect([asked().basedOn, isOther(asked(), runAt(1)), isOther(asked(), runAt(2))]).toEqual(['no-decay', false, true]);
});

test('the settings of another preset that was chosen stay', () => {
  trained();
  actions.newSeed();
  trained();
  actions.choosePreset('mlp-fast');
  table.bench.bringToFront(runAt(0));
  expect(asked().basedOn).toBe('mlp-fast');
});

test('of a run that was dismissed nothing is left', () => {
  actions.race('optimizer.weightDecay', [0, 1, 4]);
  table.settle();
  table.bench.dismiss(runAt(1));
  expect([decay(), waiting()]).toEqual([table.state.front?.config.optimizer['weightDecay'], []]);
});

test('a run goes on with its own settings, whatever is in front', () => {
  trained();
  actions.set('optimizer.weightDecay', '0.5');
  const first = runAt(0);
  table.event({ type: 'changed', step: 12, patch: { 'optimizer.weightDecay': 0.5 } });
  table.event({ type: 'finished', step: 12, reason: 'stopped' });
  config.setField('optimizer.weightDecay', '3');
  config.setField('seed', '9');
  trained();
  actions.goOn(first);
  table.settle();
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 10 } });
  expect(first.store.getState().asked.optimizer['weightDecay']).toBe(0.5);
  expect(table.state.coming?.store.getState().asked.optimizer['weightDecay']).toBe(0.5);
});
