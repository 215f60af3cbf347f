/** What a run was computed on it goes on with, whatever the page asks for by then; and the page asks for what the run in front was made on. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { REQUESTS, type BackendChoice, type BackendRequest } from '../../src/engine/backend/choice.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { createActions, type Actions } from '../../src/store/actions.ts';
import { createConfig, type ConfigStore } from '../../src/store/config.ts';
import { followFront } from '../../src/store/following.ts';
import { requestWith } from '../../src/store/kernels.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import type { Run } from '../../src/store/run.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

const MADE = [
  { backend: 'webgpu', build: 'WGSL' },
  { backend: 'wasm', build: 'relaxed SIMD' },
  { backend: 'wasm', build: 'SIMD' },
  { backend: 'cpu', build: 'plain' },
] as const satisfies readonly Pick<BackendChoice, 'backend' | 'build'>[];

const config = { ...defaultConfig(), steps: 100 };
let table: Table;
let settings: ConfigStore;
let actions: Actions;

beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
  settings = createConfig();
  settings.adopt({ config, landscape: settings.store.getState().landscape }, 'default');
  actions = createActions({ bench: table.bench, config: settings, preferences: createPreferences() });
  followFront(table.bench, settings);
});
afterEach(() => void vi.useRealTimers());

const start = (on: (typeof MADE)[number], step = 0): void =>
  table.event({ type: 'started', config, parameters: 10, trainSize: 6, valSize: 4, step, device: 'this one', fallbacks: [], ...on });

/** A run in front that these kernels made, up to a step, and that was left there. */
function made(on: (typeof MADE)[number], request: BackendRequest = 'auto', step = 20): Run {
  table.bench.setRequest(request);
  actions.restart();
  table.settle();
  table.begin();
  start(on);
  table.event({ type: 'snapshot', step, snapshot: snapshot(step) });
  table.event(metrics(step));
  table.event({ type: 'finished', step, reason: step === config.steps ? 'steps' : 'stopped' });
  return table.state.front as Run;
}

const ways: Readonly<Record<string, (run: Run) => void>> = {
  'goes on': () => actions.goOn(),
  'goes on with another rate': () => {
    actions.set('optimizer.lr', '0.5');
    actions.goOn();
  },
  'goes on for as many steps again': () => actions.extend(),
  'is forked': (run) => actions.fork(run, run.snapshots.latest!, { 'optimizer.lr': 0.5 }),
};

describe.each(MADE.flatMap((on) => REQUESTS.map((request) => ({ ...on, request }))))('a run of $backend, $build, while the page asks for $request', (one) => {
  const on = { backend: one.backend, build: one.build } as (typeof MADE)[number];

  test.each(Object.keys(ways))('that %s asks for these kernels and no others', (way) => {
    const run = made(on, 'auto', way.includes('again') ? config.steps : 20);
    table.bench.setRequest(one.request);
    ways[way]?.(run);
    table.settle();
    expect(table.runs.at(-1)).toMatchObject({ backend: 'auto', told: { on: one.backend, build: one.build, only: true } });
    // Whatever becomes of its worker before it has begun.
    table.worker.crash('gone');
    table.settle();
    expect(table.runs.at(-1)).toMatchObject({ told: { build: one.build, only: true } });
    // Once it goes on here, it is to go on, be it elsewhere.
    table.begin();
    start(on, 20);
    table.worker.crash('gone');
    table.settle();
    expect(table.runs.at(-1)?.told).toMatchObject({ on: one.backend, build: one.build });
    expect(table.runs.at(-1)?.told).not.toHaveProperty('only');
  });
});

test('one whose kernels cannot be had waits, and goes on with others once the reader says so', () => {
  made({ backend: 'wasm', build: 'SIMD' }, 'exact');
  actions.goOn();
  table.settle();
  table.begin();
  table.say({ type: 'unavailable', backend: 'wasm', reason: { en: 'no SIMD', ja: 'SIMD なし' } });
  expect(table.shown).toMatchObject({ status: 'failed', unavailable: { backend: 'wasm' } });
  expect(table.shown.record?.marks).toEqual([]);
  actions.anywhere();
  table.settle();
  expect(table.runs.at(-1)).toMatchObject({ backend: 'auto', from: { step: 20 }, told: { on: 'wasm', build: 'SIMD' } });
  expect(table.runs.at(-1)?.told).not.toHaveProperty('only');
  expect(table.state.request).toBe('auto');
});

test('a fork from before a run was moved goes on with what had made it there', () => {
  const run = made({ backend: 'webgpu', build: 'WGSL' });
  const kept = run.snapshots.latest!;
  actions.goOn();
  table.settle();
  table.begin();
  start({ backend: 'wasm', build: 'SIMD' }, 21);
  table.event(metrics(30));
  table.event({ type: 'finished', step: 30, reason: 'stopped' });
  actions.fork(table.state.front as Run, kept, { 'optimizer.lr': 0.5 });
  table.settle();
  expect(table.runs.at(-1)).toMatchObject({ from: { step: 20 }, told: { on: 'webgpu', build: 'WGSL', only: true } });
});

test('a run begun anew asks for what the page asks for', () => {
  made({ backend: 'cpu', build: 'plain' }, 'cpu');
  table.bench.setRequest('exact');
  actions.restart();
  table.settle();
  expect(table.runs.at(-1)).toMatchObject({ backend: 'exact', told: null });
});

test('a run at its start again, while others are asked for, asks for its own', () => {
  made({ backend: 'wasm', build: 'SIMD' }, 'exact');
  actions.choosePreset('no-decay');
  table.bench.setRequest('auto');
  actions.reset();
  table.settle();
  expect(table.runs.at(-1)).toMatchObject({ backend: 'exact', paused: true });
});

test.each([
  ['auto', 'exact', 'auto'],
  ['wasm', 'exact', 'auto'],
  ['exact', 'auto', 'exact'],
  ['exact', 'cpu', 'exact'],
  ['cpu', 'auto', 'cpu'],
  ['webgpu', 'exact', 'webgpu'],
  ['auto', 'cpu', 'cpu'],
  ['wasm', 'webgpu', 'webgpu'],
  ['auto', 'auto', 'auto'],
] as const)('with a run that was asked for on %s, a page that asks for %s asks for %s', (request, now, next) => {
  expect(requestWith({ request }, now)).toBe(next);
});

test('whoever looks at another run, with its settings, asks for its kernels; what was chosen for the next run stays', () => {
  const exact = made({ backend: 'wasm', build: 'SIMD' }, 'exact');
  const fast = made({ backend: 'wasm', build: 'relaxed SIMD' }, 'auto');
  const look = (run: Run): BackendRequest => {
    table.bench.bringToFront(run);
    return table.state.request;
  };
  expect([look(exact), look(fast), look(exact)]).toEqual(['exact', 'auto', 'exact']);
  const other = made({ backend: 'wasm', build: 'SIMD' }, 'exact');
  table.bench.setRequest('auto');
  expect(look(exact)).toBe('auto');
  expect(look(other)).toBe('auto');
});
