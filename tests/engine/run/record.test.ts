import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BackendChoice } from '../../../src/engine/backend/choice.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { Curve } from '../../../src/engine/run/curve.ts';
import { createRecord } from '../../../src/engine/run/record.ts';

const pointsOf = ({ length, steps, values }: Curve): [number, number][] => Array.from({ length }, (_, i) => [steps[i] as number, values[i] as number]);

describe('curves', () => {
  test('any number that is reported has a curve, in the order in which it came', () => {
    const record = createRecord('a', defaultConfig());
    expect(record.curve('gini')).toMatchObject({ length: 0 });
    record.take({ type: 'metrics', step: 0, values: { 'train.loss': 2, gini: 0.5 } });
    record.take({ type: 'metrics', step: 3, values: { 'train.loss': 1 } });
    expect(record.keys).toEqual(['train.loss', 'gini']);
    expect(pointsOf(record.curve('train.loss'))).toEqual([
      [0, 2],
      [3, 1],
    ]);
    expect(pointsOf(record.curve('gini'))).toEqual([[0, 0.5]]);
    expect(record.latest?.values).toEqual({ 'train.loss': 1 });
  });

  test('a step that was reported already is not drawn twice, wherever a recovery goes back to', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { maxLength: 200 }), (steps) => {
        const record = createRecord('a', defaultConfig());
        for (const step of steps) record.take({ type: 'metrics', step, values: { x: step / 2 } });
        const seen = pointsOf(record.curve('x'));
        expect(seen.map(([step]) => step)).toEqual(steps.filter((step, i) => steps.slice(0, i).every((before) => before < step)));
        for (const [step, value] of seen) expect(value).toBe(step / 2);
      }),
    );
  });

  test('what is no number is not drawn', () => {
    const record = createRecord('a', defaultConfig());
    for (const [step, x] of [Number.NaN, 1, Number.POSITIVE_INFINITY, 2].entries()) record.take({ type: 'metrics', step, values: { x } });
    expect(pointsOf(record.curve('x'))).toEqual([
      [1, 1],
      [3, 2],
    ]);
  });

  test('of which nothing was drawn stay empty in the run that goes on', () => {
    const record = createRecord('a', defaultConfig());
    for (const step of [0, 5]) record.take({ type: 'metrics', step, values: { x: Number.NaN, y: 1 } });
    const fork = record.fork('b', defaultConfig(), 9);
    expect(['x', 'y'].map((key) => pointsOf(fork.curve(key)))).toEqual([
      [],
      [
        [0, 1],
        [5, 1],
      ],
    ]);
  });

  test('grow beyond their first room and keep every point', () => {
    const record = createRecord('a', defaultConfig());
    for (let step = 0; step < 1300; step++) record.take({ type: 'metrics', step, values: { x: -step } });
    expect(pointsOf(record.curve('x'))).toEqual(Array.from({ length: 1300 }, (_, step) => [step, -step]));
  });
});

test('a milestone counts once at its step; changes, recoveries and divergence each time; every event raises the version', () => {
  const record = createRecord('a', defaultConfig());
  record.take({ type: 'milestone', kind: 'memorised', step: 5 });
  record.take({ type: 'milestone', kind: 'memorised', step: 5 });
  record.take({ type: 'recovered', lost: 'device', step: 9, from: 6, what: 'gone', backend: 'wasm', device: '', build: 'SIMD', fallbacks: [] });
  record.take({ type: 'recovered', lost: 'device', step: 8, from: 6, what: 'gone', backend: 'wasm', device: '', build: 'SIMD', fallbacks: [] });
  record.take({ type: 'diverged', step: 12, what: 'train loss is NaN' });
  expect(record.marks.map(({ kind, step }) => [kind, step])).toEqual([
    ['memorised', 5],
    ['recovered', 9],
    ['recovered', 8],
    ['diverged', 12],
  ]);
  expect(record.step).toBe(12);
  expect(record.version).toBe(5);
});

test('another backend than before stands in the mark, with the reason for people; the same one does not', () => {
  const record = createRecord('a', defaultConfig());
  const on = (backend: 'webgpu' | 'wasm', build: 'plain' | 'SIMD' = 'plain') => ({ backend, device: '', build, fallbacks: [] }) as const;
  const why = { en: 'the GPU was taken away', ja: 'GPU が使えなくなりました' };
  record.take({ type: 'started', config: defaultConfig(), parameters: 1, trainSize: 1, valSize: 1, step: 0, ...on('webgpu') });
  record.take({ type: 'recovered', lost: 'device', step: 3, from: 0, what: 'mapAsync', why, ...on('webgpu') });
  record.take({ type: 'recovered', lost: 'device', step: 5, from: 3, what: 'mapAsync', why, ...on('wasm') });
  record.take({ type: 'recovered', lost: 'worker', step: 7, from: 5, what: 'no answer', ...on('wasm') });
  record.take({ type: 'recovered', lost: 'worker', step: 9, from: 5, what: 'no answer', ...on('wasm', 'SIMD') });
  expect(record.marks).toEqual([
    { kind: 'recovered', lost: 'device', step: 3, what: 'mapAsync', why },
    { kind: 'recovered', lost: 'device', step: 5, what: 'mapAsync', why, moved: { backend: 'wasm', build: 'plain' } },
    { kind: 'recovered', lost: 'worker', step: 7, what: 'no answer' },
    // Another build of the same backend rounds otherwise, too.
    { kind: 'recovered', lost: 'worker', step: 9, what: 'no answer', moved: { backend: 'wasm', build: 'SIMD' } },
  ]);
});

test('a fork shares the past up to its step, and nothing after it on either side', () => {
  const record = createRecord('a', defaultConfig());
  for (const step of [0, 1, 2, 3]) record.take({ type: 'metrics', step, values: { x: step, ...(step > 2 ? { y: 1 } : {}) } });
  record.take({ type: 'milestone', kind: 'memorised', step: 2 });
  record.take({ type: 'milestone', kind: 'grokked', step: 3 });
  record.take({ type: 'diverged', step: 2, what: '' });
  const fork = record.fork('b', { ...defaultConfig(), steps: 9 }, 2);
  expect(fork).toMatchObject({ id: 'b', step: 2, config: { steps: 9 } });
  expect(pointsOf(fork.curve('x')).map(([step]) => step)).toEqual([0, 1, 2]);
  expect(fork.curve('y').length).toBe(0);
  expect(fork.marks).toEqual([{ kind: 'memorised', step: 2 }]);
  fork.take({ type: 'metrics', step: 3, values: { x: 99 } });
  expect(record.curve('x').values[3]).toBe(3);
  expect(fork.curve('x').values[3]).toBe(99);
});

test('the record holds which kernels made its numbers, from which step on', () => {
  const record = createRecord('run', defaultConfig());
  expect(record.made).toEqual([]);
  const choice = { backend: 'webgpu', build: 'WGSL', device: 'a GPU', fallbacks: [] } as const;
  const lost = (step: number, from: number, on: Partial<BackendChoice>): void =>
    record.take({ type: 'recovered', lost: 'device', step, from, what: 'gone', ...choice, ...on });
  record.take({ type: 'started', config: defaultConfig(), parameters: 1, trainSize: 1, valSize: 1, step: 0, ...choice });
  lost(20, 10, {});
  lost(90, 80, { backend: 'wasm', build: 'relaxed SIMD' });
  const made = [
    { step: 0, backend: 'webgpu', build: 'WGSL' },
    { step: 80, backend: 'wasm', build: 'relaxed SIMD' },
  ];
  expect(record.made).toEqual(made);
  expect(record.fork('next', defaultConfig(), 79).made).toEqual(made.slice(0, 1));
  expect(record.fork('next', defaultConfig(), 80).made).toEqual(made);
});

test('kernels are others where either their backend or their build is another', () => {
  const record = createRecord('run', defaultConfig());
  const kernels = [
    ['wasm', 'relaxed SIMD'],
    ['wasm', 'relaxed SIMD'],
    ['wasm', 'SIMD'],
    ['cpu', 'plain'],
    ['webgpu', 'plain'],
    ['webgpu', 'WGSL'],
    ['webgpu', 'WGSL'],
  ] as const;
  kernels.forEach(([backend, build], i) =>
    record.take({ type: 'recovered', lost: 'device', step: 10 * i, from: 10 * i, what: '', backend, build, device: '', fallbacks: [] }),
  );
  expect(record.made.map(({ step }) => step)).toEqual([0, 20, 30, 40, 50]);
});
