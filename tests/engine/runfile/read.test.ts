/** Run files of anybody: what is wrong is named, and nothing of it is taken. */
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeProblems } from '../../../src/engine/problem.ts';
import { modelOf } from '../../../src/engine/run/network.ts';
import type { Snapshot } from '../../../src/engine/run/snapshot.ts';
import { readRunFile } from '../../../src/engine/runfile/read.ts';
import { writeRunFile } from '../../../src/engine/runfile/write.ts';
import { configOf } from '../run/scripted.ts';
import { made, read, withParts, wrong } from './made.ts';

let whole: Uint8Array;
let json: Record<string, unknown>;
beforeAll(async () => {
  whole = writeRunFile((await made(configOf({ steps: 10 }), [{ step: 4, patch: { 'optimizer.lr': 0.002 } }])).file);
  json = JSON.parse(new TextDecoder().decode(unzipSync(whole)['run.json'])) as Record<string, unknown>;
});

/** What is said where `run.json` says otherwise. */
const said = (change: (run: Record<string, unknown>) => Record<string, unknown>): string =>
  wrong(readRunFile(withParts(whole, { 'run.json': JSON.stringify(change(structuredClone(json))) })));
const withField = (field: string, value: unknown): string => said((run) => ({ ...run, [field]: value }));
/** The same with something else in the first, or the last, of a list. */
const withItem = (list: string, change: object, at = 0): string =>
  said((run) => ({ ...run, [list]: (run[list] as object[]).with(at, { ...(run[list] as object[]).at(at), ...change }) }));

test('zipped anew by another program it is the same run', () => {
  expect(read(withParts(whole, {}))).toEqual(read(whole));
  expect(said((run) => run)).toBe('');
  // Node's own bytes, whose slices share their memory.
  expect(read(Buffer.from(whole))).toEqual(read(whole));
});

describe('refused, by name', () => {
  test.each<readonly [string, () => string, RegExp | string]>([
    ['another format', () => withField('format', 'x'), /^run.json: format = x: grokscope-run/],
    [
      'a newer version, whatever else it has',
      () => said((run) => ({ ...run, version: 2, more: 1, step: null })),
      /^run.json: version = 2: 1, the version that this/,
    ],
    ['a field that there is not', () => withField('more', 1), /^run.json: more = 1: left out/],
    [
      'a field of the config that there is not',
      () => said((run) => ({ ...run, config: { ...(run['config'] as object), x: 1 } })),
      /^run.json: config: x = 1: left out/,
    ],
    ...(
      [
        ['another seed, by hand', { seed: 3 }],
        ['another start, by hand', { init: { scale: 2 } }],
      ] as const
    ).map(([name, change]): [string, () => string, RegExp] => [
      name,
      () =>
        said((run) => {
          const config = run['config'] as Record<string, unknown>;
          const changed = Object.entries(change).map(([key, value]) => [key, typeof value === 'object' ? { ...(config[key] as object), ...value } : value]);
          return { ...run, config: { ...config, ...Object.fromEntries(changed) } };
        }),
      /^run.json: config: seed = .*: what the run began with: snapshots\/0.safetensors/,
    ]),
    ['a config of another version', () => said((run) => ({ ...run, config: { version: 99 } })), /^run.json: config: version = 99/],
    ['no config', () => withField('config', null), /^run.json: config: config = null/],
    ['a name that is markup', () => withField('preset', '<img src=x>'), /^run.json: preset/],
    ['a step that is none', () => withField('step', 1.5), /^run.json: step = 1.5/],
    ['a step beyond the last', () => withField('step', 11), /^run.json: step = 11: at most 10/],
    ['a step before its own marks', () => withField('step', 3), /^run.json: changes.0.step = 4/],
    ['kernels that there are not', () => withItem('kernels', { backend: 'abacus' }), /^run.json: kernels.0.backend = abacus/],
    ['kernels from beyond its end', () => withItem('kernels', { step: 99 }), /^run.json: kernels.0.step = 99/],
    ['a change of what cannot change', () => withItem('changes', { patch: { seed: 1 } }), /^run.json: changes.0.seed = 1: left alone/],
    ['a plan for what there is not', () => withItem('plan', { patch: { 'optimizer.nope': 1 } }), /^run.json: plan.0.optimizer.nope/],
    ['milestones that there are not', () => withField('milestones', [{ kind: 'won', step: 1 }]), /^run.json: milestones.0.kind = won/],
    ['milestones from beyond its end', () => withField('milestones', [{ kind: 'fitted', step: 99 }]), /^run.json: milestones.0.step = 99/],
    [
      'incidents out of order',
      () =>
        withField('events', [
          { kind: 'diverged', step: 5, what: 'x' },
          { kind: 'diverged', step: 4, what: 'x' },
        ]),
      /^run.json: events.1.step = 4/,
    ],
    ['an incident of another kind', () => withField('events', [{ kind: 'flood', step: 5 }]), /^run.json: events.0.kind = flood/],
    ['a snapshot that is not there', () => withItem('snapshots', { step: 9999 }, -1), /^run.json: snapshots.\d+.step = 9999/],
    [
      'snapshots twice',
      () => said((run) => ({ ...run, snapshots: [...(run['snapshots'] as object[]), (run['snapshots'] as object[]).at(-1)] })),
      /^run.json: snapshots.\d+.step = 10: later/,
    ],
    ['a norm that is none', () => withItem('snapshots', { heldNorm: -1 }), /^run.json: snapshots.0.heldNorm = -1/],
    [
      'a snapshot with a change from later on',
      () => withItem('snapshots', { changes: [{ step: 4, patch: { 'optimizer.lr': 1 } }] }),
      /^snapshots\/0.safetensors: changes.0.step = 4/,
    ],
    [
      'a snapshot whose change brought state that it has not',
      () => withItem('snapshots', { changes: [{ step: 4, patch: { 'transforms.grokfast.factor': 2 } }] }, -1),
      /^snapshots\/10.safetensors = undefined: with the tensor slots.grokfast.mean/,
    ],
    ['data that is not there', () => withField('data', ['0123456789abcdef']), /^data\/0123456789abcdef = undefined: in the file/],
    ['data from elsewhere', () => withField('data', ['../../etc/passwd']), /^run.json: data.0/],
    ['a list of nothing', () => wrong(readRunFile(withParts(whole, { 'run.json': '[]' }))), /^run.json: all of it/],
    [
      'an ancestor',
      () => wrong(readRunFile(withParts(whole, { 'run.json': JSON.stringify(json).replace('{', '{"__proto__":{"admin":true},') }))),
      /^run.json = __proto__/,
    ],
    ['JSON without an end', () => wrong(readRunFile(withParts(whole, { 'run.json': '{"a":' }))), /^run.json = \d+ bytes: JSON/],
    ['JSON as deep as a well', () => wrong(readRunFile(withParts(whole, { 'run.json': '['.repeat(1e6) + ']'.repeat(1e6) }))), /^run.json = \d+ bytes: JSON/],
    ['no run.json', () => wrong(readRunFile(withParts(whole, { 'run.json': null }))), /with run.json in it/],
    ['no curves', () => wrong(readRunFile(withParts(whole, { 'curves.csv': null }))), /^curves.csv = undefined: in the file/],
    ['curves of nothing', () => wrong(readRunFile(withParts(whole, { 'curves.csv': '' }))), /^curves.csv = 0 bytes: a table that begins with/],
    [
      'no network of those that it names',
      () => wrong(readRunFile(withParts(whole, { 'snapshots/0.safetensors': null }))),
      /^snapshots\/0.safetensors = undefined/,
    ],
    [
      'a curve with what is no number',
      () => wrong(readRunFile(withParts(whole, { 'curves.csv': 'step,series,value\n0,train.loss,NaN\n' }))),
      /^curves.csv, line 2/,
    ],
    [
      'a snapshot that nobody names',
      () => wrong(readRunFile(withParts(whole, { 'snapshots/7777.safetensors': 'x' }))),
      /^file = snapshots\/7777.safetensors: named in run.json/,
    ],
    ['a snapshot of nothing', () => wrong(readRunFile(withParts(whole, { 'snapshots/0.safetensors': '' }))), /^snapshots\/0.safetensors = 0 bytes/],
    ['no archive', () => wrong(readRunFile(new TextEncoder().encode('step,series,value'))), /^file = 17 bytes: a run file/],
    ['nothing', () => wrong(readRunFile(new Uint8Array(0))), /^file = 0 bytes/],
  ])('%s', (_, words, pattern) => expect(words()).toMatch(pattern));

  describe.each<readonly [string, object]>([
    ['a run', {}],
    ['a fork', { parent: { run: 'other', step: 4 } }],
  ])('of %s', (_, more) => {
    const others = (part: string): string =>
      wrong(readRunFile(withParts(whole, { 'run.json': JSON.stringify({ ...json, ...more }), ...(part === '' ? {} : { [part]: null }) })));

    test('that is whole nothing', () => expect(others('')).toBe(''));

    test('each part that is missing', () => {
      const parts = Object.keys(unzipSync(whole)).filter((part) => part !== 'run.json');
      expect(parts.length).toBeGreaterThan(2);
      for (const part of parts) expect(others(part)).toMatch(new RegExp(`^${part} = undefined: in the file`));
    });

    test('each tensor of its first network that somebody changed, and neither seed nor file', () => {
      const file = read(whole);
      const [first] = file.snapshots as [Snapshot];
      const names = modelOf(file.config).parameters.map(({ name }) => name);
      for (const [i, name] of names.entries()) {
        const parameters = first.parameters.map((values, at) => (at === i ? values.map((x, n) => (n === 1 ? x + 0.5 : x)) : values));
        const changed = writeRunFile({ ...file, ...more, snapshots: file.snapshots.with(0, { ...first, parameters }) });
        expect(wrong(readRunFile(changed))).toMatch(new RegExp(`^snapshots/0.safetensors: parameters.${name} = 1 other numbers: as the config`));
      }
    });

    test('seed and network, where all of what is drawn is otherwise', () => {
      const otherSeed = writeRunFile({ ...read(whole), ...more, config: { ...read(whole).config, seed: 77 } });
      expect(wrong(readRunFile(otherSeed))).toMatch(/^run.json: config: seed = 77: what the run began with: snapshots\/0.safetensors/);
    });
  });

  test('and told in words that fit on a line, in both languages', () => {
    const result = readRunFile(withParts(whole, { 'run.json': JSON.stringify({ ...json, ['\u202e<b>\n'.repeat(50)]: 1 }) }));
    const problems = result.ok ? [] : result.problems;
    for (const language of ['en', 'ja'] as const) expect(describeProblems(problems, language).join('')).toMatch(/^[^\n\u202e]{10,400}$/);
  });

  test('what stands there for people may be anything: nobody reads it', () => {
    expect(withField('about', { again: 'javascript:alert(1)', x: [null] })).toBe('');
  });

  test('nothing of it has changed an object’s ancestor', () => expect(Object.keys(Object.prototype)).toEqual([]));
});
