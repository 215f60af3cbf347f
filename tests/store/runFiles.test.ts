/** Runs as files on a page: what is saved, what an opened one is to the bench, and what becomes of a bad one. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { withPatch } from '../../src/engine/config/live.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { findPreset } from '../../src/engine/presets/index.ts';
import { readRunFile } from '../../src/engine/runfile/read.ts';
import type { RunFile } from '../../src/engine/runfile/runfile.ts';
import { writeRunFile } from '../../src/engine/runfile/write.ts';
import { Spoken } from '../../src/engine/spoken.ts';
import { text } from '../../src/engine/text.ts';
import { createConfig } from '../../src/store/config.ts';
import { createActions } from '../../src/store/actions.ts';
import { isOther } from '../../src/store/other.ts';
import { createPreferences } from '../../src/store/preferences.ts';
import { isLeft, type Run } from '../../src/store/run.ts';
import { createRunFiles, type RunFiles } from '../../src/store/runFiles.ts';
import type { RunFilesClient } from '../../src/worker/runFiles/client.ts';
import { metrics, snapshot } from './events.ts';
import { Table } from './table.ts';

const config = findPreset('default')?.config ?? defaultConfig();

let table: Table;
let settings: ReturnType<typeof createConfig>;
let files: RunFiles;
/** What the worker would say. */
let client: RunFilesClient;
let written: RunFile[];
/** Runs of files so far. */
let count: number;
let brought: [RunFile['data'], readonly string[]][];

beforeEach(() => {
  vi.useFakeTimers();
  table = new Table();
  settings = createConfig();
  written = [];
  count = 0;
  brought = [];
  client = {
    open: (file) => Promise.resolve((file as unknown as { opened: Awaited<ReturnType<RunFilesClient['open']>> }).opened),
    write: (file) => {
      written.push(file);
      return Promise.resolve(Uint8Array.of(1, 2));
    },
  };
  files = createRunFiles({
    bench: table.bench,
    config: settings,
    client: { open: (file) => client.open(file), write: (file) => client.write(file) },
    ownFiles: {
      bytesOf: (names) => Promise.resolve(Object.fromEntries(names.map((name) => [name.slice('own:'.length), Uint8Array.of(7)]))),
      bring: (data, of) => brought.push([data, of]),
    },
    turn: () => Promise.resolve(),
    newId: () => (++count === 1 ? 'opened' : `opened-${count}`),
  });
});
afterEach(() => void vi.useRealTimers());

const FILE: RunFile = {
  config,
  preset: 'default',
  plan: [{ step: 3, patch: { 'optimizer.lr': 0.01 } }],
  step: 20,
  made: [{ step: 0, backend: 'wasm', build: 'relaxed SIMD' }],
  marks: [
    { kind: 'changed', step: 3, patch: { 'optimizer.lr': 0.01 } },
    { kind: 'changed', step: 7, patch: { 'optimizer.weightDecay': 0.5 } },
    { kind: 'memorised', step: 9 },
  ],
  curves: [{ key: 'train.loss', steps: Float64Array.of(0, 10, 20), values: Float64Array.of(3, 2, 1) }],
  snapshots: [snapshot(0), snapshot(18)],
  data: {},
};

const file = (of: RunFile, kernelsHere = true, name = 'a.grokscope'): Blob & { name: string } =>
  ({ name, size: 10, opened: { ok: true, file: of, kernelsHere } }) as unknown as Blob & { name: string };

async function opened(of: RunFile = FILE): Promise<Run> {
  await files.open(file(of));
  return table.state.front as Run;
}

describe('a file that is opened', () => {
  test('is a run in front, with its curves, marks and kernels, and the page has its settings', async () => {
    const run = await opened();
    expect([run.id, run.record.step, run.record.marks, run.record.made]).toEqual(['opened', 20, FILE.marks, FILE.made]);
    expect(Array.from(run.record.curve('train.loss').values.slice(0, 3))).toEqual([3, 2, 1]);
    expect(run.snapshots.steps).toEqual([0, 18]);
    expect(table.shown).toMatchObject({ status: 'finished', reason: 'stopped', from: 'file', step: 20, backend: { backend: 'wasm', build: 'relaxed SIMD' } });
    expect(isLeft(run.store.getState())).toBe(true);
    // As the form shows a run: with what was changed by hand, and without its plan.
    const asked = withPatch(config, { 'optimizer.weightDecay': 0.5 });
    expect(settings.store.getState()).toMatchObject({ config: asked, plan: FILE.plan, basedOn: 'default' });
    expect(run.store.getState().asked).toEqual(asked);
    expect(isOther(settings.store.getState(), run)).toBe(false);
    expect(files.store.getState()).toEqual({
      busy: null,
      bad: null,
      failed: null,
      opened: { name: 'a.grokscope', step: 20, kernels: 'WASM SIMD (relaxed)', here: true, networks: true, brought: [] },
    });
    files.dismiss();
    expect(files.store.getState().opened).toBeNull();
  });

  test('is told of until another run is asked for, or in front', async () => {
    const run = await opened();
    table.bench.start(config);
    expect(files.store.getState().opened).toBeNull();
    table.settle();
    table.begin();
    await files.open(file(FILE, true, 'b.grokscope'));
    expect(files.store.getState().opened).not.toBeNull();
    table.bench.bringToFront(run);
    expect(files.store.getState().opened).toBeNull();
  });

  test('of curves alone is a run that shows them, and says that there is no network', async () => {
    await files.open(file({ ...FILE, snapshots: [] }));
    expect(files.store.getState().opened).toMatchObject({ networks: false });
    expect(table.shown).toMatchObject({ status: 'finished', step: 20 });
    expect(table.front.getState().run?.snapshots.latest).toBeNull();
  });

  test('is saved again as it was', async () => {
    const run = await opened();
    expect(await files.save(run)).toEqual({ name: `default-seed${config.seed}.grokscope`, bytes: Uint8Array.of(1, 2) });
    expect(written).toEqual([FILE]);
  });

  test('a fork of it is saved under a name of its own, with where it hangs', async () => {
    const run = await opened();
    const from = run.snapshots.latest;
    if (from === null) throw new Error('no network');
    createActions({ bench: table.bench, config: settings, preferences: createPreferences() }).fork(run, from, { 'optimizer.weightDecay': 0 });
    table.settle();
    const fork = table.state.coming ?? table.state.front;
    if (fork === null) throw new Error('no fork');
    expect(await files.save(fork)).toMatchObject({ name: `default-seed${config.seed}-fork${from.step}.grokscope` });
    expect(written.at(-1)).toMatchObject({ parent: { run: run.id, step: from.step } });
  });

  test('goes on from its latest snapshot, told what it has told', async () => {
    await opened();
    createActions({ bench: table.bench, config: settings, preferences: createPreferences() }).goOn();
    table.settle();
    expect(table.runs.at(-1)).toMatchObject({
      config,
      from: { step: 18 },
      told: { step: 20, measured: 10, on: 'wasm', changes: [{ step: 3 }, { step: 7 }], learned: { milestones: [{ kind: 'memorised', step: 9 }] } },
      plan: FILE.plan,
      backend: 'auto',
    });
  });

  test('of which the last step is made is over, and one that diverged has diverged', async () => {
    const whole = await opened({ ...FILE, config: { ...config, steps: 20 } });
    expect(whole.store.getState()).toMatchObject({ status: 'finished', reason: 'steps' });
    const diverged = await opened({ ...FILE, marks: [{ kind: 'diverged', step: 20, what: 'train.loss' }] });
    expect(diverged.store.getState()).toMatchObject({ status: 'diverged', what: 'train.loss' });
  });

  test('of exact kernels asks for exact ones from here on, and the other way round; what was forced otherwise stays', async () => {
    const exact: RunFile = { ...FILE, made: [{ step: 0, backend: 'wasm', build: 'SIMD' }] };
    const run = await opened(exact);
    expect(table.state.request).toBe('exact');
    await opened();
    expect(table.state.request).toBe('auto');
    // Whatever is asked for by then, what goes on goes on with its own.
    table.bench.goOn(run, config);
    table.settle();
    expect(table.runs.at(-1)).toMatchObject({ backend: 'exact', told: { on: 'wasm', build: 'SIMD', only: true } });
    table.bench.setRequest('cpu');
    await opened();
    expect(table.state.request).toBe('cpu');
  });

  test('of kernels that are not here is told so', async () => {
    await files.open(file(FILE, false));
    expect(files.store.getState().opened).toMatchObject({ here: false });
    await files.open(file({ ...FILE, made: [], step: 0, marks: [], curves: [], snapshots: [], plan: [] }));
    expect(files.store.getState().opened).toMatchObject({ kernels: null });
    expect(table.shown.backend).toBeNull();
  });

  test('of a preset that there is not here has the usual options beside it', async () => {
    const run = await opened({ ...FILE, preset: 'of-tomorrow' });
    expect(run.origin.basedOn).toBe('of-tomorrow');
    expect(settings.store.getState().landscape).toEqual(findPreset('default')?.landscape);
  });

  test('stops nothing: what trains goes on behind it, and no worker hears of it', async () => {
    table.run(config);
    table.event(metrics(5));
    const before = table.state.front as Run;
    const told = table.commands.length;
    const run = await opened();
    expect([table.state.runs, table.state.front]).toEqual([[before, run], run]);
    expect(before.store.getState().status).toBe('running');
    for (const act of [() => run.pause(), () => run.resume(), () => run.step(1), () => run.change({ 'optimizer.lr': 1 }), () => table.bench.dismiss(run)])
      act();
    expect(table.commands).toHaveLength(told);
    expect(table.state.front).toBe(before);
  });
});

test('the reader’s data is in a run’s file, and comes to the page with it', async () => {
  const hash = '0123456789abcdef';
  const described = `numbers~h~3~40~2~0~2~${hash}~sales.csv`;
  const parsed = withPairs(defaultConfig(), [
    ['task.id', 'own'],
    ['task.file', described],
  ]);
  if (!parsed.ok) throw new Error('the description is not read');
  const data = { [hash]: Uint8Array.of(7) };
  const run = await opened({ ...FILE, config: parsed.config, plan: [], marks: [], snapshots: [], data });
  expect(brought).toEqual([[data, [described, '']]]);
  await files.save(run);
  expect(written).toMatchObject([{ data }]);
});

test('a file that is no good changes nothing but what is said', async () => {
  table.run(config);
  const [before, asked] = [table.state, settings.store.getState()];
  const bad = readRunFile(new Uint8Array(3));
  await files.open({ name: 'b', size: 3, opened: bad } as never);
  expect([table.state, settings.store.getState()]).toEqual([before, asked]);
  expect(files.store.getState()).toMatchObject({ busy: null, opened: null, bad: { name: 'b', problems: [{ field: 'file', value: { bytes: 3 } }] } });
  await opened();
  expect(files.store.getState().bad).toBeNull();
});

test('one larger than any is not even read', async () => {
  client = { ...client, open: () => Promise.reject(new Error('it was read')) };
  await files.open({ name: 'huge', size: 2 ** 29 + 1 } as never);
  expect(files.store.getState().bad).toMatchObject({ name: 'huge', problems: [{ value: { bytes: 2 ** 29 + 1 } }] });
});

test('one at a time; what cannot be had or written is told in both languages', async () => {
  let refuse: (error: Error) => void = () => undefined;
  client = { ...client, open: () => new Promise((_, reject) => (refuse = reject)) };
  const opening = files.open(file(FILE));
  expect(files.store.getState().busy).toBe('reading');
  table.run(config);
  expect(await files.save(table.state.front as Run)).toBeNull();
  await files.open(file(FILE, true, 'second'));
  refuse(new Spoken(text('gone', 'なくなりました')));
  await opening;
  expect(files.store.getState()).toEqual({ busy: null, bad: null, opened: null, failed: text('gone', 'なくなりました') });
  client = { ...client, write: () => Promise.reject(new Error('full')) };
  expect(await files.save(table.state.front as Run)).toBeNull();
  expect(files.store.getState()).toMatchObject({ busy: null, failed: text('full', 'full') });
});

test('a run on its way is saved as it stands, with what it knows by then', async () => {
  table.run(config);
  table.event({ type: 'snapshot', step: 0, snapshot: snapshot(0) });
  for (const step of [0, 4]) table.event(metrics(step));
  const run = table.state.front as Run;
  const saving = files.save(run);
  table.event(metrics(5));
  await saving;
  expect(written).toMatchObject([{ step: 4, preset: 'default', snapshots: [{ step: 0 }] }]);
  expect(written[0]?.curves[0]?.steps).toEqual(Float64Array.of(0, 4));
});

test('what is posted to the worker is what a file is made of', async () => {
  const empty: RunFile = { ...FILE, snapshots: [] };
  const read = readRunFile(writeRunFile(structuredClone(empty)));
  expect(read).toEqual({ ok: true, file: empty });
});
