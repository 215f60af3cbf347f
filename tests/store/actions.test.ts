import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createActions, pending, type Actions } from '../../src/store/actions.ts';
import { createConfig, type ConfigStore } from '../../src/store/config.ts';
import { createPreferences, type PreferencesStore } from '../../src/store/preferences.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

let config: ConfigStore;
let preferences: PreferencesStore;
let table: Table;
let actions: Actions;

beforeEach(() => {
  vi.useFakeTimers();
  config = createConfig();
  preferences = createPreferences();
  table = new Table();
  actions = createActions({ bench: table.bench, config, preferences });
});
afterEach(() => void vi.useRealTimers());

const asked = () => config.store.getState().config;
const waiting = () => pending(config.store.getState(), table.shown);
const set = (path: string, raw: unknown) => actions.set(path, raw);

function startRunning(): void {
  actions.toggle();
  table.settle();
  table.begin();
  table.started(asked());
}

test('live fields change the run that is on', () => {
  startRunning();
  set('optimizer.lr', '0.001');
  set('optimizer.weightDecay', 2);
  expect(table.controls).toEqual([
    { type: 'change', patch: { 'optimizer.lr': 0.001 } },
    { type: 'change', patch: { 'optimizer.weightDecay': 2 } },
  ]);
  expect(waiting()).toEqual([]);
  expect(table.runs).toHaveLength(1);
});

test('live fields of the loss, too; another optimiser’s rate waits for the next run', () => {
  set('loss.id', 'mse');
  startRunning();
  set('loss.height', '2');
  expect(table.controls).toEqual([{ type: 'change', patch: { 'loss.height': 2 } }]);
  set('optimizer.id', 'sgd');
  set('optimizer.lr', '0.5');
  expect(table.controls).toHaveLength(1);
  expect(waiting()).toContain('optimizer.lr');
});

test('a live field set to what it is, or to nonsense, changes nothing', () => {
  startRunning();
  set('optimizer.lr', asked().optimizer['lr']);
  set('optimizer.lr', 'fast');
  expect(table.controls).toEqual([]);
});

test('other fields wait for the next run', () => {
  startRunning();
  set('task.p', '47');
  expect(table.controls).toEqual([]);
  expect(waiting()).toEqual(['task.p']);
  actions.restart();
  table.settle();
  table.begin();
  expect(table.runs.at(-1)?.config.task['p']).toBe(47);
  expect(waiting()).toEqual([]);
});

test('the landscape’s grid waits for no run', () => {
  startRunning();
  config.setField('landscape.steps', '50');
  expect(waiting()).toEqual([]);
});

test('a preset chosen meanwhile waits too, and its learning rate does not leak into the run', () => {
  startRunning();
  actions.choosePreset('mlp-fast');
  expect(table.controls).toEqual([]);
  expect(waiting().length).toBeGreaterThan(3);
});

test('nothing waits when no run is on, be it before the first or after the last', () => {
  set('task.p', '47');
  expect(waiting()).toEqual([]);
  startRunning();
  table.event({ type: 'finished', step: 1, reason: 'steps' });
  set('task.p', '31');
  expect(waiting()).toEqual([]);
});

test('a live field that the form shows as it is changes nothing, whatever the run runs with', () => {
  startRunning();
  actions.choosePreset('mlp-fast');
  expect(set('optimizer.weightDecay', asked().optimizer['weightDecay'])).toBe(true);
  expect(waiting()).toContain('optimizer.weightDecay');
  expect(table.controls).toEqual([]);
});

test('toggle runs, pauses, goes on, and runs again after the end', () => {
  startRunning();
  actions.toggle();
  actions.toggle();
  expect(table.controls).toEqual([{ type: 'pause' }, { type: 'resume' }]);
  table.event({ type: 'finished', step: 1, reason: 'steps' });
  actions.toggle();
  table.settle();
  expect(table.runs).toHaveLength(2);
});

test('a step before any run starts one that waits', () => {
  actions.step();
  table.settle();
  expect(table.runs[0]).toMatchObject({ paused: true });
  expect(table.controls).toEqual([{ type: 'step', count: 1 }]);
});

test('a step of a run that is on is a step of that run', () => {
  startRunning();
  actions.step();
  expect(table.controls).toEqual([{ type: 'step', count: 1 }]);
  table.settle();
  expect(table.runs).toHaveLength(1);
});

test('reset shows the run at step 0 with the same seed, and waits', () => {
  actions.reset();
  table.settle();
  expect(table.runs).toHaveLength(0);
  startRunning();
  table.event(metrics(40));
  actions.reset();
  table.settle();
  table.begin();
  expect(table.runs.at(-1)).toMatchObject({ paused: true, config: { seed: config.store.getInitialState().config.seed } });
  expect(table.shown).toMatchObject({ wanted: 'paused', step: 0 });
  expect(table.state.runs.map(({ record }) => record.step)).toEqual([40, 0]);
});

test('a new seed restarts a run that is on, and otherwise waits', () => {
  actions.newSeed();
  table.settle();
  expect(table.runs).toHaveLength(0);
  expect(asked().seed).not.toBe(config.store.getInitialState().config.seed);
  startRunning();
  actions.newSeed();
  table.settle();
  expect(table.runs).toHaveLength(2);
  expect(table.runs[1]).toMatchObject({ paused: false, config: { seed: asked().seed } });
  table.begin();
  table.started(asked());
  actions.toggle();
  actions.newSeed();
  table.settle();
  expect(table.runs[2]).toMatchObject({ paused: true, config: { seed: asked().seed } });
});

test('seeds are whole numbers from 1 to 9999', () => {
  const seeds = [0, 0.5, 1 - Number.EPSILON].map((chance) => {
    vi.spyOn(Math, 'random').mockReturnValue(chance);
    actions.newSeed();
    return asked().seed;
  });
  vi.restoreAllMocks();
  expect(seeds).toEqual([1, 5000, 9999]);
});

test('a finished run can be let go on for as long again', () => {
  startRunning();
  table.event({ type: 'snapshot', step: 5000, snapshot: snapshot(5000) });
  table.event({ type: 'finished', step: 5000, reason: 'steps' });
  actions.extend();
  table.settle();
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 5000 }, config: { steps: 10000 } });
  expect(asked().steps).toBe(10000);
});

test('going on and on is for runs that are there and have steps to come', () => {
  actions.goOn();
  actions.extend();
  expect(table.state.coming).toBeNull();
  set('steps', '1000000');
  startRunning();
  table.event({ type: 'snapshot', step: 1_000_000, snapshot: snapshot(1_000_000) });
  table.event(metrics(1_000_000));
  table.event({ type: 'finished', step: 1_000_000, reason: 'steps' });
  actions.extend();
  expect([table.state.coming, asked().steps]).toEqual([null, 1_000_000]);
});

test('whatever works is asked for also where nothing ever ran', () => {
  table.bench.setRequest('webgpu');
  actions.anywhere();
  table.settle();
  expect(table.runs).toMatchObject([{ backend: 'auto', from: null }]);
});

test('a run whose backend cannot be had is let begin, or go on, with whatever works', () => {
  const unavailable = { type: 'unavailable', backend: 'webgpu', reason: { en: 'no GPU', ja: 'GPU なし' } } as const;
  table.bench.setRequest('webgpu');
  actions.toggle();
  table.settle();
  table.begin();
  table.say(unavailable);
  expect(table.shown).toMatchObject({ status: 'failed', unavailable: { backend: 'webgpu', reason: { en: 'no GPU' } } });
  expect(table.workers).toHaveLength(1); // there is nothing wrong with it
  actions.anywhere();
  table.settle();
  expect(table.runs.at(-1)).toMatchObject({ backend: 'auto', from: null });
  table.begin();
  table.started(asked());
  expect(table.shown).toMatchObject({ status: 'running', unavailable: null });
  table.event(metrics(4));
  table.event({ type: 'snapshot', step: 4, snapshot: snapshot(4) });
  table.event({ type: 'finished', step: 4, reason: 'stopped' });
  table.bench.setRequest('exact');
  actions.goOn();
  table.settle();
  table.begin();
  table.say({ ...unavailable, backend: 'wasm' });
  actions.anywhere();
  table.settle();
  // On what it was computed with so far.
  expect(table.runs.at(-1)).toMatchObject({ backend: 'auto', told: { on: 'wasm' }, from: { step: 4 } });
  expect(table.state.request).toBe('auto');
});

test('a finished run that comes to front goes on by itself, whatever runs behind it', () => {
  startRunning();
  table.event(metrics(4));
  table.event({ type: 'snapshot', step: 4, snapshot: snapshot(4) });
  const first = table.state.front;
  actions.newSeed();
  table.settle();
  table.begin();
  table.started(asked());
  if (first !== null) table.bench.bringToFront(first);
  actions.goOn();
  table.settle();
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 4 }, config: { seed: config.store.getInitialState().config.seed } });
});

describe('keys pressed while a run is on its way, before the one in front has made way', () => {
  const KEYS = ['toggle', 'step', 'reset', 'newSeed', 'restart'] as const;
  const arrive = (): void => {
    if (table.state.coming === null) return;
    table.settle();
    table.begin();
    table.started(table.state.front?.config as never);
  };

  test('back to step 0, one step, and on: the run that begins goes on', () => {
    startRunning();
    table.event(metrics(40));
    for (const key of ['reset', 'step', 'toggle'] as const) actions[key]();
    expect(table.shown.wanted).toBe('running');
    arrive();
    expect(table.shown).toMatchObject({ run: { id: 'run-2' }, status: 'running' });
  });

  test('back to step 0 and one step: the run that begins makes it', () => {
    startRunning();
    table.event(metrics(40));
    actions.reset();
    actions.step();
    arrive();
    expect(table.shown).toMatchObject({ run: { id: 'run-2' }, status: 'paused' });
    expect(table.commands.at(-1)).toEqual({ type: 'control', run: 'run-2', control: { type: 'step', count: 1 } });
  });

  test('a pause is for what is seen, and for what comes', () => {
    startRunning();
    actions.restart();
    actions.toggle();
    expect(table.controls).toEqual([{ type: 'pause' }]);
    expect(table.shown).toMatchObject({ run: { id: 'run-1' }, status: 'paused', wanted: 'paused' });
    arrive();
    expect(table.shown).toMatchObject({ run: { id: 'run-2' }, status: 'paused' });
  });

  test('a number that may change is changed in both', () => {
    startRunning();
    actions.restart();
    set('optimizer.lr', '0.001');
    arrive();
    expect(table.controls).toEqual([
      { type: 'change', patch: { 'optimizer.lr': 0.001 } },
      { type: 'change', patch: { 'optimizer.lr': 0.001 } },
    ]);
    expect(waiting()).toEqual([]);
  });

  test('come to the same as keys pressed one after the other', () => {
    const end = (keys: readonly (typeof KEYS)[number][], slowly: boolean) => {
      vi.clearAllTimers();
      config = createConfig();
      table = new Table();
      actions = createActions({ bench: table.bench, config, preferences });
      startRunning();
      table.event(metrics(40));
      for (const key of keys) {
        actions[key]();
        if (slowly) arrive();
      }
      arrive();
      const { wanted, status, step } = table.shown;
      return { wanted, status, step, seed: table.shown.config?.seed === asked().seed };
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KEYS), { minLength: 1, maxLength: 6 }), (keys) => {
        expect(end(keys, false)).toEqual(end(keys, true));
      }),
      { numRuns: 60 },
    );
  });
});

test('while the first run is on its way they are for that', () => {
  actions.toggle();
  actions.toggle();
  table.settle();
  expect(table.runs[0]).toMatchObject({ paused: true });
});

test('a preset brings its settings and the lens it is best seen through; one that is not there brings nothing', () => {
  set('task.p', 'x');
  actions.choosePreset('lu-modular');
  expect([config.store.getState().basedOn, config.store.getState().drafts]).toEqual(['lu-modular', {}]);
  expect(preferences.getState()).toMatchObject({ lens: 'landscape', lensOpen: true });
  const before = asked();
  actions.choosePreset('not there');
  expect(asked()).toBe(before);
  preferences.setState({ lens: 'regions', lensOpen: false });
  for (const id of ['default', 'not there']) actions.choosePreset(id);
  expect(preferences.getState()).toMatchObject({ lens: 'regions', lensOpen: false });
});

test('a run that trains behind the one in front can be paused, and let go on, by itself', () => {
  startRunning();
  table.event(metrics(40));
  table.event({ type: 'finished', step: 40, reason: 'steps' });
  const ended = table.state.front;
  actions.restart();
  table.settle();
  table.begin();
  table.started(asked());
  const live = table.state.front;
  if (ended === null || live === null) throw new Error('two runs');
  table.bench.bringToFront(ended);
  actions.pause(live);
  actions.pause(live);
  expect(table.commands.slice(-2)).toEqual(['pause', 'resume'].map((type) => ({ type: 'control', run: live.id, control: { type } })));
  expect(table.state.front).toBe(ended);
});

describe('while another run is asked for than the one in front', () => {
  beforeEach(() => {
    startRunning();
    actions.choosePreset('mlp-fast');
  });
  const front = () => table.bench.store.getState().front;

  test('the button starts that one, and the one in front goes on until then', () => {
    actions.toggle();
    table.settle();
    expect(table.runs.at(-1)?.config.model.id).toBe('mlp');
    expect(table.controls).toEqual([]);
    table.begin();
    table.started(asked());
    expect(front()?.origin.basedOn).toBe('mlp-fast');
    // Now it is about this one again.
    actions.toggle();
    expect(table.controls).toEqual([{ type: 'pause' }]);
  });

  test('the one in front can still be paused', () => {
    actions.pause();
    actions.pause();
    expect(table.controls).toEqual([{ type: 'pause' }, { type: 'resume' }]);
  });

  test('fields are not about the run in front, nor is a new seed', () => {
    set('optimizer.lr', '0.001');
    actions.newSeed();
    expect(table.controls).toEqual([]);
    expect(table.runs).toHaveLength(1);
  });

  test('back to step 0 is about the run in front', () => {
    actions.reset();
    table.settle();
    expect(table.runs.at(-1)?.config.model.id).toBe('transformer');
  });

  test('a run that is over goes on with its own numbers, for twice as long', () => {
    const { config: own } = front()?.store.getState() ?? {};
    table.event({ type: 'snapshot', step: 50, snapshot: snapshot(50) });
    table.event(metrics(50));
    table.event({ type: 'finished', step: 50, reason: 'stopped' });
    actions.extend();
    table.settle();
    expect(asked().steps).toBe(3000);
    const next = table.runs.at(-1)?.config;
    expect([next?.optimizer, next?.steps]).toEqual([own?.optimizer, own?.steps]);
  });
});
