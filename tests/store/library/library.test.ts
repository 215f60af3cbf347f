/** Kept runs: what is written as a run goes, what another visit finds, and what is said where the browser will not keep it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BackendRequest, KernelBuild } from '../../../src/engine/backend/choice.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { models } from '../../../src/engine/models/index.ts';
import { optimizers } from '../../../src/engine/optimizers/index.ts';
import type { Snapshot } from '../../../src/engine/run/snapshot.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import { createConfig } from '../../../src/store/config.ts';
import type { Entry } from '../../../src/store/library/entry.ts';
import { createLibrary, type Library } from '../../../src/store/library/library.ts';
import { comeBack, openRun } from '../../../src/store/library/visit.ts';
import { originOf } from '../../../src/store/origin.ts';
import type { Hold } from '../../../src/store/tabs.ts';
import { metrics } from '../events.ts';
import { Table } from '../table.ts';
import { MemoryShelf } from './memoryShelf.ts';

const config = defaultConfig();
const { parameters } = models.get(config.model.id).create(config.model, tasks.get(config.task.id).shape(config.task));
const slots = optimizers.get(config.optimizer.id).slots.length;

/** One of the network of the default config. */
function snapshotAt(step: number, fill = step): Snapshot {
  const arrays = (): Float32Array[] => parameters.map(({ shape }) => new Float32Array(shape.reduce((product, n) => product * n, 1)).fill(fill));
  return { step, parameters: arrays(), slots: Array.from({ length: slots }, arrays), heldNorm: null, changes: [], learned: { milestones: [], fallen: null } };
}

/** Keys that tabs of one browser take from each other, and what they tell each other. */
class Keys {
  readonly taken = new Set<string>();
  readonly #listeners: ((told: string) => void)[] = [];
  readonly tell = (told: string): void => this.#listeners.forEach((listener) => listener(told));
  readonly hear = (listener: (told: string) => void): void => void this.#listeners.push(listener);
  take = (key: string): Promise<Hold | null> => {
    if (this.taken.has(key)) return Promise.resolve(null);
    this.taken.add(key);
    return Promise.resolve({ free: () => void this.taken.delete(key) });
  };
}

let shelf: MemoryShelf;
let keys: Keys;

interface Visit {
  readonly table: Table;
  readonly library: Library;
  readonly page: Parameters<typeof comeBack>[0];
}

/** A page of its own on the same browser. */
function visit(on = keys): Visit {
  const table = new Table();
  const library = createLibrary({ bench: table.bench, shelf, tabs: on, now: () => performance.now() });
  const page = { bench: table.bench, config: createConfig(), library } as unknown as Visit['page'];
  return { table, library, page };
}

const passed = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const listed = (library: Library): readonly Entry[] => library.store.getState().entries ?? [];

/** A run of the default config that came to a step, and was written. */
async function kept({ table, library, page }: Visit, steps: readonly number[] = [0, 1, 10, 20]): Promise<void> {
  await library.begin();
  table.bench.start(config, { origin: originOf(page.config.store.getState()) });
  await passed(1600);
  table.begin();
  table.started(config);
  table.event({ type: 'snapshot', step: 0, snapshot: snapshotAt(0) });
  for (const step of steps) table.event(metrics(step, step / 20));
  table.event({ type: 'snapshot', step: 10, snapshot: snapshotAt(10) });
  await passed(1100);
}

beforeEach(() => {
  vi.useFakeTimers();
  shelf = new MemoryShelf();
  keys = new Keys();
});
afterEach(() => void vi.useRealTimers());

describe('a run that goes on', () => {
  test('is kept within about a second, each point once, with the snapshots that it can go on from', async () => {
    const first = visit();
    await kept(first);
    const [own] = [...shelf.kept.values()];
    expect(own?.points.size).toBe(1);
    for (const step of [30, 40]) first.table.event(metrics(step, 1));
    await passed(1100);
    expect([...(own?.points.values() ?? [])].map((part) => [...(part as Record<string, { steps: Float64Array }>)['val.loss']!.steps])).toEqual([
      [0, 1, 10, 20],
      [30, 40],
    ]);
    expect([...(own?.snapshots.keys() ?? [])]).toEqual([0, 10]);
    expect(listed(first.library)).toMatchObject([{ run: { step: 40, preset: 'default' }, place: 0, front: true, end: { reason: 'stopped' } }]);
    const { writes } = shelf;
    await passed(10_000);
    expect(shelf.writes).toBe(writes);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('keeps no network with the number %s in it, and the others', async (none) => {
    const first = visit();
    await kept(first);
    const broken = snapshotAt(20);
    broken.slots.at(-1)?.at(-1)?.fill(none, -1);
    first.table.event({ type: 'snapshot', step: 20, snapshot: broken });
    first.table.event({ type: 'snapshot', step: 30, snapshot: snapshotAt(30, -3e38) });
    first.table.event(metrics(30, 1));
    await passed(3100);
    expect([...([...shelf.kept.values()][0]?.snapshots.keys() ?? [])]).toEqual([0, 10, 30]);
  });

  test('is written as curves at once, as networks every two seconds, without further news as well, and whole when the page is left', async () => {
    const first = visit();
    await kept(first);
    const networks = (): number[] => [...([...shelf.kept.values()][0]?.snapshots.keys() ?? [])];
    const curve = (): number => [...([...shelf.kept.values()][0]?.points.values() ?? [])].length;
    first.table.event({ type: 'snapshot', step: 30, snapshot: snapshotAt(30) });
    first.table.event(metrics(30, 1));
    await passed(700);
    expect([networks(), curve()]).toEqual([[0, 10], 2]);
    await passed(2000);
    expect([networks(), curve()]).toEqual([[0, 10, 30], 2]);
    const { writes } = shelf;
    await passed(10_000);
    expect(shelf.writes).toBe(writes);
    first.table.event({ type: 'snapshot', step: 40, snapshot: snapshotAt(40) });
    await passed(700);
    first.table.event({ type: 'snapshot', step: 50, snapshot: snapshotAt(50) });
    await passed(700);
    expect(networks()).not.toContain(50);
    first.library.close();
    await passed(1);
    expect(networks()).toContain(50);
  });

  test('is on the bench of the next visit as it was, with its settings in the form, and goes on from its snapshot', async () => {
    const first = visit();
    await kept(first);
    const before = first.table.state.front;
    // That page closes, and lets go of its keys.
    keys = new Keys();
    const next = visit();
    await Promise.all([comeBack(next.page, true), passed(2000)]);
    const { front, runs } = next.table.state;
    expect(runs).toHaveLength(1);
    expect(front?.id).toBe(before?.id);
    expect(front?.record.step).toBe(20);
    const { steps, values, length } = front!.record.curve('train.accuracy');
    expect([Array.from(steps.slice(0, length)), Array.from(values.slice(0, length))]).toEqual([
      [0, 1, 10, 20],
      [0, 0.05, 0.5, 1],
    ]);
    expect(front?.record.latest).toMatchObject({ step: 20 });
    expect(front?.store.getState()).toMatchObject({ status: 'finished', reason: 'stopped', from: 'visit', backend: { backend: 'wasm' } });
    expect(next.page.config.store.getState().choice).toBe(front?.origin.choice);
    next.table.bench.goOn(front!, config);
    await passed(1600);
    expect(next.table.runs.at(-1)).toMatchObject({ from: { step: 10 }, told: { step: 20, on: 'wasm' } });
    expect(next.table.runs.at(-1)?.from?.parameters[0]?.[0]).toBe(10);
  });

  test('and goes on as another one is kept as one', async () => {
    const only = visit();
    await kept(only);
    const { front } = only.table.state;
    only.library.rename(front!.id, 'mine');
    only.library.pin(front!.id, true);
    only.table.event({ type: 'finished', step: 20, reason: 'stopped' });
    only.table.bench.goOn(front!, config);
    await passed(1600);
    only.table.begin();
    only.table.started(config, 10);
    only.table.event(metrics(50));
    await passed(1100);
    expect(listed(only.library)).toMatchObject([{ id: 'run-2', name: 'mine', pinned: true, run: { step: 50 } }]);
    expect([...shelf.kept.keys()]).toEqual(['run-2']);
  });
});

describe('another visit', () => {
  test('that the address sends elsewhere is offered the run, and does not find it in its place', async () => {
    await kept(visit());
    keys = new Keys();
    const next = visit();
    next.page.config.setField('task.p', 31);
    await Promise.all([comeBack(next.page, false), passed(2000)]);
    expect(next.table.state.runs).toEqual([]);
    const { last } = next.library.store.getState();
    expect(last).toMatchObject({ run: { step: 20 } });
    await Promise.all([openRun(next.page, last!), passed(2000)]);
    expect(next.table.state.front?.id).toBe(last?.id);
    expect(next.page.config.store.getState().config.task['p']).toBe(config.task['p']);
  });

  test('that was loaded anew has its bench again, whatever stands in the form, which stays', async () => {
    await kept(visit());
    keys = new Keys();
    const next = visit();
    next.page.config.setField('task.p', 31);
    await Promise.all([comeBack(next.page, false, true), passed(2000)]);
    expect(next.table.state.front?.record.step).toBe(20);
    expect(next.page.config.store.getState().config.task['p']).toBe(31);
    expect(next.table.state.front?.origin.choice).not.toBe(next.page.config.store.getState().choice);
  });

  test.each<[string, BackendRequest | undefined, KernelBuild, BackendRequest]>([
    ['exact ones', 'exact', 'SIMD', 'exact'],
    ['plain SIMD, of an entry that does not say what was asked for', undefined, 'SIMD', 'exact'],
    ['plain SIMD where nobody asked for it', 'auto', 'SIMD', 'auto'],
    ['relaxed SIMD', 'auto', 'relaxed SIMD', 'auto'],
    ['relaxed SIMD, of an entry that does not say what was asked for', undefined, 'relaxed SIMD', 'auto'],
    ['those of a race', 'wasm', 'relaxed SIMD', 'auto'],
    ['a CPU', 'cpu', 'plain', 'cpu'],
  ])('goes on with the kernels of a run, %s, and asks for them, whatever this page asked for', async (_, asked, build, then) => {
    for (const now of ['auto', 'exact'] as const) {
      shelf = new MemoryShelf();
      keys = new Keys();
      const first = visit();
      await first.library.begin();
      first.table.bench.setRequest(asked ?? 'auto');
      first.table.bench.start(config, { origin: originOf(first.page.config.store.getState()) });
      await passed(1600);
      first.table.begin();
      const on = { backend: build === 'plain' ? 'cpu' : 'wasm', build, device: '', fallbacks: [] } as const;
      first.table.event({ type: 'started', config, parameters: 10, trainSize: 6, valSize: 4, step: 0, ...on });
      first.table.event({ type: 'snapshot', step: 10, snapshot: snapshotAt(10) });
      first.table.event(metrics(10));
      await passed(1100);
      const one = [...shelf.kept.values()][0]!;
      const { request: said, ...older } = one.entry as Entry;
      expect(said).toBe(asked ?? 'auto');
      if (asked === undefined) one.entry = older;
      keys = new Keys();
      const next = visit();
      next.table.bench.setRequest(now);
      await Promise.all([comeBack(next.page, true), passed(2000)]);
      expect(next.table.state.request).toBe(then);
      next.table.bench.setRequest(now);
      next.table.bench.goOn(next.table.state.front!, config);
      await passed(1600);
      expect(next.table.runs.at(-1)).toMatchObject({ told: { on: on.backend, build, only: true } });
    }
  });

  test('that an address sends to the same settings on other kernels is offered the run, and keeps its own', async () => {
    for (const [now, comes] of [
      ['exact', false],
      ['auto', true],
    ] as const) {
      shelf = new MemoryShelf();
      keys = new Keys();
      const first = visit();
      first.table.bench.setRequest('wasm');
      await kept(first);
      for (const one of shelf.kept.values()) one.entry = { ...(one.entry as Entry), request: 'auto' };
      keys = new Keys();
      const next = visit();
      next.page.config.adopt({ ...next.page.config.store.getState(), config }, 'default');
      next.table.bench.setRequest(now);
      await Promise.all([comeBack(next.page, false), passed(2000)]);
      expect([next.table.state.front !== null, next.library.store.getState().last === null, next.table.state.request]).toEqual([comes, comes, now]);
    }
  });

  test('changes nothing by looking: neither the time nor the place of a run, whatever was dismissed beside it', async () => {
    const first = visit();
    first.table.bench.setRequest('exact');
    await first.library.begin();
    for (const id of ['run-1', 'run-2', 'run-3', 'run-4']) {
      first.table.bench.start({ ...config, seed: Number(id.at(-1)) }, {});
      await passed(1600);
      first.table.begin(id);
      first.table.started({ ...config, seed: Number(id.at(-1)) }, 0, id);
      first.table.event(metrics(7), id);
      first.table.event({ type: 'finished', step: 7, reason: 'stopped' }, id);
      await passed(1100);
    }
    // One before those that stay, and the one that changed last.
    for (const gone of ['run-2', 'run-4']) first.table.bench.dismiss(first.table.state.runs.find(({ id }) => id === gone)!);
    await passed(1100);
    const before = listed(first.library).map(({ id, changed }) => [id, changed]);
    const places = [...first.table.state.places];
    for (let i = 0; i < 2; i++) {
      keys = new Keys();
      const next = visit();
      await Promise.all([comeBack(next.page, true), passed(5000)]);
      expect(listed(next.library).map(({ id, changed }) => [id, changed])).toEqual(before);
      expect(Object.fromEntries(next.table.state.places)).toEqual(Object.fromEntries(places));
      expect(places).toEqual([
        ['run-1', 0],
        ['run-3', 2],
      ]);
    }
  });

  test.each([0, 1, 2, 3])('has the runs of the bench in their order, with the one in front that was, number %i, visit after visit', async (i) => {
    const first = visit();
    first.table.bench.setRequest('exact');
    await first.library.begin();
    // Some letters are taken over from runs that went: the order is not that of the letters.
    for (const id of ['run-1', 'run-2', 'run-3', 'run-4', 'run-5']) {
      first.table.bench.start({ ...config, seed: Number(id.at(-1)) }, {});
      await passed(1600);
      first.table.begin(id);
      first.table.started({ ...config, seed: Number(id.at(-1)) }, 0, id);
      first.table.event(metrics(7), id);
      first.table.event({ type: 'finished', step: 7, reason: 'stopped' }, id);
      await passed(1100);
      if (id === 'run-3') first.table.bench.dismiss(first.table.state.runs[0]!);
    }
    const order = (of: Visit): string[] => of.table.state.runs.map(({ id }) => id);
    expect(order(first)).toEqual(['run-2', 'run-3', 'run-4', 'run-5']);
    first.table.bench.bringToFront(first.table.state.runs[i]!);
    await passed(1100);
    for (let again = 0; again < 2; again++) {
      keys = new Keys();
      const next = visit();
      await Promise.all([comeBack(next.page, true), passed(5000)]);
      expect(order(next)).toEqual(order(first));
      expect(next.table.state.front?.id).toBe(order(first)[i]);
      expect(Object.fromEntries(next.table.state.places)).toEqual(Object.fromEntries(first.table.state.places));
    }
  });

  test('has of many runs the latest, and the one in front, in their order', async () => {
    const first = visit();
    first.table.bench.setRequest('exact');
    await first.library.begin();
    for (let n = 1; n <= 20; n++) {
      first.table.bench.start({ ...config, seed: n }, {});
      await passed(1600);
      first.table.begin(`run-${n}`);
      first.table.started({ ...config, seed: n }, 0, `run-${n}`);
      first.table.event(metrics(7), `run-${n}`);
      first.table.event({ type: 'finished', step: 7, reason: 'stopped' }, `run-${n}`);
    }
    first.table.bench.bringToFront(first.table.state.runs[1]!);
    await passed(2000);
    keys = new Keys();
    const next = visit();
    await Promise.all([comeBack(next.page, true), passed(9000)]);
    expect(next.table.state.runs.map(({ id }) => id)).toEqual(['run-2', ...Array.from({ length: 15 }, (_, n) => `run-${n + 6}`)]);
    expect(next.table.state.front?.id).toBe('run-2');
  });

  test('in another tab names and pins what the first one writes', async () => {
    const first = visit();
    await kept(first);
    const other = visit();
    await other.library.begin();
    other.library.rename('run-1', 'mine');
    other.library.pin('run-1', true);
    first.table.event(metrics(30));
    await passed(2000);
    for (const { library } of [first, other]) expect(listed(library)).toMatchObject([{ name: 'mine', pinned: true }]);
    expect(shelf.kept.get('run-1')?.entry).toMatchObject({ name: 'mine', pinned: true, run: { step: 30 } });
    keys.tell('not a word');
    keys.tell('{"id":"run-1","name":7}');
    expect(listed(first.library)).toMatchObject([{ name: 'mine' }]);
  });

  test('in another tab leaves the run to the one that has it, and says so', async () => {
    await kept(visit());
    const next = visit();
    await Promise.all([comeBack(next.page, true), passed(4000)]);
    expect(next.table.state.runs).toEqual([]);
    expect(next.library.store.getState().unopened).toMatchObject({ why: 'elsewhere' });
  });

  test('begins with the bench of the last visit alone, whichever runs those before it had', async () => {
    await kept(visit());
    keys = new Keys();
    const second = visit();
    second.table.bench.setRequest('exact');
    await second.library.begin();
    second.table.bench.start(config, {});
    await passed(1600);
    second.table.begin('run-1');
    second.table.bench.start({ ...config, seed: 9 }, {});
    await passed(1600);
    second.table.begin('run-2');
    second.table.started({ ...config, seed: 9 }, 0, 'run-2');
    second.table.event(metrics(7), 'run-2');
    await passed(1100);
    keys = new Keys();
    const third = visit();
    await Promise.all([comeBack(third.page, true), passed(2000)]);
    expect(third.table.state.runs.map(({ id }) => id)).toEqual(['run-2']);
    expect(listed(third.library)).toHaveLength(2);
  });

  test('keeps its place in the list where it was taken off the bench, and does not come back by itself', async () => {
    const first = visit();
    await kept(first);
    first.table.event({ type: 'finished', step: 20, reason: 'stopped' });
    first.table.bench.dismiss(first.table.state.front!);
    await passed(1100);
    expect(listed(first.library)).toMatchObject([{ place: null, front: false }]);
    expect(keys.taken.size).toBe(0);
    const next = visit();
    await Promise.all([comeBack(next.page, true), passed(2000)]);
    expect([next.table.state.runs.length, listed(next.library).length]).toEqual([0, 1]);
  });

  test.each([
    ['no entry at all', (entry: Record<string, unknown>) => Object.keys(entry).forEach((key) => delete entry[key])],
    ['of another version', (entry: Record<string, unknown>) => (entry['version'] = 99)],
    ['a step that is none', (entry: Record<string, unknown>) => ((entry['run'] as Record<string, unknown>)['step'] = 'many')],
  ])('finds an entry damaged (%s): it is counted, and nothing else is touched', async (_, damage) => {
    await kept(visit());
    keys = new Keys();
    damage([...shelf.kept.values()][0]!.entry as Record<string, unknown>);
    const next = visit();
    await Promise.all([comeBack(next.page, true), passed(2000)]);
    expect(next.library.store.getState()).toMatchObject({ entries: [], unreadable: 1 });
    await passed(5000);
    expect(shelf.kept.size).toBe(1);
  });

  test.each([
    ['points that are none', (own: { points: Map<number, unknown> }) => own.points.set(0, { 'val.loss': { steps: 'x', values: [1] }, other: null })],
    [
      'a snapshot of another network',
      (own: { snapshots: Map<number, unknown> }) => own.snapshots.set(10, { ...snapshotAt(10), parameters: [new Float32Array(3)] }),
    ],
    ['a snapshot that is none', (own: { snapshots: Map<number, unknown> }) => own.snapshots.set(10, null)],
  ])('finds parts of a run damaged (%s): the rest is shown', async (_, damage) => {
    await kept(visit());
    keys = new Keys();
    damage([...shelf.kept.values()][0]!);
    const next = visit();
    await Promise.all([comeBack(next.page, true), passed(2000)]);
    const { front } = next.table.state;
    expect(front?.record.step).toBe(20);
    expect(front?.snapshots.steps).toEqual(expect.arrayContaining([0]));
  });

  test('finds hundreds of runs, latest first, and counts those that cannot be read', async () => {
    await kept(visit());
    keys = new Keys();
    const [one] = [...shelf.kept.values()] as [{ entry: Entry; points: Map<number, unknown>; snapshots: Map<number, unknown> }];
    for (let i = 0; i < 350; i++)
      shelf.kept.set(`copy-${i}`, { ...one, entry: { ...one.entry, id: `copy-${i}`, changed: -i, version: i % 50 === 49 ? 7 : 1 } });
    const { library } = visit();
    await Promise.all([library.begin(), passed(100)]);
    const copies = Array.from({ length: 350 }, (_, i) => i).filter((i) => i % 50 !== 49);
    expect(listed(library).map(({ id }) => id)).toEqual([one.entry.id, ...copies.map((i) => `copy-${i}`)]);
    expect(library.store.getState().unreadable).toBe(7);
  });

  test('finds settings that this page does not know: the run stays kept, and that is said', async () => {
    await kept(visit());
    keys = new Keys();
    const entry = [...shelf.kept.values()][0]!.entry as { run: { config: { task: { id: string } } } };
    entry.run.config.task.id = 'gone';
    const next = visit();
    await Promise.all([comeBack(next.page, true), passed(2000)]);
    expect(next.library.store.getState().unopened).toMatchObject({ why: 'damaged' });
    expect([shelf.kept.size, keys.taken.size]).toEqual([1, 0]);
  });

  test('finds a part of a run damaged: the rest is on the bench, and that something is missing is said', async () => {
    await kept(visit());
    keys = new Keys();
    const [id, own] = [...shelf.kept][0]!;
    own.points.set(0, { 'train.loss': 'x' });
    const next = visit();
    await Promise.all([comeBack(next.page, true), passed(2000)]);
    expect(next.library.store.getState().unopened).toEqual({ id, why: 'partly' });
    expect(next.table.state.front?.id).toBe(id);
    expect(next.table.state.front?.snapshots.all.length).toBeGreaterThan(0);
  });
});

describe('a browser that keeps nothing', () => {
  test('is told of once; the run goes on, and all of it is kept when it can be', async () => {
    const first = visit();
    shelf.refusal = Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
    await kept(first);
    expect(first.library.store.getState()).toMatchObject({ failed: { what: 'no room', full: true } });
    expect([first.table.state.front?.record.step, first.library.wouldLose()]).toEqual([20, true]);
    shelf.refusal = null;
    await passed(6000);
    expect(first.library.store.getState().failed).toBeNull();
    expect(first.library.wouldLose()).toBe(false);
    expect([...shelf.kept.values()][0]?.snapshots.size).toBe(2);
  });

  test('is asked again as seldom as ever while a network waits for its turn', async () => {
    const first = visit();
    await kept(first);
    first.table.event({ type: 'snapshot', step: 30, snapshot: snapshotAt(30) });
    first.table.event(metrics(30, 1));
    await passed(700);
    const write = vi.spyOn(shelf, 'write');
    shelf.refusal = new Error('not now');
    await passed(20_000);
    expect(write.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(write.mock.calls.length).toBeLessThanOrEqual(5);
    shelf.refusal = null;
    await passed(6000);
    expect([...([...shelf.kept.values()][0]?.snapshots.keys() ?? [])]).toContain(30);
  });

  test('and has no room for networks keeps the curves, and says so', async () => {
    const first = visit();
    shelf.room = 0;
    await kept(first);
    expect(first.library.store.getState().failed).toMatchObject({ what: 'QuotaExceededError', full: true });
    expect([...shelf.kept.values()][0]?.snapshots.size).toBe(0);
    await passed(6000);
    keys = new Keys();
    const next = visit();
    await Promise.all([comeBack(next.page, true), passed(2000)]);
    expect(next.table.state.front?.record.curve('train.accuracy').length).toBe(4);
    expect(next.table.state.front?.snapshots.steps).toEqual([]);
    shelf.room = Number.POSITIVE_INFINITY;
    await passed(6000);
    expect([...shelf.kept.values()][0]?.snapshots.size).toBe(2);
    expect(first.library.store.getState().failed).toBeNull();
  });

  test('and refuses one run keeps the others, whichever comes first', async () => {
    const first = visit();
    first.table.bench.setRequest('exact');
    await first.library.begin();
    for (const id of ['run-1', 'run-2', 'run-3']) {
      first.table.bench.start({ ...config, seed: Number(id.at(-1)) }, {});
      await passed(1600);
      first.table.begin(id);
      first.table.started({ ...config, seed: Number(id.at(-1)) }, 0, id);
      first.table.event({ type: 'snapshot', step: 0, snapshot: snapshotAt(0) }, id);
      shelf.refused.add(id === 'run-2' ? id : '');
      first.table.event(metrics(7), id);
      await passed(6100);
      first.table.event({ type: 'finished', step: 7, reason: 'stopped' }, id);
    }
    await passed(6000);
    expect([...shelf.kept.keys()].toSorted()).toEqual(['run-1', 'run-3']);
    expect(first.library.store.getState().failed).toMatchObject({ what: 'not this one', full: false });
    shelf.refused.clear();
    await passed(6000);
    expect([...shelf.kept.keys()].toSorted()).toEqual(['run-1', 'run-2', 'run-3']);
    expect(first.library.store.getState().failed).toBeNull();
  });

  test('is full: older runs that nobody pinned make room, and the one that goes on is kept; with none left that is said', async () => {
    const first = visit();
    await kept(first);
    first.table.event({ type: 'finished', step: 20, reason: 'stopped' });
    first.table.bench.dismiss(first.table.state.front!);
    await passed(1100);
    shelf.room = shelf.bytes;
    const { page, library, table } = first;
    table.bench.start({ ...config, seed: 2 }, { origin: originOf(page.config.store.getState()) });
    await passed(1600);
    table.begin();
    table.started({ ...config, seed: 2 });
    table.event({ type: 'snapshot', step: 0, snapshot: snapshotAt(0) });
    table.event(metrics(1));
    await passed(1100);
    expect(library.store.getState().failed).toMatchObject({ full: true });
    await library.makeRoom();
    expect(library.store.getState()).toMatchObject({ failed: null, nothingToGo: false });
    expect([shelf.kept.get('run-1')?.snapshots.size, shelf.kept.get('run-2')?.snapshots.size]).toEqual([0, 1]);
    shelf.room = 0;
    table.event({ type: 'snapshot', step: 10, snapshot: snapshotAt(10) });
    table.event(metrics(10));
    await passed(1100);
    await library.makeRoom();
    expect(shelf.kept.has('run-1')).toBe(false);
    await library.makeRoom();
    expect(library.store.getState()).toMatchObject({ failed: { full: true }, nothingToGo: true });
  });

  test('room is made by the oldest that nobody pinned: snapshots first, then runs', async () => {
    const first = visit();
    await kept(first);
    first.table.event({ type: 'finished', step: 20, reason: 'stopped' });
    first.table.bench.dismiss(first.table.state.front!);
    await passed(1100);
    first.library.pin('run-1', true);
    await first.library.makeRoom();
    expect(shelf.kept.get('run-1')?.snapshots.size).toBe(2);
    first.library.pin('run-1', false);
    await first.library.makeRoom();
    expect([shelf.kept.get('run-1')?.snapshots.size, listed(first.library)[0]?.run.snapshots]).toEqual([0, []]);
    shelf.refusal = new Error('still no room');
    await first.library.makeRoom();
    expect(first.library.store.getState().failed).toMatchObject({ what: 'still no room', full: true });
    shelf.refusal = null;
    await first.library.makeRoom();
    expect([shelf.kept.size, listed(first.library)]).toEqual([0, []]);
  });
});

describe('what made room', () => {
  /** Runs off the bench, each with two networks, the last one the latest. */
  async function several(first: Visit, count: number): Promise<void> {
    first.table.bench.setRequest('exact');
    await first.library.begin();
    for (let n = 1; n <= count; n++) {
      const id = `run-${n}`;
      first.table.bench.start({ ...config, seed: n }, {});
      await passed(1600);
      first.table.begin(id);
      first.table.started({ ...config, seed: n }, 0, id);
      first.table.event({ type: 'snapshot', step: 0, snapshot: snapshotAt(0) }, id);
      for (const step of [0, 5, 10]) {
        first.table.event(metrics(step), id);
        await passed(1100);
      }
      first.table.event({ type: 'snapshot', step: 10, snapshot: snapshotAt(10, n) }, id);
      first.table.event({ type: 'finished', step: 10, reason: 'stopped' }, id);
      await passed(1100);
    }
    for (const run of first.table.state.runs) first.table.bench.dismiss(run);
    await passed(1100);
  }
  /** All that is kept, as it lies there. */
  const lying = (): unknown => structuredClone([...shelf.kept].toSorted(([a], [b]) => (a < b ? -1 : 1)));

  test('comes back as it was, networks and runs, in whichever step it went; and after a while no more', async () => {
    for (const times of [1, 2, 3, 4]) {
      shelf = new MemoryShelf();
      keys = new Keys();
      const first = visit();
      await several(first, 3);
      const [before, list] = [lying(), listed(first.library)];
      for (let i = 0; i < times; i++) await first.library.makeRoom();
      expect(first.library.store.getState().freed).toEqual(
        [
          { runs: 0, networks: 2 },
          { runs: 0, networks: 3 },
          { runs: 2, networks: 1 },
          { runs: 3, networks: 0 },
        ][times - 1],
      );
      await first.library.undoRoom();
      expect(lying()).toEqual(before);
      expect(listed(first.library)).toEqual(list);
      expect(first.library.store.getState()).toMatchObject({ freed: null, unreturned: 0 });
      // It is whole: it can be brought back, goes on and is kept again.
      await Promise.all([openRun(first.page, list[0]!), passed(3000)]);
      expect(first.table.state.front?.snapshots.steps).toEqual([0, 10]);
      first.table.bench.dismiss(first.table.state.front!);
      await passed(1100);
      await first.library.makeRoom();
      await passed(61_000);
      expect(first.library.store.getState().freed).toBeNull();
      const after = lying();
      await first.library.undoRoom();
      expect(lying()).toEqual(after);
    }
  });

  test('comes back with its curves where its networks find no room, and what could not is counted', async () => {
    const first = visit();
    await several(first, 2);
    const bytes = shelf.bytes;
    for (let i = 0; i < 4; i++) await first.library.makeRoom();
    expect(shelf.kept.size).toBe(0);
    shelf.room = bytes / 2;
    await first.library.undoRoom();
    // The latest matters most.
    expect([shelf.kept.get('run-1')?.snapshots.size, shelf.kept.get('run-2')?.snapshots.size]).toEqual([0, 2]);
    expect([shelf.kept.get('run-1')?.points.size, shelf.kept.get('run-2')?.points.size]).toEqual([2, 2]);
    expect(listed(first.library).map(({ id, run }) => [id, run.snapshots.length])).toEqual([
      ['run-2', 2],
      ['run-1', 0],
    ]);
    expect(first.library.store.getState().unreturned).toBe(1);
    first.library.dismiss();
    expect(first.library.store.getState().unreturned).toBe(0);
  });

  test('leaves alone what the reader has done with a run since: a name, a pin, a deletion, a place on the bench', async () => {
    const first = visit();
    await several(first, 4);
    for (let i = 0; i < 3; i++) await first.library.makeRoom();
    expect(first.library.store.getState().freed).toEqual({ runs: 0, networks: 4 });
    first.library.rename('run-1', 'mine');
    first.library.pin('run-1', true);
    await first.library.remove('run-2');
    await Promise.all([
      openRun(
        first.page,
        listed(first.library).find(({ id }) => id === 'run-3')!,
      ),
      passed(3000),
    ]);
    await first.library.undoRoom();
    const one = (id: string): Entry | undefined => listed(first.library).find((entry) => entry.id === id);
    expect(one('run-1')).toMatchObject({ name: 'mine', pinned: true, run: { snapshots: [{}, {}] } });
    expect([one('run-2'), shelf.kept.get('run-2')?.snapshots.size]).toEqual([undefined, 0]);
    expect(one('run-3')?.run.snapshots).toEqual([]);
    expect(one('run-4')?.run.snapshots).toHaveLength(2);
    expect(first.library.store.getState().unreturned).toBe(2);
  });

  test('is a run like any other once it came back: where it stands is kept, and the next visit begins with it', async () => {
    const first = visit();
    await several(first, 2);
    for (let i = 0; i < 3; i++) await first.library.makeRoom();
    expect(shelf.kept.has('run-1')).toBe(false);
    await first.library.undoRoom();
    await Promise.all([
      openRun(
        first.page,
        listed(first.library).find(({ id }) => id === 'run-1')!,
      ),
      passed(3000),
    ]);
    expect(shelf.kept.get('run-1')?.entry).toMatchObject({ place: 0, front: true });
    first.library.rename('run-1', 'back again');
    await passed(1100);
    first.library.close();
    await passed(1100);
    const second = visit();
    await second.library.begin();
    expect(second.library.lastBench().map(({ id, name }) => [id, name])).toEqual([['run-1', 'back again']]);
  });

  test('is gone at once for whoever does without it', async () => {
    const first = visit();
    await several(first, 1);
    await first.library.makeRoom();
    first.library.acceptRoom();
    expect(first.library.store.getState().freed).toBeNull();
    await first.library.undoRoom();
    expect(shelf.kept.get('run-1')?.snapshots.size).toBe(0);
  });
});

describe('a run that is deleted', () => {
  test('can be asked back for a while, and is gone after it, whatever it still does', async () => {
    const first = visit();
    await kept(first);
    await first.library.remove('run-1');
    first.table.event(metrics(30));
    await passed(2000);
    expect(listed(first.library)).toEqual([]);
    first.library.undo();
    await passed(2000);
    expect(listed(first.library)).toMatchObject([{ id: 'run-1' }]);
    first.table.event(metrics(40));
    await passed(2000);
    expect(listed(first.library)).toMatchObject([{ run: { step: 40 } }]);
    await first.library.remove('run-1');
    await passed(61_000);
    first.table.event(metrics(60));
    await passed(2000);
    expect([shelf.kept.size, listed(first.library)]).toEqual([0, []]);
  });

  test('comes back with all that were deleted with it', async () => {
    const first = visit();
    await kept(first);
    first.table.run({ ...first.table.shown.config!, seed: 2 });
    first.table.event(metrics(20));
    await passed(2000);
    expect(listed(first.library)).toHaveLength(2);
    for (const { id } of listed(first.library)) await first.library.remove(id);
    await passed(30_000);
    expect(listed(first.library)).toEqual([]);
    first.library.undo();
    await passed(2000);
    expect(listed(first.library)).toHaveLength(2);
    for (const { id } of listed(first.library)) await first.library.remove(id);
    await passed(61_000);
    expect([shelf.kept.size, first.library.store.getState().deleted]).toEqual([0, []]);
  });

  test('is gone at once where the page closes', async () => {
    const first = visit();
    await kept(first);
    await first.library.remove('run-1');
    // That page ends before it has forgotten it.
    keys = new Keys();
    const next = visit();
    await Promise.all([comeBack(next.page, true), passed(2000)]);
    expect([next.table.state.runs.length, listed(next.library).length, shelf.kept.size]).toEqual([0, 0, 0]);
  });

  test('is not, where another tab trains it', async () => {
    await kept(visit());
    const other = visit();
    await Promise.all([other.library.begin(), passed(10)]);
    await Promise.all([other.library.remove('run-1'), passed(4000)]);
    expect(other.library.store.getState()).toMatchObject({ unopened: { id: 'run-1', why: 'elsewhere' }, deleted: [] });
    expect([shelf.kept.size, listed(other.library).length]).toEqual([1, 1]);
  });
});

describe('what the reader says of a run while it is just being written', () => {
  /** A run whose next write has been asked for, and is not done. @returns what lets it be done. */
  const halfWritten = async (page: Visit): Promise<() => void> => {
    await kept(page);
    let open: () => void = () => undefined;
    shelf.gate = new Promise((resolve) => (open = resolve));
    page.table.event(metrics(30, 1));
    await passed(1100);
    return open;
  };
  const stepsKept = (): unknown => [...(shelf.kept.get('run-1')?.points.keys() ?? [])];

  test.each<[string, (library: Library) => void, Partial<Entry>]>([
    ['its name', (library) => library.rename('run-1', 'mine'), { name: 'mine', pinned: false }],
    ['its pin', (library) => library.pin('run-1', true), { name: null, pinned: true }],
    ['a name, then a pin', (library) => [library.rename('run-1', 'mine'), library.pin('run-1', true)], { name: 'mine', pinned: true }],
    ['a pin, and none again', (library) => [library.pin('run-1', true), library.pin('run-1', false)], { name: null, pinned: false }],
    ['a deletion that is taken back', (library) => void library.remove('run-1').then(() => library.undo()), { deleted: false }],
  ])('stands, in the list and in what is kept: %s', async (_, say, expected) => {
    const page = visit();
    const write = await halfWritten(page);
    say(page.library);
    await passed(10);
    write();
    await passed(10);
    expect(listed(page.library)).toMatchObject([{ ...expected, run: { step: 30 }, parts: 2 }]);
    await passed(5000);
    expect(listed(page.library)).toMatchObject([{ ...expected, run: { step: 30 } }]);
    expect(shelf.kept.get('run-1')?.entry).toMatchObject({ ...expected, run: { step: 30 }, parts: 2 });
    expect(stepsKept()).toEqual([0, 1]);
  });

  test('stands: a deletion, at once and for good', async () => {
    const page = visit();
    const write = await halfWritten(page);
    void page.library.remove('run-1');
    await passed(10);
    write();
    await passed(10);
    expect([listed(page.library), shelf.kept.get('run-1')?.entry]).toMatchObject([[], { deleted: true }]);
    await passed(61_000);
    expect([listed(page.library), shelf.kept.size]).toEqual([[], 0]);
  });

  test('stands: a deletion that is taken back once that is written brings back all of it', async () => {
    const page = visit();
    const write = await halfWritten(page);
    void page.library.remove('run-1');
    await passed(10);
    write();
    await passed(10);
    page.library.undo();
    await passed(10);
    expect(listed(page.library)).toMatchObject([{ run: { step: 30 }, parts: 2 }]);
    expect(shelf.kept.get('run-1')?.entry).toMatchObject({ deleted: false, run: { step: 30 }, parts: 2 });
  });
});
