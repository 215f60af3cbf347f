import { expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withValue } from '../../../src/engine/config/pairs.ts';
import { parseConfig } from '../../../src/engine/config/parse.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { MilestoneKind } from '../../../src/engine/run/milestone.ts';
import { createRecord, type Mark, type RunRecord } from '../../../src/engine/run/record.ts';
import type { Death } from '../../../src/worker/crew/seat.ts';
import { markWords } from '../../../src/figures/plot/markers.ts';
import { en } from '../../../src/ui/i18n/en.ts';
import { ja } from '../../../src/ui/i18n/ja.ts';
import { sentences, type Situation } from '../../../src/ui/status/sentence.ts';
import { metrics } from '../../store/events.ts';

const config = defaultConfig();

/** A run whose accuracies and norm went like this. */
function record(points: readonly [step: number, train: number, val: number, norm?: number][], marks: Partial<Record<MilestoneKind, number>> = {}): RunRecord {
  const run = createRecord('run', config);
  for (const [step, train, val, norm] of points) run.take(metrics(step, train, val, norm));
  for (const [kind, step] of Object.entries(marks)) run.take({ type: 'milestone', kind: kind as MilestoneKind, step });
  return run;
}

function situation(rest: Partial<Situation>): Situation {
  return {
    status: 'running',
    from: null,
    reason: null,
    phase: null,
    record: null,
    coming: false,
    death: null,
    unavailable: null,
    backend: null,
    config,
    ...rest,
  };
}

const keys = (rest: Partial<Situation>): string[] => sentences(situation(rest)).map(({ key }) => key.slice('status.'.length));

function changed(values: Readonly<Record<string, unknown>>): RunConfig {
  return Object.entries(values).reduce<RunConfig>((current, [path, value]) => {
    const parsed = parseConfig(withValue(current, path, value));
    if (!parsed.ok) throw new Error(path);
    return parsed.config;
  }, config);
}

test('before the first run: what Run will do', () => {
  expect(sentences(situation({ status: 'idle' }))).toEqual([{ key: 'status.idle', values: { fraction: config.task['trainFraction'] } }]);
});

test.each([
  ['loading', 'startingLoading'],
  ['reloading', 'interruptedLoading'],
  ['backend', 'startingBackend'],
  ['data', 'startingData'],
  ['training', 'startingTraining'],
  [null, 'startingLoading'],
] as const)('starting, phase %s', (phase, key) => {
  expect(keys({ status: 'starting', phase, record: record([]) })).toEqual([key]);
});

test('at step 0', () => {
  expect(keys({ status: 'paused', record: record([[0, 0, 0]]) })).toEqual(['ready']);
});

test('paused: where, and what has been reached', () => {
  expect(keys({ status: 'paused', record: record([[9, 0.4, 0.02]]) })).toEqual(['paused', 'memorising']);
});

test('recovered on another device', () => {
  const run = record([[9, 0.4, 0.02]]);
  run.take({ type: 'recovered', lost: 'device', step: 9, from: 8, what: 'lost', backend: 'cpu', device: '', build: 'plain', fallbacks: [] });
  expect(keys({ record: run, backend: { backend: 'cpu', device: '', build: 'plain', fallbacks: [] } })).toEqual(['memorising', 'recovered']);
});

test('moved to another backend: at which step, why, and to which', () => {
  const run = record([[9, 0.4, 0.02]]);
  const on = (backend: 'webgpu' | 'wasm') => ({ backend, device: '', build: backend === 'wasm' ? 'SIMD' : 'WGSL', fallbacks: [] }) as const;
  const why = { en: 'the GPU was taken away', ja: 'GPU が使えなくなりました' };
  run.take({ type: 'started', config: defaultConfig(), parameters: 1, trainSize: 1, valSize: 1, step: 0, ...on('webgpu') });
  run.take({ type: 'recovered', lost: 'device', step: 9, from: 8, what: 'mapAsync', why, ...on('wasm') });
  expect(sentences(situation({ record: run, backend: on('wasm') })).at(-1)).toEqual({ key: 'status.moved', values: { step: 9, why, backend: 'WASM SIMD' } });
  expect(markWords(run.marks.at(-1) as Mark, defaultConfig(), 'en')).toBe('from here on WASM SIMD 9');
  expect(markWords(run.marks.at(-1) as Mark, defaultConfig(), 'ja')).toBe('ここから WASM SIMD 9');
});

test('goes on on other kernels than the run before it; a later death takes nothing back of that', () => {
  const run = record([[9, 0.4, 0.02]]);
  const on = (build: 'SIMD' | 'relaxed SIMD') => ({ backend: 'wasm', device: '', build, fallbacks: [] }) as const;
  const start = (step: number) => ({ type: 'started', config, parameters: 1, trainSize: 1, valSize: 1, step }) as const;
  run.take({ ...start(0), ...on('SIMD') });
  const next = run.fork('next', config, 9);
  next.take({ ...start(8), ...on('relaxed SIMD') });
  next.take(metrics(12, 0.4, 0.02));
  const said = { key: 'status.movedOn', values: { step: 9, backend: 'WASM SIMD (relaxed)' } };
  expect(sentences(situation({ record: next })).at(-1)).toEqual(said);
  expect(markWords(next.marks.at(-1) as Mark, config, 'en')).toBe('from here on WASM SIMD (relaxed) 9');
  next.take({ type: 'recovered', lost: 'worker', step: 12, from: 9, what: 'gone', ...on('relaxed SIMD') });
  expect(sentences(situation({ record: next })).slice(-2)).toEqual([said, { key: 'status.recoveredWorker', values: { step: 12 } }]);
});

test('no word that stays once it was said claims that training goes on: the run may be paused by then', () => {
  for (const { said, status } of [en, ja]) {
    for (const words of [...Object.values(said), status.recovered, status.recoveredWorker, status.moved, status.movedOn])
      expect(words).not.toMatch(/続け|続い|goes on|continu/i);
  }
});

test('left for another run: where, and what it had reached, and no word of an end', () => {
  const left = (points: Parameters<typeof record>[0], marks: Parameters<typeof record>[1] = {}) =>
    keys({ status: 'finished', reason: 'stopped', record: record(points, marks) });
  expect(left([[9, 0.4, 0.02]])).toEqual(['left', 'memorising']);
  expect(left([[1300, 1, 1]], { memorised: 90, grokked: 1260 })).toEqual(['left', 'grokked']);
  expect(keys({ status: 'finished', reason: 'steps', record: record([[1300, 1, 1]], { memorised: 90, grokked: 1260 }) })).toEqual(['grokked', 'over']);
});

test('while another worker takes over, and after it', () => {
  const run = record([[9, 0.4, 0.02]]);
  const dying = (kind: Death['kind']) => keys({ status: 'starting', record: run, death: { kind, what: '' } });
  expect((['silent', 'crashed', 'failed', 'unloaded', 'unmade'] as const).flatMap(dying)).toEqual([
    'interruptedSilent',
    'interrupted',
    'interrupted',
    'interruptedLoading',
    'interruptedLoading',
  ]);
  run.take({ type: 'recovered', lost: 'worker', step: 9, from: 8, what: 'gone', backend: 'wasm', device: '', build: 'SIMD', fallbacks: [] });
  expect(keys({ record: run })).toEqual(['memorising', 'recoveredWorker']);
});

test('a run that comes says so, whatever is still in front', () => {
  expect(keys({ status: 'starting', coming: true, phase: 'data', record: record([[9, 1, 1]]) })).toEqual(['startingData']);
  expect(keys({ status: 'starting', coming: true, phase: 'waiting', record: null })).toEqual(['startingWaiting']);
});

test('over: what it has come to, and what to try where that is not all', () => {
  const ended = (points: Parameters<typeof record>[0], marks: Parameters<typeof record>[1] = {}) => keys({ status: 'finished', record: record(points, marks) });
  expect(ended([[1300, 1, 1]], { memorised: 90, grokked: 1260 })).toEqual(['grokked', 'over']);
  expect(ended([[1300, 1, 0.5]], { memorised: 90, grokked: 1260 })).toEqual(['grokked', 'slipped', 'over']);
  expect(
    ended([
      [500, 0.5, 0.1],
      [1300, 0.5, 0.1],
    ]),
  ).toEqual(['neverLearned', 'hintRate']);
  expect(
    ended([
      [500, 0.1, 0.1],
      [1300, 0.5, 0.1],
    ]),
  ).toEqual(['neverLearned', 'hintTrainRising']);
  expect(
    ended(
      [
        [90, 1, 0.6],
        [1300, 1, 0.8],
        [1400, 1, 0.8],
        [3000, 1, 0.8],
      ],
      { fitted: 90 },
    ),
  ).toEqual(['neverGeneralised', 'hintPatience']);
  expect(
    ended(
      [
        [90, 1, 0.1],
        [1300, 0.03, 0.02],
      ],
      { memorised: 90 },
    ),
  ).toEqual(['endedFallen', 'hintForgot']);
  expect(
    ended(
      [
        [90, 1, 0.1],
        [1300, 0.03, 0.02],
      ],
      { memorised: 90, forgot: 1300 },
    ),
  ).toEqual(['endedForgot', 'hintForgot']);
});

const flat: [number, number, number][] = [
  [1, 0, 0],
  [500, 1, 0.1],
  [900, 1, 0.1],
  [1000, 1, 0.1],
];

test.each([
  ['hintDecay', { 'optimizer.weightDecay': 0 }],
  ['hintOptimizer', { 'optimizer.id': 'adam' }],
  ['hintWeakDecay', { 'optimizer.weightDecay': 0.1 }],
  ['hintScale', { 'init.scale': 5 }],
  ['hintData', { 'task.trainFraction': 0.2 }],
  ['hintNoise', { 'task.labelNoise': 0.1 }],
  ['hintHeld', { 'constraint.norm': 'fixed' }],
  ['hintPatience', {}],
])('never grokked: %s', (hint, values) => {
  expect(keys({ status: 'finished', record: record(flat, { memorised: 900 }), config: changed(values) })).toEqual(['neverGrokked', hint]);
});

test('never grokked after its weight decay was removed: it is no advice to put it back', () => {
  const run = record(flat, { memorised: 900 });
  run.take({ type: 'changed', step: 950, patch: { 'optimizer.weightDecay': 0 } });
  const said = sentences(situation({ status: 'finished', record: run, config: changed({ 'optimizer.weightDecay': 0 }) }));
  expect(said.at(-1)).toEqual({ key: 'status.hintDecayRemoved', values: { removed: 950 } });
});

test('never grokked, but on its way', () => {
  expect(keys({ status: 'finished', record: record([...flat, [1100, 1, 0.4]], { memorised: 900 }) })).toEqual(['neverGrokked', 'hintRising']);
});

test.each([
  [{}, 9, 'diverged'],
  // No update was made: the rate has no part in it.
  [{}, 0, 'divergedScale'],
  [{ 'init.scale': 100 }, 0, 'divergedScale'],
  [{ 'init.scale': 100 }, 9, 'divergedLarge'],
  // There is no lower rate to try.
  [{ 'init.scale': 100, 'optimizer.lr': 1e-6 }, 9, 'divergedScale'],
] as const)('with %j, numbers that blow up at step %i are said by «%s»', (values, step, key) => {
  expect(keys({ status: 'diverged', record: record([[step, 0.4, 0.02]]), config: changed(values) })).toEqual([key]);
});

test.each([
  [{}, 30, 'hintRate'],
  [{ 'optimizer.lr': 1 }, 30, 'hintLowerRate'],
  [{ 'init.scale': 4 }, 30, 'hintScale'],
  [{ 'init.scale': 4, 'constraint.norm': 'fixed' }, 30, 'hintHeldFast'],
  [{ 'optimizer.weightDecay': 100 }, 1, 'hintCollapsed'],
  [{ 'optimizer.weightDecay': 0, 'optimizer.lr': 1 }, 1, 'hintLowerRate'],
] as const)('with %j and a norm of %d at the end, what has not learned is advised by «%s»', (values, norm, key) => {
  const asked = changed(values);
  const run = createRecord('run', asked);
  for (const point of [
    [0, 0.02, 0.02, 30],
    [500, 0.03, 0.02, norm],
    [1300, 0.03, 0.02, norm],
  ] as const)
    run.take(metrics(point[0], point[1], point[2], point[3]));
  expect(keys({ status: 'finished', record: run, config: asked })).toEqual(['neverLearned', key]);
});

test('diverged and failed', () => {
  const run = record([[9, 0.4, 0.02]]);
  expect(sentences(situation({ status: 'diverged', record: run }))).toEqual([{ key: 'status.diverged', values: { step: 9, lr: '0.003' } }]);
  expect(sentences(situation({ status: 'failed', record: run, death: { kind: 'failed', what: 'no' } }))).toEqual([
    { key: 'status.failed', values: { what: 'no' } },
  ]);
  expect(keys({ status: 'failed', record: run, death: { kind: 'silent', what: '' } })).toEqual(['failedSilent']);
  expect(keys({ status: 'failed', record: record([]), death: { kind: 'unloaded', what: '404' } })).toEqual(['failedLoading']);
  expect(keys({ status: 'failed', record: record([]), death: { kind: 'unmade', what: 'no Worker' } })).toEqual(['failedUnmade']);
});

test('a backend that cannot be had, with its reason in the reader’s language', () => {
  const reason = { en: 'no GPU', ja: 'GPU なし' };
  expect(sentences(situation({ status: 'failed', record: record([]), unavailable: { backend: 'webgpu', reason } }))).toEqual([
    { key: 'status.unavailable', values: { backend: 'WebGPU', reason } },
  ]);
  // Of a run that goes on it is said what made it, and what would become of its numbers.
  const run = record([[9, 0.4, 0.02]]);
  run.take({ type: 'started', step: 0, parameters: 1, trainSize: 1, valSize: 1, config, backend: 'wasm', device: '', build: 'SIMD', fallbacks: [] });
  expect(sentences(situation({ status: 'failed', record: run, unavailable: { backend: 'wasm', reason } }))).toEqual([
    { key: 'status.unavailableHere', values: { step: 9, backend: 'WASM SIMD', reason } },
  ]);
});
