/** The bench: what is asked for, what is begun, what stays, what is left behind. The test speaks for the workers. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPreferences } from '../../src/store/preferences.ts';
import { createConfig } from '../../src/store/config.ts';
import { createActions } from '../../src/store/actions.ts';
import { withPatch } from '../../src/engine/config/live.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { ghostsOf } from '../../src/store/places.ts';
import { isLeft, type Run } from '../../src/store/run.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

const config = defaultConfig();
const seed = (n: number) => ({ ...config, seed: n });

let table: Table;
beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
});
afterEach(() => void vi.useRealTimers());

/** A run that has come so far. */
function trained(step: number, of = config): Run {
  table.run(of);
  table.event({ type: 'snapshot', step: 0, snapshot: snapshot(0) });
  for (const at of [0, 1, step]) table.event(metrics(at));
  return table.state.front as Run;
}

const ids = (runs: readonly (Run | null)[]): (string | undefined)[] => runs.map((run) => run?.id);

describe('a run that is asked for', () => {
  test('is added when the worker begins it; until then whatever is in front goes on', () => {
    const before = trained(9);
    table.bench.start(seed(2));
    table.settle();
    expect([ids(table.state.runs), table.state.coming?.id]).toEqual([['run-1'], 'run-2']);
    table.event(metrics(10), 'run-1');
    expect(before.record.step).toBe(10);
    expect(table.shown).toMatchObject({ run: before, status: 'running' });
    table.begin();
    expect(table.state).toMatchObject({ coming: null, front: { id: 'run-2' } });
    expect(ids(table.state.runs)).toEqual(['run-1', 'run-2']);
    expect(before.store.getState()).toMatchObject({ status: 'finished', reason: 'stopped' });
  });

  test('is not in front before the worker has begun it, whatever it says of its way there', () => {
    const before = trained(9);
    table.bench.start(seed(2));
    table.settle();
    for (const phase of ['data', 'waiting'] as const) {
      table.say({ type: 'phase', phase });
      expect(table.state).toMatchObject({ front: before, coming: { id: 'run-2' } });
      expect(ids(table.state.runs)).toEqual(['run-1']);
      expect(before.store.getState().status).toBe('running');
    }
    // What is said of runs that nobody asked for is nobody's.
    table.event(metrics(500), 'run-99');
    table.event({ type: 'finished', step: 500, reason: 'steps' }, 'run-99');
    expect([before.record.step, before.store.getState().status]).toEqual([9, 'running']);
  });

  test('says what it waits for, where nothing else goes on', () => {
    expect(table.shown).toMatchObject({ run: null, status: 'idle' });
    table.bench.start(config);
    expect(table.shown).toMatchObject({ run: null, status: 'starting', phase: 'loading', coming: true });
    table.settle();
    table.say({ type: 'phase', phase: 'data' });
    expect(table.shown.phase).toBe('data');
    table.begin();
    expect(table.shown).toMatchObject({ status: 'starting', phase: 'backend', coming: false, run: { id: 'run-1' } });
    table.started(config);
    expect(table.shown).toMatchObject({ status: 'running', phase: null });
  });

  test('and refused is dropped: the one in front has missed nothing', () => {
    const before = trained(9);
    table.bench.start(seed(2));
    table.settle();
    table.say({ type: 'refused', problems: [{ field: 'seed', value: -1, expected: { en: 'a', ja: 'b' } }] });
    expect(table.state).toMatchObject({ coming: null, front: before, refused: [{ field: 'seed' }] });
    table.event(metrics(10), 'run-1');
    expect([before.record.step, before.store.getState().status]).toEqual([10, 'running']);
    table.bench.dismissNotices();
    expect(table.state.refused).toEqual([]);
  });

  test('and lacking its data is dropped as well; the next one that is asked for takes the notice back', () => {
    table.bench.start(config);
    table.settle();
    table.say({ type: 'missing', file: 'mnist' });
    expect(table.state).toMatchObject({ coming: null, front: null, missing: { file: 'mnist', wanted: config }, runs: [] });
    expect(table.shown.status).toBe('idle');
    table.bench.start(config);
    expect(table.state.missing).toBeNull();
  });

  test('is told what was said to it while it was on its way', () => {
    table.bench.setSpeed(10);
    table.bench.start(config, { paused: true });
    const { coming } = table.state;
    coming?.step(3);
    coming?.change({ 'optimizer.lr': 0.01 });
    table.settle();
    expect(table.runs).toMatchObject([{ run: 'run-1', config, backend: 'auto', from: null, told: null, paused: true }]);
    expect(table.controls).toEqual([
      { type: 'speed', stepsPerSecond: 10 },
      { type: 'change', patch: { 'optimizer.lr': 0.01 } },
      { type: 'step', count: 3 },
    ]);
    coming?.resume();
    expect(table.controls.at(-1)).toEqual({ type: 'resume' });
    table.begin();
    table.started(config);
    expect(table.shown).toMatchObject({ status: 'running', speed: 10 });
  });
});

test.each([250, 300, 450, 700, 900, 1500])('of runs asked for in a rhythm that can be seen, %i ms apart, each one is sent before the next', (gap) => {
  trained(9);
  for (let n = 0; n < 8; n++) {
    table.bench.start(seed(n));
    vi.advanceTimersByTime(gap);
    expect(table.runs.at(-1)?.config.seed).toBe(n);
  }
});

describe('of a storm of runs only the last is sent', () => {
  test.each([0, 20, 59, 100, 200, 249])('%i ms apart', (gap) => {
    trained(9);
    for (let n = 0; n < 50; n++) {
      table.bench.start(seed(n));
      vi.advanceTimersByTime(gap);
    }
    table.settle();
    // A worker that answers nothing for seconds is replaced, and told of the run that goes on.
    const sent = table.runs.map((run) => run.config.seed).filter((one) => one !== config.seed);
    // The first may be off before it is known to be one of many.
    expect(sent.at(-1)).toBe(49);
    expect(sent.length).toBe(gap < 60 ? 1 : 2);
    expect(ids(table.state.runs)).toEqual(['run-1']);
    table.begin();
    expect(table.state.front?.config.seed).toBe(49);
  });

  test('one that was begun all the same, before the next one reached the worker, is a run like any other', () => {
    trained(9);
    table.bench.start(seed(2));
    table.settle();
    table.bench.start(seed(3));
    table.begin('run-2');
    expect(table.state).toMatchObject({ front: { id: 'run-2' }, coming: { id: 'run-3' } });
    table.started(seed(2), 0, 'run-2');
    table.event(metrics(0), 'run-2');
    table.settle();
    table.begin('run-3');
    expect(table.state).toMatchObject({ front: { id: 'run-3' }, coming: null });
  });

  test('one that is refused after another was asked for takes nothing from that', () => {
    table.bench.start(seed(2));
    table.settle();
    table.bench.start(seed(3));
    table.settle();
    table.say({ type: 'refused', problems: [{ field: 'seed', value: 2, expected: { en: '', ja: '' } }] }, 'run-1');
    expect(table.state).toMatchObject({ coming: { id: 'run-2' }, refused: [] });
    table.begin('run-2');
    expect(table.state).toMatchObject({ coming: null, front: { id: 'run-2' } });
  });

  test('one that was overtaken is heard of no more', () => {
    table.bench.start(seed(2));
    table.settle();
    table.bench.start(seed(3));
    table.settle();
    table.say({ type: 'overtaken' }, 'run-1');
    table.say({ type: 'refused', problems: [] }, 'run-1');
    expect(table.state).toMatchObject({ coming: { id: 'run-2' }, refused: [] });
  });
});

describe('nothing replaces anything', () => {
  test('runs left behind stay, with their curves, and go on the charts as ghosts until they are hidden', () => {
    trained(9, seed(1));
    trained(8, seed(2));
    trained(7, seed(3));
    expect(ids(table.state.runs)).toEqual(['run-1', 'run-2', 'run-3']);
    expect(ids(ghostsOf(table.state))).toEqual(['run-1', 'run-2']);
    expect(table.state.runs.map(({ record }) => record.curve('val.loss').length)).toEqual([3, 3, 3]);
    table.bench.setHidden(table.state.runs[0] as Run, true);
    expect(ids(ghostsOf(table.state))).toEqual(['run-2']);
    table.bench.setHidden(table.state.runs[0] as Run, false);
    expect(ids(ghostsOf(table.state))).toEqual(['run-1', 'run-2']);
    expect(table.state.runs).toHaveLength(3);
  });

  test('every run behind is drawn until it is hidden or taken off, however many there are', () => {
    for (let n = 1; n <= 6; n++) trained(9, seed(n));
    expect(ids(ghostsOf(table.state))).toEqual(['run-1', 'run-2', 'run-3', 'run-4', 'run-5']);
  });

  test('a run that never made an update is not kept', () => {
    table.run(seed(1), { paused: true });
    table.event(metrics(0));
    trained(9, seed(2));
    expect(ids(table.state.runs)).toEqual(['run-2']);
    expect(ghostsOf(table.state)).toEqual([]);
  });

  test('another run is brought to front, and what goes on goes on', () => {
    const [first, second] = [trained(9, seed(1)), trained(8, seed(2))];
    table.bench.bringToFront(first);
    expect(table.shown).toMatchObject({ run: first, status: 'finished', step: 9 });
    expect(ids(ghostsOf(table.state))).toEqual(['run-2']);
    table.event(metrics(20), 'run-2');
    expect(second.record.step).toBe(20);
    table.bench.bringToFront(second);
    expect(table.shown.status).toBe('running');
  });

  test('a dismissed run is gone; one that was under way is stopped; the latest other one comes to front', () => {
    const [first, second] = [trained(9, seed(1)), trained(8, seed(2))];
    table.bench.dismiss(second);
    expect(table.controls.at(-1)).toEqual({ type: 'stop' });
    expect(table.state).toMatchObject({ front: first, runs: [{ id: 'run-1' }] });
    table.bench.dismiss(first);
    expect(table.state).toMatchObject({ front: null, runs: [] });
    expect(table.shown.status).toBe('idle');
    // What the worker still says of it is said to nobody.
    table.event({ type: 'finished', step: 8, reason: 'stopped' }, 'run-2');
    expect(table.state.runs).toEqual([]);
  });
});

describe('what a reader does to the bench', () => {
  test('a run that was dismissed comes to front no more, and is forgotten where it was hidden', () => {
    const [first, second] = [trained(9, seed(1)), trained(8, seed(2))];
    const third = trained(7, seed(3));
    table.bench.setHidden(first, true);
    table.bench.setHidden(second, true);
    table.bench.dismiss(first);
    expect(table.state).toMatchObject({ front: third, runs: [{ id: 'run-2' }, { id: 'run-3' }] });
    expect([...table.state.hidden]).toEqual(['run-2']);
    table.bench.bringToFront(first);
    expect(table.state.front).toBe(third);
  });

  test.each([
    ['brought there', (run: Run) => table.bench.bringToFront(run)],
    ['left there when the others were dismissed', (run: Run) => table.state.runs.filter((one) => one !== run).forEach((one) => table.bench.dismiss(one))],
  ])('a hidden run that is in front, %s, is hidden no more once the next takes its place', (_, toFront) => {
    const [first] = [trained(9, seed(1)), trained(8, seed(2))];
    table.bench.setHidden(first, true);
    toFront(first);
    expect([table.state.front, [...table.state.hidden]]).toEqual([first, []]);
    // Where it stands it cannot be hidden.
    table.bench.setHidden(first, true);
    trained(7, seed(3));
    expect(ids(ghostsOf(table.state))).toContain('run-1');
  });

  test('a backend that is asked for is the next run’s', () => {
    table.bench.setRequest('exact');
    table.bench.start(config);
    table.settle();
    expect(table.runs.at(-1)).toMatchObject({ backend: 'exact' });
  });

  test('a run that has not made an update is no ghost', () => {
    const first = trained(9, seed(1));
    table.run(seed(2), { paused: true });
    table.bench.bringToFront(first);
    expect([ids(table.state.runs), ghostsOf(table.state)]).toEqual([['run-1', 'run-2'], []]);
  });
});

describe('snapshots of all runs share a budget', () => {
  const FLOATS = 256;
  const bytes = (runs: readonly Run[]): number => runs.reduce((sum, { snapshots }) => sum + snapshots.bytes, 0);

  test('curves stay; runs in the back thin out first, and the one in front keeps the most', () => {
    table = new Table({ budget: 20 * 4 * FLOATS });
    for (let n = 1; n <= 5; n++) {
      table.run(seed(n));
      for (let step = 0; step <= 30; step++) {
        table.event(metrics(step));
        table.event({ type: 'snapshot', step, snapshot: snapshot(step, FLOATS) });
        vi.advanceTimersByTime(100);
        expect(bytes(table.state.runs)).toBeLessThanOrEqual(20 * 4 * FLOATS);
      }
    }
    const kept = table.state.runs.map(({ snapshots }) => snapshots.steps);
    expect(kept.slice(0, 4)).toEqual([
      [0, 30],
      [0, 30],
      [0, 30],
      [0, 30],
    ]);
    expect(kept[4]?.length).toBe(12);
    expect(table.state.runs.every(({ record }) => record.curve('val.loss').length === 31)).toBe(true);
  });

  test('where not even the few fit, the oldest runs lose theirs, never the one in front', () => {
    table = new Table({ budget: 4 * FLOATS });
    for (let n = 1; n <= 3; n++) {
      table.run(seed(n));
      table.event({ type: 'snapshot', step: 5, snapshot: snapshot(5, FLOATS) });
      table.event(metrics(5));
      vi.advanceTimersByTime(100);
    }
    expect(table.state.runs.map(({ snapshots }) => snapshots.steps)).toEqual([[], [], [5]]);
  });

  test('the run in front can be gone on with, however small the budget is', () => {
    table = new Table({ budget: FLOATS });
    table.run(config);
    table.event({ type: 'snapshot', step: 5, snapshot: snapshot(5, FLOATS) });
    table.event(metrics(5));
    vi.advanceTimersByTime(100);
    expect(table.state.front?.snapshots.latest?.step).toBe(5);
  });
});

describe('a run that trains out of sight', () => {
  /** The first, ended, in front; the second trains behind it. */
  function behind(): { readonly ended: Run; readonly live: Run } {
    const ended = trained(9, seed(1));
    table.event({ type: 'snapshot', step: 9, snapshot: snapshot(9) });
    table.event({ type: 'finished', step: 9, reason: 'steps' });
    const live = trained(8, seed(2));
    table.event({ type: 'snapshot', step: 8, snapshot: snapshot(8) });
    table.bench.bringToFront(ended);
    return { ended, live };
  }
  const next = (): void => {
    table.settle();
    table.begin();
  };

  test.each([
    ['a run that is asked for', () => table.bench.start(seed(3))],
    ['going on with the one in front', ({ ended }: ReturnType<typeof behind>) => table.bench.goOn(ended, { ...seed(1), steps: 9000 })],
  ])('is left for %s, kept, and told of until somebody has heard it', (_, ask) => {
    const both = behind();
    ask(both);
    expect(table.state.left).toEqual([]);
    next();
    expect(table.state).toMatchObject({ left: [both.live] });
    expect(table.state.runs).toContain(both.live);
    expect(isLeft(both.live.store.getState())).toBe(true);
    table.bench.dismissNotices();
    expect(table.state.left).toEqual([]);
  });

  test('goes on where it was left', () => {
    const { live } = behind();
    table.bench.start(seed(3));
    next();
    table.bench.goOn(live, seed(2));
    next();
    expect(table.runs.at(-1)).toMatchObject({ from: { step: 8 }, told: { step: 8 }, config: { seed: 2 } });
    expect(table.state).toMatchObject({ left: [], front: { config: { seed: 2 } } });
  });

  test.each([
    ['comes back to it', (live: Run) => table.bench.bringToFront(live)],
    ['dismisses it', (live: Run) => table.bench.dismiss(live)],
    ['asks for another run', () => table.bench.start(seed(4))],
  ])('is told of no more to whoever %s', (_, does) => {
    const { live } = behind();
    table.bench.start(seed(3));
    next();
    expect(table.state.left).toEqual([live]);
    does(live);
    expect(table.state.left).toEqual([]);
  });

  test.each([
    ['one in front, which is seen to be left', () => trained(8, seed(2))],
    [
      'one that was over by itself',
      () => {
        behind();
        table.event({ type: 'finished', step: 8, reason: 'steps' });
      },
    ],
    ['one that was dismissed', () => table.bench.dismiss(behind().live)],
  ])('is no %s', (_, before) => {
    before();
    table.bench.start(seed(3));
    next();
    expect(table.state.left).toEqual([]);
  });

  test('is the one that was out of sight when the next began, whatever was in front when that was asked for', () => {
    const { ended, live } = behind();
    table.bench.start(seed(3));
    table.bench.bringToFront(live);
    next();
    expect(table.state.left).toEqual([]);
    table.started(seed(3));
    table.event(metrics(4));
    table.bench.start(seed(4));
    const third = table.state.front;
    table.bench.bringToFront(ended);
    next();
    expect(table.state.left).toEqual([third]);
  });

  test('is told of as well where its worker had to be taken from it', () => {
    const { live } = behind();
    table.bench.start(seed(3));
    table.settle();
    table.say({ type: 'phase', phase: 'waiting' });
    vi.advanceTimersByTime(4000);
    expect(table.workers).toHaveLength(2);
    table.say({ type: 'phase', phase: 'backend' });
    expect(table.state).toMatchObject({ left: [live] });
  });
});

describe('a fork', () => {
  test('leaves a run’s way at an earlier step, waits there, and hangs on it', () => {
    const run = trained(9);
    table.event({ type: 'changed', step: 3, patch: { 'optimizer.lr': 0.5 } });
    table.event({ type: 'changed', step: 8, patch: { 'optimizer.lr': 0.25 } });
    table.event({ type: 'snapshot', step: 9, snapshot: snapshot(9) });
    table.bench.fork(run, snapshot(5), { origin: { basedOn: 'x', choice: 3 }, patch: {}, steps: config.steps, plan: [] });
    table.settle();
    expect(table.runs.at(-1)).toMatchObject({ run: 'run-2', from: { step: 5 }, told: { step: 5, on: 'wasm', changes: [{ step: 3 }] }, paused: true });
    table.begin();
    expect(ids(table.state.runs)).toEqual(['run-1', 'run-2']);
    const { front } = table.state;
    expect(front).toMatchObject({ parent: { run: 'run-1', step: 5 }, origin: { choice: 3 } });
    expect([front?.record.step, front?.snapshots.steps]).toEqual([5, [0, 5]]);
    expect(front?.record.marks).toEqual([{ kind: 'changed', step: 3, patch: { 'optimizer.lr': 0.5 } }]);
    expect(run.store.getState()).toMatchObject({ status: 'finished', reason: 'stopped' });
  });

  test('the settings are its own from there on', () => {
    const settings = createConfig();
    settings.adopt({ config, landscape: settings.store.getState().landscape }, 'default');
    const actions = createActions({ bench: table.bench, config: settings, preferences: createPreferences() });
    const run = trained(9);
    table.event({ type: 'changed', step: 3, patch: { 'optimizer.lr': 0.5 } });
    table.event({ type: 'changed', step: 8, patch: { 'optimizer.lr': 0.25 } });
    actions.fork(run, snapshot(5));
    table.settle();
    table.begin();
    table.started(config);
    expect(settings.store.getState().config.optimizer['lr']).toBe(0.5);
    actions.set('optimizer.weightDecay', 0);
    expect(table.controls.at(-1)).toEqual({ type: 'change', patch: { 'optimizer.weightDecay': 0 } });
    actions.toggle();
    expect(table.controls.at(-1)).toEqual({ type: 'resume' });
    expect(table.runs).toHaveLength(2);
  });
});

describe('going on', () => {
  test('of a finished run takes its place once it has begun: it has all of its curves', () => {
    const run = trained(7);
    table.event({ type: 'snapshot', step: 7, snapshot: snapshot(7) });
    table.event({ type: 'finished', step: 7, reason: 'steps' });
    table.bench.goOn(run, { ...config, steps: 9000 });
    table.settle();
    expect(table.runs.at(-1)).toMatchObject({ run: 'run-2', from: { step: 7 }, told: { step: 7, on: 'wasm' }, backend: 'auto', paused: false });
    expect(table.runs.at(-1)?.config.steps).toBe(9000);
    expect(ids(table.state.runs)).toEqual(['run-1']);
    table.begin();
    expect(ids(table.state.runs)).toEqual(['run-2']);
    expect(table.state.front).toMatchObject({ parent: { run: 'run-1', step: 7 } });
    expect(table.state.front?.record.curve('val.loss').length).toBe(3);
    expect(table.state.front?.snapshots.steps).toEqual([0, 7]);
  });

  test('leaves the others where they are, shorter ones too', () => {
    trained(3, seed(1));
    const run = trained(9, seed(2));
    table.event({ type: 'snapshot', step: 9, snapshot: snapshot(9) });
    table.event({ type: 'finished', step: 9, reason: 'steps' });
    table.bench.goOn(run, seed(2));
    table.settle();
    table.begin();
    expect(ids(table.state.runs)).toEqual(['run-1', 'run-3']);
  });

  test('with another learning rate from before its end hangs on it: the run stays', () => {
    const run = trained(9);
    table.event({ type: 'snapshot', step: 1, snapshot: snapshot(1) });
    table.event({ type: 'diverged', step: 9, what: 'train loss is NaN' });
    table.bench.goOn(run, withPatch(config, { 'optimizer.lr': 1e-4 }));
    table.settle();
    table.begin();
    const { front } = table.state;
    expect(table.runs.at(-1)).toMatchObject({ from: { step: 1 }, told: { step: 1, changes: [{ step: 1, patch: { 'optimizer.lr': 1e-4 } }] } });
    expect(table.runs.at(-1)?.config.optimizer['lr']).toBe(config.optimizer['lr']);
    expect(front?.store.getState().config.optimizer['lr']).toBe(1e-4);
    expect(front?.record.marks).toEqual([{ kind: 'changed', step: 1, patch: { 'optimizer.lr': 1e-4 } }]);
    expect(front?.record.curve('val.loss').length).toBe(2);
    expect([ids(table.state.runs), front?.parent]).toEqual([['run-1', 'run-2'], { run: 'run-1', step: 1 }]);
  });

  test('unchanged after a failure brings all of it, with the changes since the snapshot, and says what happened', () => {
    const run = trained(5);
    run.change({ 'optimizer.lr': 0.01 });
    table.event({ type: 'changed', step: 5, patch: { 'optimizer.lr': 0.01 } });
    table.event(metrics(9));
    table.say({ type: 'failed', words: null, what: 'out of memory' });
    table.say({ type: 'failed', words: null, what: 'out of memory' });
    expect(run.store.getState()).toMatchObject({ status: 'failed', death: { kind: 'failed', what: 'out of memory' } });
    table.bench.goOn(run, run.store.getState().config);
    table.settle();
    expect(table.runs.at(-1)).toMatchObject({ from: { step: 0 }, told: { step: 9, measured: 5, changes: [{ step: 5 }] } });
    table.begin();
    table.started(config);
    expect(table.state.front?.record.marks.at(-1)).toMatchObject({ kind: 'recovered', lost: 'worker', step: 9, what: 'out of memory' });
    expect(ids(table.state.runs)).toEqual(['run-2']);
  });

  test('never makes a run shorter, whatever is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (ran, asked) => {
        vi.clearAllTimers();
        table = new Table();
        const run = trained(1, { ...config, steps: ran });
        table.event({ type: 'finished', step: 1, reason: 'stopped' });
        table.bench.goOn(run, { ...config, steps: asked });
        table.settle();
        expect(table.runs.at(-1)?.config.steps).toBe(Math.max(ran, asked));
        expect(table.runs.at(-1)?.config.steps).toBeGreaterThanOrEqual(run.record.step);
      }),
      { numRuns: 30 },
    );
  });

  test('is not possible where nothing is left to go on from', () => {
    table.run(config);
    const run = table.state.front as Run;
    table.event({ type: 'diverged', step: 0, what: 'NaN' });
    table.bench.goOn(run, config);
    expect(table.state.coming).toBeNull();
  });
});

test('every run keeps its place while others come and go, and of more than can be drawn the oldest are hidden', () => {
  const runs = Array.from({ length: 9 }, (_, n) => trained(9 + n, seed(n)));
  const place = (run: Run | undefined): number | undefined => table.state.places.get(run?.id ?? '');
  expect(runs.map(place)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect([ids(ghostsOf(table.state)).length, [...table.state.hidden]]).toEqual([7, ['run-1']]);
  // Nobody hid it: it is said.
  expect([...table.state.crowded]).toEqual(['run-1']);
  table.bench.setHidden(runs[0] as Run, false);
  expect([...table.state.hidden]).toEqual(['run-2']);
  table.bench.dismiss(runs[3] as Run);
  expect(runs.map(place)).toEqual([0, 1, 2, undefined, 4, 5, 6, 7, 8]);
  expect(place(trained(50, seed(50)))).toBe(3);
});
