/** What a run comes to, from its events. */
import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import { taken } from '../../../src/engine/sweeps/fold.ts';
import { resultFold } from '../../../src/engine/sweeps/result.ts';
import { settingsOf } from './tiny.ts';

const { config: settings } = settingsOf();
const config = { ...settings, steps: 500 };
const started: RunEvent = {
  type: 'started',
  config,
  parameters: 1,
  trainSize: 1,
  valSize: 1,
  step: 0,
  backend: 'wasm',
  device: '',
  build: 'SIMD',
  fallbacks: [],
};
const metrics = (step: number, val: number): RunEvent => ({ type: 'metrics', step, values: { 'val.accuracy': val } });
const of = (...events: readonly RunEvent[]) =>
  [started, ...events].reduce((result, event) => taken(resultFold, config, result, event), resultFold.begin(config));

test('steps, milestones and the last of every series', () => {
  expect(
    of(
      { type: 'metrics', step: 0, values: { 'val.accuracy': 0.1, weightNorm: 3 } },
      { type: 'milestone', kind: 'memorised', step: 40 },
      { type: 'milestone', kind: 'grokked', step: 400 },
      metrics(500, 1),
      { type: 'finished', step: 500, reason: 'steps' },
    ),
  ).toMatchObject({
    step: 500,
    whole: true,
    train: 40,
    val: 400,
    forgot: false,
    diverged: null,
    last: { 'val.accuracy': 1, weightNorm: 3 },
    backend: 'wasm',
    build: 'SIMD',
  });
});

test('stopped early it is not whole', () => {
  expect(of({ type: 'milestone', kind: 'memorised', step: 40 }, { type: 'finished', step: 40, reason: 'memorised' })).toMatchObject({
    whole: false,
    train: 40,
    val: null,
  });
});

test('validation that was there and is nowhere near any more was forgotten', () => {
  const grokked: RunEvent = { type: 'milestone', kind: 'grokked', step: 400 };
  const end: RunEvent = { type: 'finished', step: 500, reason: 'steps' };
  expect(of(grokked, metrics(500, 0.2), end).forgot).toBe(true);
  expect(of(grokked, metrics(500, 0.9), end).forgot).toBe(false);
  expect(of(metrics(500, 0.2), end).forgot).toBe(false);
});

test('what it forgot in between has to be learned anew', () => {
  expect(
    of(
      { type: 'milestone', kind: 'memorised', step: 40 },
      { type: 'milestone', kind: 'grokked', step: 100 },
      { type: 'milestone', kind: 'forgot', step: 200 },
      { type: 'milestone', kind: 'memorised', step: 300 },
      { type: 'finished', step: 500, reason: 'steps' },
    ),
  ).toMatchObject({ train: 300, val: null });
});

test('diverged it keeps what it had passed', () => {
  expect(of({ type: 'milestone', kind: 'memorised', step: 40 }, { type: 'diverged', step: 77, what: 'loss' })).toMatchObject({
    diverged: 77,
    whole: false,
    train: 40,
    step: 77,
  });
});

test('a device that was lost costs time, not numbers', () => {
  expect(of({ type: 'milestone', kind: 'memorised', step: 40 }, started, metrics(1, 0.5)).milestones).toEqual([]);
});
