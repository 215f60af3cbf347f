/** A run goes on from its file as if it had never stopped, and a file is the same bytes again. */
import { describe, expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { findPreset } from '../../../src/engine/presets/index.ts';
import type { Patch } from '../../../src/engine/run/change.ts';
import type { Snapshot } from '../../../src/engine/run/snapshot.ts';
import { Snapshots } from '../../../src/engine/run/snapshots.ts';
import { toldTo } from '../../../src/engine/run/told.ts';
import { happenedTo, keptOf, recordOf, requestOf, runFileOf, SNAPSHOT_BYTES, stemOf, type RunFile } from '../../../src/engine/runfile/runfile.ts';
import { readLink } from '../../../src/engine/link/read.ts';
import { linkOf, writeRunFile } from '../../../src/engine/runfile/write.ts';
import { configOf } from '../run/scripted.ts';
import { made, read } from './made.ts';

const HALF = 20;

/** Files are long: what differs is not to be printed. */
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b);

const plan = [
  { step: 7, patch: { 'optimizer.lr': 0.001 } },
  { step: 25, patch: { 'optimizer.weightDecay': 0.5 } },
];

/** A preset, made small. */
function small(id: string, set: Readonly<Record<string, string | number | boolean>>): RunConfig {
  const parsed = withPairs(
    findPreset(id)?.config as RunConfig,
    Object.entries({ 'probes.localComplexity.points': 4, 'probes.localComplexity.directions': 4, ...set }).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

test.each<readonly [string, RunConfig]>([
  ['an MLP', configOf()],
  [
    'a transformer with dropout, mini-batches and Muon',
    configOf({
      'model.id': 'transformer',
      'model.width': 8,
      'model.heads': 2,
      'model.ffn': 8,
      'model.dropout': 0.1,
      'optimizer.id': 'muon',
      'optimizer.batchSize': 8,
    }),
  ],
  ['gradient transforms with state and chance', configOf({ 'transforms.grokfast.factor': 2, 'transforms.gradientNoise.std': 0.01 })],
  ['momentum at a held norm', configOf({ 'optimizer.id': 'sgd', 'optimizer.momentum': 0.9, 'constraint.norm': 'fixed' })],
  ['an LSTM that carries', small('reviews-alpha-1', { 'model.width': 8, 'model.carry': true, 'task.trainSize': 100, 'optimizer.batchSize': 16 })],
  ['molecules', small('molecules-alpha-1', { 'model.width': 8, 'task.trainSize': 30 })],
  ['adversarial training', small('digits-adversarial', { 'model.width': 8, 'task.trainSize': 40, 'adversarial.train': 'pgd' })],
])('%s: straight on, and by way of a file, are the same bits', async (_, config) => {
  const short = { ...config, steps: HALF };
  const long = { ...config, steps: 2 * HALF };
  const changes = short.optimizer['weightDecay'] !== undefined ? plan : plan.slice(0, 1);
  const straight = await made(long, changes);
  const first = await made(short, changes);
  const kept = read(writeRunFile(first.file));
  const second = await made(long, kept.plan, kept, { told: toldTo(recordOf(kept, 'b')) });
  expect(second.snapshots.latest).toEqual(straight.snapshots.latest);
  expect(second.file.curves).toEqual(straight.file.curves);
  expect(second.file.marks).toEqual(straight.file.marks);
  expect(isSame(writeRunFile({ ...second.file, snapshots: [] }), writeRunFile({ ...straight.file, snapshots: [] }))).toBe(true);
});

test.each<readonly [string, Patch]>([
  ['another optimiser', { 'optimizer.id': 'sgd', 'optimizer.lr': 0.05 }],
  ['more data', { 'task.trainFraction': 0.8 }],
  ['all weights rescaled', { 'weights.scale': 0.5 }],
])('a fork to %s goes on from its file, and its link makes it from the start', async (_, patch) => {
  const long = configOf({ steps: 40 });
  const turn = [{ step: HALF, patch }];
  const straight = await made(long, turn);
  const first = await made({ ...long, steps: 32 }, turn);
  const file = { ...first.file, parent: { run: 'other', step: HALF } };
  const kept = read(writeRunFile(file));
  expect(kept.parent).toEqual(file.parent);
  expect(isSame(writeRunFile(kept), writeRunFile(file))).toBe(true);
  const second = await made(long, kept.plan, kept, { told: toldTo(recordOf(kept, 'b')) });
  expect(second.snapshots.latest).toEqual(straight.snapshots.latest);
  expect(second.file.curves).toEqual(straight.file.curves);
  const link = readLink(linkOf({ ...kept, config: long }));
  expect(link.ok && [link.link.settings.config, link.link.changes]).toEqual([long, turn]);
});

test('the record of a file is the record that it was made of', async () => {
  const { record, file } = await made(configOf({ steps: 30 }), plan);
  const again = recordOf(read(writeRunFile(file)), 'a');
  expect([again.step, again.keys, again.marks, again.made, again.config]).toEqual([record.step, record.keys, record.marks, record.made, record.config]);
  expect(toldTo(again)).toEqual(toldTo(record));
  expect(again.latest).toEqual({ type: 'metrics', step: 30, values: record.latest?.values });
  for (const key of record.keys) {
    const [was, is] = [record.curve(key), again.curve(key)];
    expect([is.length, is.steps.slice(0, is.length), is.values.slice(0, is.length)]).toEqual([
      was.length,
      was.steps.slice(0, was.length),
      was.values.slice(0, was.length),
    ]);
  }
});

test('a file that is read and written is the same file', async () => {
  const events: RunFile['marks'] = [
    { kind: 'memorised', step: 3 },
    { kind: 'changed', step: 3, patch: { 'optimizer.lr': 0.25 } },
    { kind: 'recovered', step: 4, lost: 'device', what: 'it went', why: { en: 'so', ja: 'それで' }, moved: { backend: 'wasm', build: 'SIMD' } },
    { kind: 'moved', step: 5, to: { backend: 'cpu', build: 'plain' } },
    { kind: 'diverged', step: 12, what: 'train.loss is NaN' },
  ];
  const { file } = await made(configOf({ steps: 12 }));
  const whole: RunFile = { ...file, marks: events, data: { '0123456789abcdef': Uint8Array.of(1, 2, 3), fedcba9876543210: new Uint8Array(0) } };
  const bytes = writeRunFile(whole);
  const again = read(bytes);
  expect(again).toEqual(whole);
  expect(isSame(writeRunFile(again), bytes)).toBe(true);
  // By way of a record as well, which is what a page keeps.
  const { plan: planned, preset, data } = again;
  const kept = runFileOf(recordOf(again, 'b'), new Snapshots(again.snapshots), { plan: planned, preset, data });
  expect(isSame(writeRunFile(kept), bytes)).toBe(true);
  expect(happenedTo(again)).toEqual({ milestones: events.slice(0, 1), changes: [{ step: 3, patch: { 'optimizer.lr': 0.25 } }], events: events.slice(2) });
});

describe('snapshots of a file', () => {
  const at = (step: number, numbers = 4, value = 1): Snapshot => ({
    step,
    parameters: [new Float32Array(numbers).fill(value)],
    slots: [],
    heldNorm: null,
    changes: [],
    learned: { milestones: [], fallen: null },
  });
  const steps = (snapshots: readonly Snapshot[]): number[] => keptOf(new Snapshots(snapshots)).map(({ step }) => step);

  test('are thinned out to what a file may weigh; the first and the latest stay', () => {
    const numbers = SNAPSHOT_BYTES / 4 / 10;
    const kept = steps(Array.from({ length: 40 }, (_, i) => at(2 ** i - 1, numbers)));
    expect(kept).toHaveLength(10);
    expect([kept[0], kept.at(-1)]).toEqual([0, 2 ** 39 - 1]);
    expect(steps(Array.from({ length: 10 }, (_, i) => at(i, numbers)))).toHaveLength(10);
  });

  test('are the latest alone where those that stay would be too much', () => {
    expect(steps([at(0, 2 ** 23 + 1), at(1, 2 ** 23), at(9, 2 ** 23)])).toEqual([9]);
  });

  test('have numbers throughout', async () => {
    const { file } = await made(configOf({ steps: 3 }));
    const last = file.snapshots.at(-1) as Snapshot;
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const slots = last.slots.map((slot, i) => (i === 1 ? slot.map((numbers) => numbers.map(() => bad)) : slot));
      const kept = read(writeRunFile({ ...file, snapshots: [...file.snapshots.slice(0, -1), { ...last, slots }] }));
      expect(kept.snapshots).toEqual(file.snapshots.slice(0, -1));
    }
  });
});

test('a run goes on with the kernels of its last step, and exactly only where they were exact', () => {
  expect(requestOf({ made: [] })).toBe('auto');
  expect(requestOf({ made: [{ step: 0, backend: 'wasm', build: 'SIMD' }] })).toBe('exact');
  expect(
    requestOf({
      made: [
        { step: 0, backend: 'wasm', build: 'SIMD' },
        { step: 9, backend: 'wasm', build: 'relaxed SIMD' },
      ],
    }),
  ).toBe('auto');
});

test('a fork is not called as its parent is, nor as one that left it elsewhere', () => {
  const run = { preset: 'mlp-fast', seed: 17 };
  const names = [run, { ...run, parent: { run: 'a', step: 98 } }, { ...run, parent: { run: 'a', step: 120 } }, { ...run, seed: 18 }].map(stemOf);
  expect(names).toEqual(['mlp-fast-seed17', 'mlp-fast-seed17-fork98', 'mlp-fast-seed17-fork120', 'mlp-fast-seed18']);
});
