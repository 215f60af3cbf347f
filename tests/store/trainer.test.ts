/** The one worker that trains: however it ends, and whatever is asked meanwhile, the run goes on and nobody waits for the dead. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import type { Run } from '../../src/store/run.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

const config = defaultConfig();
const other = { ...config, seed: 2 };

let table: Table;
beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
});
afterEach(() => void vi.useRealTimers());

/** A run at step 12, whose last snapshot is of step 10. */
function trained(): Run {
  table.run(config);
  for (const step of [0, 5, 10, 12]) table.event(metrics(step));
  table.event({ type: 'milestone', kind: 'memorised', step: 5 });
  table.event({ type: 'snapshot', step: 10, snapshot: snapshot(10) });
  vi.advanceTimersByTime(100);
  return table.state.front as Run;
}

const WAYS: readonly (readonly [name: string, within: number, die: () => void])[] = [
  ['closes itself, or never comes out of a loop', 3501, () => void (table.worker.well = false)],
  ['throws', 0, () => table.worker.crash('x is not a function')],
  ['says what cannot be read', 0, () => table.worker.crash('', 'messageerror')],
  ['fails at its work', 0, () => table.say({ type: 'failed', words: null, what: 'out of memory' }, 'run-1')],
];

describe.each(WAYS)('a worker that %s', (_, within, die) => {
  test('is replaced, and the run goes on from its last snapshot as if nothing had happened', () => {
    const run = trained();
    table.bench.setSpeed(30);
    run.pause();
    die();
    vi.advanceTimersByTime(within);
    expect(table.workers).toHaveLength(2);
    expect(table.workers[0]?.ended).toBe(true);
    // The page says so at once.
    expect(table.shown).toMatchObject({ run, status: 'starting', step: 12, stepsPerSecond: 0 });
    expect(table.shown.death).not.toBeNull();
    expect(table.worker.commands).toMatchObject([
      {
        type: 'run',
        run: 'run-1',
        config,
        backend: 'auto',
        from: { step: 10 },
        told: { on: 'wasm', step: 12, measured: 10, changes: [], learned: { milestones: [{ kind: 'memorised', step: 5 }], fallen: 0 } },
        paused: true,
      },
      { type: 'control', control: { type: 'speed', stepsPerSecond: 30 } },
    ]);
    table.started(config, 10);
    expect(table.shown).toMatchObject({ status: 'paused', death: null });
    expect(run.record.marks).toMatchObject([{ kind: 'memorised' }, { kind: 'recovered', lost: 'worker', step: 12 }]);
    table.event(metrics(12));
    table.event(metrics(15));
    expect([...run.record.curve('val.loss').steps.subarray(0, run.record.curve('val.loss').length)]).toEqual([0, 5, 10, 12, 15]);
  });

  test('does not keep a run that comes waiting, and leaves the one before where it was', () => {
    const run = trained();
    table.bench.start(other);
    table.settle();
    die();
    vi.advanceTimersByTime(within);
    expect(table.workers).toHaveLength(2);
    expect(table.worker.commands).toMatchObject([{ type: 'run', run: 'run-2' }]);
    table.say({ type: 'phase', phase: 'backend' });
    table.started(other);
    expect(table.shown).toMatchObject({ run: { id: 'run-2' }, status: 'running' });
    expect(run.store.getState()).toMatchObject({ status: 'finished', reason: 'stopped', death: null });
  });

  test('meanwhile refusing the run that comes, lets the one before go on', () => {
    const run = trained();
    table.bench.start(other);
    table.settle();
    die();
    vi.advanceTimersByTime(within);
    table.say({ type: 'missing', file: 'mnist' }, 'run-2');
    expect(table.worker.commands.at(-1)).toMatchObject({ type: 'run', run: 'run-1', from: { step: 10 }, told: { step: 12 } });
    table.started(config, 10);
    expect(table.shown).toMatchObject({ run, status: 'running' });
  });
});

test('what was said and not confirmed is said again; what was confirmed holds from its step', () => {
  const run = trained();
  run.change({ 'optimizer.lr': 0.01 });
  table.event({ type: 'changed', step: 12, patch: { 'optimizer.lr': 0.01 } });
  run.change({ 'optimizer.weightDecay': 3 });
  table.worker.crash('gone');
  expect(table.worker.commands).toMatchObject([
    { type: 'run', told: { changes: [{ step: 12, patch: { 'optimizer.lr': 0.01 } }] } },
    { type: 'control', control: { type: 'change', patch: { 'optimizer.weightDecay': 3 } } },
  ]);
  expect(run.store.getState().config.optimizer).toMatchObject({ lr: 0.01, weightDecay: 3 });
});

test('a run goes on with the very build it was asked to be made on', () => {
  table.bench.setRequest('exact');
  trained();
  table.worker.crash('gone');
  expect(table.worker.commands).toMatchObject([{ type: 'run', backend: 'exact' }]);
});

test('what is said while another worker takes over reaches it', () => {
  const run = trained();
  table.worker.crash('gone');
  run.pause();
  run.change({ 'optimizer.lr': 0.01 });
  run.step(2);
  expect(table.worker.commands.slice(1)).toMatchObject([
    { control: { type: 'pause' } },
    { control: { type: 'change' } },
    { control: { type: 'step', count: 2 } },
  ]);
  table.started(config, 10);
  expect(table.shown.status).toBe('paused');
});

test('a worker that dies before the run has begun begins it again, and nothing is marked', () => {
  table.bench.start(config);
  table.settle();
  table.begin();
  table.worker.crash('gone');
  expect(table.worker.commands).toMatchObject([{ type: 'run', run: 'run-1', from: null, told: null, backend: 'auto' }]);
  table.started(config);
  expect(table.shown.record?.marks).toEqual([]);
});

test('the same place that workers die at again and again is a failure, in words; the next run finds a worker', () => {
  const run = trained();
  for (let i = 0; i < 4; i++) {
    table.worker.well = false;
    vi.advanceTimersByTime(6000);
    if (i < 3) table.started(config, 10);
  }
  expect(run.store.getState()).toMatchObject({ status: 'failed', death: { kind: 'silent' } });
  table.bench.start(other);
  table.settle();
  expect(table.worker.commands).toMatchObject([{ type: 'run', run: 'run-2' }]);
});

test('a run that cannot be made at all fails at once, on that worker only', () => {
  table.run(config);
  table.say({ type: 'failed', words: null, what: 'memory access out of bounds' });
  expect(table.shown).toMatchObject({ status: 'failed', death: { what: 'memory access out of bounds' } });
  // Another worker is there for the next run, and was told of nothing.
  expect(table.workers.map(({ ended, commands }) => [ended, commands.length])).toEqual([
    [true, 1],
    [false, 0],
  ]);
});

test('no worker to be had is said of the run that was asked for, and asking again tries again', () => {
  table = new Table({ born: false });
  table.bench.start(config);
  table.settle();
  for (let i = 0; i < 4; i++) {
    table.worker.crash('404');
    vi.advanceTimersByTime(3000);
  }
  expect(table.state).toMatchObject({ coming: null, lost: { kind: 'unloaded' }, runs: [] });
  expect(table.shown.status).toBe('idle');
  const tried = table.workers.length;
  table.bench.start(config);
  table.settle();
  expect([table.workers.length, table.state.lost]).toEqual([tried + 1, null]);
});

describe('a worker that is too busy to hear', () => {
  test('is taken away from its run, which is left where it was, for the sake of the one that comes', () => {
    const run = trained();
    // It said that it may be deaf for long, so that the watch leaves it alone.
    table.worker.pulse({ crew: 'stretch', ms: 600_000 });
    table.worker.well = false;
    table.bench.start(other);
    vi.advanceTimersByTime(5000);
    expect(table.workers).toHaveLength(2);
    expect(table.worker.commands).toMatchObject([{ type: 'run', run: 'run-2' }]);
    table.say({ type: 'phase', phase: 'backend' });
    expect(run.store.getState()).toMatchObject({ status: 'finished', reason: 'stopped' });
    expect(run.snapshots.latest?.step).toBe(10);
  });

  test('and refuses the one that comes goes on with its run', () => {
    trained();
    table.worker.pulse({ crew: 'stretch', ms: 600_000 });
    table.worker.well = false;
    table.bench.start(other);
    vi.advanceTimersByTime(5000);
    table.say({ type: 'refused', problems: [] }, 'run-2');
    expect(table.worker.commands.at(-1)).toMatchObject({ run: 'run-1', from: { step: 10 } });
  });

  test.each(['data', 'waiting'] as const)('is left alone while the one that comes is at «%s» and answers in time', (phase) => {
    trained();
    table.bench.start(other);
    table.settle();
    table.say({ type: 'phase', phase });
    vi.advanceTimersByTime(phase === 'data' ? 60_000 : 2900);
    expect(table.workers).toHaveLength(1);
    table.begin();
    vi.advanceTimersByTime(60_000);
    expect(table.workers).toHaveLength(1);
  });

  test('is waited for while it is being loaded: nothing is there to be impatient with', () => {
    table.bench.start(config);
    table.settle();
    vi.advanceTimersByTime(30_000);
    table.bench.start(other);
    vi.advanceTimersByTime(30_000);
    expect(table.workers).toHaveLength(1);
  });
});

test('a run that was dismissed while its worker was gone is not brought back', () => {
  const run = trained();
  table.bench.start(other);
  table.settle();
  table.worker.crash('gone');
  table.bench.dismiss(run);
  table.say({ type: 'refused', problems: [] }, 'run-2');
  expect(table.worker.commands.filter((command) => 'run' in command && command.run === 'run-1')).toEqual([]);
});

test('the worker is readied ahead, and found by the first run', () => {
  table.bench.warm();
  expect(table.workers).toHaveLength(1);
  table.bench.start(config);
  table.settle();
  expect(table.workers).toHaveLength(1);
  expect(table.worker.commands).toHaveLength(1);
});

test('a run whose worker does not load says that it is tried again, and is no run that was interrupted', () => {
  const run = trained();
  table.event({ type: 'finished', step: 12, reason: 'steps' });
  table.bench.goOn(run, { ...config, steps: config.steps + 1 });
  table.settle();
  for (const again of [1, 2]) {
    table.worker.pulse({ crew: 'unloaded', what: '404' });
    vi.advanceTimersByTime(again * 1000);
    expect(table.shown).toMatchObject({ status: 'starting', phase: 'reloading', coming: true });
  }
  table.say({ type: 'phase', phase: 'backend' });
  table.started(config, 10);
  expect(table.shown.record?.marks.map(({ kind }) => kind)).not.toContain('recovered');
});

test('a run whose worker could not be made says that it is tried again', () => {
  table.makes = false;
  table.bench.start(config);
  table.settle();
  expect(table.shown).toMatchObject({ status: 'starting', phase: 'loading', coming: true });
  table.makes = true;
  vi.advanceTimersByTime(2000);
  expect(table.shown).toMatchObject({ status: 'starting', phase: 'reloading', coming: true });
  table.say({ type: 'phase', phase: 'backend' });
  table.started(config);
  expect(table.shown).toMatchObject({ status: 'running', run: { id: 'run-1' } });
});

test('where no worker can be made at all it is said in the browser’s words; later one may be', () => {
  table.makes = false;
  table.bench.start(config);
  vi.advanceTimersByTime(20_000);
  expect(table.state).toMatchObject({ coming: null, lost: { kind: 'unmade', what: 'refused by policy' } });
  table.makes = true;
  table.bench.start(config);
  table.settle();
  expect(table.state.lost).toBeNull();
  expect(table.worker.commands).toMatchObject([{ type: 'run', run: 'run-2' }]);
});

test.each([false, true])(
  'a worker that is readied ahead and does not come is nobody’s trouble; the next try is found by the first run; can be made: %s',
  (makes) => {
    table.makes = makes;
    table.bench.warm();
    if (makes) table.worker.pulse({ crew: 'unloaded', what: '404' });
    table.makes = true;
    vi.advanceTimersByTime(1000);
    expect(table.state).toMatchObject({ coming: null, lost: null, front: null });
    table.bench.start(config);
    table.settle();
    expect(table.worker.commands).toMatchObject([{ type: 'run', run: 'run-1' }]);
  },
);

test.each(['silent', 'crashed'])('a run on its way whose worker is %s does not say that anything is loaded again', (kind) => {
  table.bench.start(config);
  table.settle();
  table.say({ type: 'phase', phase: 'data' });
  if (kind === 'crashed') table.worker.crash('x');
  else {
    table.worker.well = false;
    vi.advanceTimersByTime(4000);
  }
  expect(table.workers).toHaveLength(2);
  expect(table.shown.phase).toBe('data');
});

describe('taking a run off the bench', () => {
  test('that is over leaves the one that goes on alone', () => {
    const run = trained();
    table.run(other);
    table.event(metrics(3));
    const before = table.controls.length;
    table.bench.dismiss(run);
    expect(table.controls).toHaveLength(before);
    expect(table.shown).toMatchObject({ run: { id: 'run-2' }, status: 'running' });
  });

  test('says nothing to the worker where it is the last that it had, and over', () => {
    const run = trained();
    table.event({ type: 'finished', step: 12, reason: 'steps' });
    const before = table.commands.length;
    table.bench.dismiss(run);
    expect(table.commands).toHaveLength(before);
    expect(run.store.getState()).toMatchObject({ status: 'finished', reason: 'steps' });
  });

  test('ends it while another worker is waited for: that one is not told of it', () => {
    const run = lonely();
    table.bench.dismiss(run);
    expect(run.store.getState()).toMatchObject({ status: 'finished', reason: 'stopped' });
    const { length } = table.commands;
    table.makes = true;
    vi.advanceTimersByTime(10_000);
    expect([table.workers.length, table.commands.length]).toEqual([3, length]);
  });
});

/** A run at step 12 whose second worker died as well, and a third cannot be made as yet. */
function lonely(): Run {
  const run = trained();
  table.worker.crash('gone');
  table.makes = false;
  table.worker.crash('gone');
  return run;
}

test('what is said while another worker is waited for is told to that one', () => {
  const run = lonely();
  run.change({ 'optimizer.lr': 0.01 });
  table.bench.setSpeed(30);
  run.step(3);
  run.step(1);
  table.makes = true;
  vi.advanceTimersByTime(10_000);
  expect(table.worker.commands).toMatchObject([
    { type: 'run', run: 'run-1', paused: true, from: { step: 10 } },
    { control: { type: 'speed', stepsPerSecond: 30 } },
    { control: { type: 'change', patch: { 'optimizer.lr': 0.01 } } },
    { control: { type: 'step', count: 4 } },
  ]);
});
