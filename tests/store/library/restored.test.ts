/** Whatever is wrong with what is kept of a run, at whichever place: the page opens, says it, and has the others; its own runs go on and are kept. */
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { models } from '../../../src/engine/models/index.ts';
import { optimizers } from '../../../src/engine/optimizers/index.ts';
import { MILESTONES } from '../../../src/engine/run/milestone.ts';
import { Rng } from '../../../src/engine/rng.ts';
import type { Snapshot } from '../../../src/engine/run/snapshot.ts';
import { recordOf } from '../../../src/engine/runfile/runfile.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import { createConfig } from '../../../src/store/config.ts';
import { readEntry, type Entry } from '../../../src/store/library/entry.ts';
import { createLibrary, type Library } from '../../../src/store/library/library.ts';
import { restored } from '../../../src/store/library/restored.ts';
import type { Parts } from '../../../src/store/library/shelf.ts';
import { comeBack } from '../../../src/store/library/visit.ts';
import { originOf } from '../../../src/store/origin.ts';
import { metrics } from '../events.ts';
import { Table } from '../table.ts';
import { MemoryShelf } from './memoryShelf.ts';

const whole = defaultConfig();
/** So small that thousands of damages are soon tried. */
const config = { ...whole, model: { ...whole.model, width: 8, ffn: 8, heads: 2 } };
const { parameters } = models.get(config.model.id).create(config.model, tasks.get(config.task.id).shape(config.task));
const slots = optimizers.get(config.optimizer.id).slots.length;

function snapshotAt(step: number): Snapshot {
  const arrays = (): Float32Array[] => parameters.map(({ shape }) => new Float32Array(shape.reduce((product, n) => product * n, 1)).fill(step));
  return { step, parameters: arrays(), slots: Array.from({ length: slots }, arrays), heldNorm: null, changes: [], learned: { milestones: [], fallen: null } };
}

const passed = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

interface Visit {
  readonly table: Table;
  readonly library: Library;
  readonly page: Parameters<typeof comeBack>[0];
}
function visit(shelf: MemoryShelf): Visit {
  const table = new Table();
  const library = createLibrary({ bench: table.bench, shelf, tabs: null, now: () => performance.now() });
  return { table, library, page: { bench: table.bench, config: createConfig(), library } };
}

async function train({ table, page }: Visit, id: string, seed: number): Promise<void> {
  const own = { ...config, seed };
  table.bench.start(own, { origin: originOf(page.config.store.getState()) });
  await passed(1600);
  table.begin(id);
  table.started(own, 0, id);
  table.event({ type: 'snapshot', step: 0, snapshot: snapshotAt(0) }, id);
  for (const step of [0, 1, 10]) table.event(metrics(step, step / 20), id);
  await passed(500);
  table.event({ type: 'snapshot', step: 10, snapshot: snapshotAt(10) }, id);
  table.event({ type: 'milestone', kind: MILESTONES[0], step: 10 }, id);
  table.event(metrics(20, 1), id);
  await passed(500);
  table.event({ type: 'finished', step: 20, reason: 'stopped' }, id);
  await passed(500);
}

type Kept = MemoryShelf['kept'];
type Own = Kept extends Map<string, infer V> ? V : never;
let good: Kept;
/** Two runs on one bench. */
beforeEach(async () => {
  vi.useFakeTimers();
  const shelf = new MemoryShelf();
  const first = visit(shelf);
  first.table.bench.setRequest('exact');
  await first.library.begin();
  await train(first, 'run-1', 1);
  await train(first, 'run-2', 2);
  good = shelf.kept;
});
afterEach(() => void vi.useRealTimers());

const WRONG: readonly unknown[] = [
  undefined,
  null,
  'x',
  '',
  -1,
  0,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e12,
  true,
  [],
  {},
  [null],
  { x: 1 },
  new Float32Array(3),
];

type Holder = Record<string, unknown>;
/** Every place in a tree of objects and lists, as the keys that lead there; of numbers in a row the first alone. */
function places(tree: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (ArrayBuffer.isView(tree) || typeof tree !== 'object' || tree === null) return [path];
  const own = Array.isArray(tree) && tree.every((one) => typeof one === 'number') ? Object.entries(tree).slice(0, 1) : Object.entries(tree);
  return [path, ...own.flatMap(([key, value]) => places(value, [...path, key]))];
}
function put(tree: Holder, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) put(tree[key] as Holder, rest, value);
  else if (value === undefined) delete tree[key];
  else tree[key] = value;
}

/** What was wrong with a visit that finds run-1 damaged. */
async function flawsOf(damage: (own: Own) => void): Promise<string[]> {
  const shelf = new MemoryShelf();
  for (const [id, own] of structuredClone(good)) shelf.kept.set(id, own);
  damage(shelf.kept.get('run-1')!);
  const next = visit(shelf);
  const flaws: string[] = [];
  await Promise.all([comeBack(next.page, true, true).catch((error: unknown) => flaws.push(`does not open: ${String(error)}`)), passed(3000)]);
  const { entries, unreadable } = next.library.store.getState();
  if (entries?.some(({ id }) => id === 'run-2') !== true) flaws.push('the other run is not listed');
  if ((entries?.length ?? 0) + unreadable !== 2) flaws.push(`${entries?.length} runs listed, ${unreadable} unreadable`);
  await next.library.open(
    (entries ?? []).filter(({ id }) => id === 'run-2'),
    undefined,
    (entry) => ({ basedOn: entry.run.preset, choice: 0 }),
  );
  const back = next.table.state.runs.find(({ id }) => id === 'run-2');
  if (back?.record.curve('train.accuracy').length !== 4 || back.snapshots.all.length !== 2) flaws.push('the other run is not whole');
  return flaws;
}

test('the runs that are damaged below are good ones', async () => {
  expect([...good.keys()]).toEqual(['run-1', 'run-2']);
  expect(await flawsOf(() => undefined)).toEqual([]);
});

/** Every damage of a tree: its place, what stands there instead, and the tree. */
const damages = (tree: unknown): (readonly [name: string, path: readonly string[], value: unknown])[] =>
  places(tree)
    .slice(1)
    .flatMap((path) => WRONG.map((value) => [`${path.join('.')} = ${String(value)}`, path, value] as const));
const plain = (own: Own): Holder => ({ entry: own.entry, points: Object.fromEntries(own.points), snapshots: Object.fromEntries(own.snapshots) });

const partsOf = (own: Holder): Parts => ({
  points: Object.values((own['points'] ?? {}) as Holder),
  snapshots: Object.values((own['snapshots'] ?? {}) as Holder),
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('a network with %d in it is left out, and that is known', (value) => {
  for (const part of ['parameters', 'slots'] as const) {
    const own = structuredClone(plain(good.get('run-1')!));
    const kept = (own['snapshots'] as Record<string, Snapshot>)['10'];
    (part === 'parameters' ? kept?.parameters[1] : kept?.slots[1]?.[0])?.fill(value, 2, 3);
    const found = restored(readEntry(own['entry']) as Entry, partsOf(own));
    expect([found?.file.snapshots.map(({ step }) => step), found?.whole]).toEqual([[0], false]);
  }
});

test('anything at any place of what is kept is read, or refused, and where something is missing that is known', () => {
  const tree = plain(good.get('run-1')!);
  const all = damages(tree);
  expect(all.length).toBeGreaterThan(1000);
  const sound = restored(readEntry(tree['entry']) as Entry, partsOf(tree));
  expect(sound?.whole).toBe(true);
  const thrown = all.flatMap(([name, path, value]) => {
    const own = structuredClone(tree);
    put(own, path, value);
    try {
      const entry = readEntry(own['entry']);
      const found = entry === null ? null : restored(entry, partsOf(own));
      if (found !== null) recordOf(found.file, 'run-1');
      // Nobody says which curves there have to be in a part.
      const unsaid = path[0] === 'entry' || (path[0] === 'points' && path.length === 3 && value === undefined);
      if (found === null || unsaid || isDeepStrictEqual(found.file, sound?.file)) return [];
      return found.whole ? [`${name}: nobody says that something is missing`] : [];
    } catch (error) {
      return [`${name}: ${String(error)}`];
    }
  });
  expect(thrown).toEqual([]);
});

test('a run that diverged has come to what is no number, and nothing of it is damaged', () => {
  const own = structuredClone(plain(good.get('run-1')!));
  const loss = ((own['points'] as Holder)['0'] as Record<string, { values: Float64Array }>)['train.loss'];
  if (loss !== undefined) loss.values[loss.values.length - 1] = Number.NaN;
  expect(restored(readEntry(own['entry']) as Entry, partsOf(own))?.whole).toBe(true);
});

test('a page that finds some of it opens, and has the other run whole', async () => {
  const own = good.get('run-1')!;
  const rng = new Rng(5, 'damage');
  const found: string[] = [];
  for (const [kind, tree] of Object.entries(plain(own)) as [keyof Own, unknown][]) {
    const all = damages(tree);
    for (let i = 0; i < 25; i++) {
      const [name, path, value] = all[rng.integer(all.length)] as (typeof all)[number];
      const flaws = await flawsOf((spoilt) => {
        const holder = structuredClone(plain(spoilt));
        put(holder[kind] as Holder, path, value);
        spoilt.entry = holder['entry'];
        for (const part of ['points', 'snapshots'] as const) {
          spoilt[part].clear();
          for (const [key, one] of Object.entries(holder[part] as Holder)) spoilt[part].set(Number(key), one);
        }
      });
      found.push(...flaws.map((flaw) => `${kind}.${name}: ${flaw}`));
    }
  }
  expect(found).toEqual([]);
});
