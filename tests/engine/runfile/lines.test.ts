/** JSON lines of the command line, read as the run that printed them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { lineOf } from '../../../src/cli/sink.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import { areLines } from '../../../src/engine/runfile/lines.ts';
import { readRunFile } from '../../../src/engine/runfile/read.ts';
import { nearestPreset } from '../../../src/engine/presets/nearest.ts';
import { runFileOf, type RunFile } from '../../../src/engine/runfile/runfile.ts';
import { createRecord } from '../../../src/engine/run/record.ts';
import { Snapshots } from '../../../src/engine/run/snapshots.ts';
import { configOf, record } from '../run/scripted.ts';
import { read, wrong } from './made.ts';

const utf8 = (words: string): Uint8Array => new TextEncoder().encode(words);

const config = configOf({ steps: 12, 'model.width': 4 });
let events: readonly RunEvent[];
let lines: string[];
/** What became of it, as a page that had seen it would have it. */
let seen: RunFile;
beforeAll(async () => {
  ({ events } = await record(config, undefined, { plan: [{ step: 4, patch: { 'optimizer.lr': 0.002 } }] }));
  lines = events.map((event) => lineOf(event));
  const whole = createRecord('a', config);
  for (const event of events) whole.take(event);
  seen = runFileOf(whole, new Snapshots(), { preset: nearestPreset(config).id, plan: [], data: {} });
});

/** Lines have what a probe measured in an order of their own. */
const sorted = (file: RunFile): RunFile => ({ ...file, curves: file.curves.toSorted((a, b) => (a.key < b.key ? -1 : 1)) });

const printed = (all: readonly string[]): Uint8Array => utf8(`${all.join('\n')}\n`);

test('they are its settings, curves and marks, and no network', () => {
  expect(lines.length).toBeGreaterThan(13);
  const file = read(printed(lines));
  expect(sorted(file)).toEqual(sorted(seen));
  expect(file).toMatchObject({ step: 12, snapshots: [], plan: [], data: {} });
  expect(file.marks).toContainEqual({ kind: 'changed', step: 4, patch: { 'optimizer.lr': 0.002 } });
  expect(file.curves.map(({ key }) => key)).toContain('weightNorms.hidden1.weight.0');
  // With Windows’ ends of lines, or none at the last.
  expect(read(utf8(lines.join('\r\n')))).toEqual(file);
});

test('what befell it is told, and what it passed again is not told twice', () => {
  const lost = { type: 'recovered', lost: 'device', step: 8, from: 4, what: 'gone', backend: 'wasm', device: 'x', build: 'SIMD', fallbacks: [] } as const;
  const at = events.findIndex(({ type, step }) => type === 'metrics' && step > 8);
  const [before, again] = [
    lines.slice(0, at),
    lines.slice(1, at).filter((line) => !/"(?:changed|milestone)"/.test(line) && (JSON.parse(line) as { step: number }).step >= 4),
  ];
  const file = read(printed([...before, JSON.stringify(lost), ...again, ...lines.slice(at)]));
  expect(sorted(file).curves).toEqual(sorted(seen).curves);
  expect(file.marks.map(({ kind }) => kind)).toContain('recovered');
  const end = [...lines.slice(0, at), JSON.stringify({ type: 'diverged', step: 9, what: 'loss' })];
  expect(read(printed(end)).marks.at(-1)).toEqual({ kind: 'diverged', step: 9, what: 'loss' });
});

test('what a fork changed is told, and decides what may be changed after it', () => {
  const changed = (patch: object): string => JSON.stringify({ type: 'changed', step: 12, patch });
  const [rule, own] = [changed({ 'optimizer.id': 'sgd' }), changed({ 'optimizer.momentum': 0.5 })];
  expect(wrong(readRunFile(printed([...lines, own])))).toMatch(/: optimizer.momentum = 0.5/);
  expect(read(printed([...lines, rule, own])).marks.slice(-2)).toEqual([
    { kind: 'changed', step: 12, patch: { 'optimizer.id': 'sgd' } },
    { kind: 'changed', step: 12, patch: { 'optimizer.momentum': 0.5 } },
  ]);
});

test('a run that is still going, or was ended, is as far as its last line says', () => {
  const some = read(printed(lines.slice(0, 5)));
  expect(some.step).toBeLessThan(12);
  expect(some.curves.length).toBe(seen.curves.length);
});

test('what begins otherwise is taken for a file', () => {
  expect(areLines(printed(lines))).toBe(true);
  for (const other of [new Uint8Array(), Uint8Array.of(80, 75, 3, 4), utf8('> npm run cli\n')]) expect(areLines(other)).toBe(false);
});

describe('refused, by line', () => {
  const said = (at: number, line: unknown): string => wrong(readRunFile(printed(lines.with(at, typeof line === 'string' ? line : JSON.stringify(line)))));
  const metrics = (more: object): object => ({ type: 'metrics', step: 12, ...more });
  test.each<readonly [string, () => string, RegExp]>([
    ['no JSON', () => said(2, '{"type":'), /^line 3 = .*JSON/],
    ['an empty line', () => said(2, ''), /^line 3 = 0 bytes: JSON/],
    ['no event', () => said(2, { type: 'point', step: 3 }), /^line 3: type = point: an event/],
    ['no object', () => said(2, '7'), /^line 3: all of it = 7: an event/],
    ['a step that is none', () => said(2, { type: 'metrics', step: -1 }), /^line 3: step = -1/],
    ['a step before the one before', () => said(lines.length - 1, { type: 'finished', step: 3 }), /^line \d+: step = 3: a step from 12 to 12/],
    ['a step beyond the last', () => said(lines.length - 1, { type: 'finished', step: 13 }), /^line \d+: step = 13: a step from 12 to 12/],
    ['words for a number', () => said(lines.length - 1, metrics({ train: { loss: 'x' } })), /^line \d+: train.loss = x: a finite number/],
    [
      'too large a number',
      () => said(lines.length - 1, '{"type":"metrics","step":12,"weightNorm":1e999}'),
      /^line \d+: weightNorm = Infinity: a finite number/,
    ],
    ['a list', () => said(lines.length - 1, metrics({ 'x,y': 1 })), /^line \d+: x,y = 1: a finite number/],
    ['deeper than there is', () => said(lines.length - 1, metrics({ a: { b: { c: 1 } } })), /^line \d+: a.b/],
    ['another beginning', () => said(0, { type: 'finished', step: 0 }), /^line 1 = finished: the event «started»/],
    ['two beginnings', () => said(lines.length - 1, lines[0]), /^line \d+ = started: the event «started»/],
    [
      'a config that is none',
      () => said(0, { ...(JSON.parse(lines[0] as string) as object), config: { version: 2, steps: 'x' } }),
      /^line 1: config: steps = x/,
    ],
    ['kernels that there are not', () => said(0, { ...(JSON.parse(lines[0] as string) as object), build: 'x' }), /^line 1: build = x/],
    ['a change of what cannot change', () => said(lines.length - 1, { type: 'changed', step: 12, patch: { seed: 1 } }), /^line \d+: seed = 1: left alone/],
    ['a milestone that there is not', () => said(lines.length - 1, { type: 'milestone', kind: 'won', step: 12 }), /^line \d+: kind = won/],
    ['an ancestor', () => said(2, '{"type":"metrics","step":0,"__proto__":{"x":1}}'), /^line 3 = __proto__/],
    ['no UTF-8', () => wrong(readRunFile(Uint8Array.of(0x7b, 0xff, 10))), /^line 1 = 2 bytes: JSON, in UTF-8/],
  ])('%s', (_, act, expected) => {
    expect(act()).toMatch(expected);
  });
});

describe('cut at any byte, as a program leaves them that is killed', () => {
  const cuts = (from: number, to: number, every: number): Uint8Array[] =>
    Array.from({ length: Math.ceil((to - from) / every) }, (_, i) => printed(lines).subarray(0, from + i * every));

  test('they are the run of the lines that are whole', () => {
    for (const cut of cuts((lines[0] ?? '').length, printed(lines).length, 41)) {
      const all = new TextDecoder().decode(cut).split('\n');
      // A line is whole as soon as it reads as one.
      const whole = lines.includes(all.at(-1) ?? '') ? all : all.slice(0, -1);
      expect(sorted(read(cut))).toEqual(sorted(read(printed(whole))));
    }
  });

  test('within the first there is no run', () => {
    for (const cut of cuts(0, (lines[0] ?? '').length, 97)) expect(wrong(readRunFile(cut))).not.toBe('');
  });
});

test('a last line that is no beginning of one is named as any', () => {
  expect(wrong(readRunFile(utf8(`${lines.slice(0, 3).join('\n')}\nhello`)))).toMatch(/line 4/);
});
