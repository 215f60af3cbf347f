/** A point of the landscape, read off a run's events: minima over the evaluations, each on its own, whatever else the run says and how often. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datasetOf } from '../../../src/engine/run/data.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import { run } from '../../../src/engine/run/run.ts';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { landscapeFold } from '../../../src/engine/sweeps/landscapeFold.ts';
import type { LandscapePoint } from '../../../src/engine/sweeps/point.ts';
import { useDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';
import { metricsAt, seen } from '../../metrics.ts';
import { backendsOf } from './backends.ts';
import { pointAt } from './tiny.ts';

const device = await useDevice('wasm');
const config = pointAt(2);

async function eventsOf(of = config): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  await run(
    of,
    { now: () => performance.now(), emit: (event) => events.push(event), turn: () => Promise.resolve([]), file: testFile },
    { backends: backendsOf(() => device), backend: 'wasm' },
  );
  return events;
}

const pointOf = (events: readonly RunEvent[], of = config): LandscapePoint =>
  events.reduce((point, event) => landscapeFold.take(point, event), landscapeFold.begin(of));

const events = await eventsOf();
const point = pointOf(events);

describe('a run', () => {
  test('its norm is α times the network’s own, and held to 1e-5', async () => {
    const one = pointOf(await eventsOf(pointAt(1)));
    expect(point.norm / one.norm).toBeCloseTo(2, 6);
    for (const { drift } of [one, point]) {
      expect(drift).toBeGreaterThan(0);
      expect(drift).toBeLessThan(1e-5);
    }
  });

  test('its minima are over the logged steps, each on its own', async () => {
    const trainer = createTrainer(config, datasetOf(config), device, null);
    const logged: { train: number; test: number; trainError: number; testError: number; norm: number }[] = [];
    for (let step = 0; step <= 60; step++) {
      if (step % 7 === 0 || step === 60) {
        const { train, val, weightNorm } = seen(await trainer.measure());
        logged.push({ train: train.loss, test: val.loss, trainError: 1 - train.accuracy, testError: 1 - val.accuracy, norm: weightNorm });
      }
      if (step < 60) trainer.advance(1);
    }
    const { trainSize } = trainer;
    trainer.dispose();
    const least = (key: keyof (typeof logged)[number]): number => Math.min(...logged.map((entry) => entry[key]));
    const [{ norm }] = logged as [(typeof logged)[number]];
    expect(point).toEqual({
      type: 'landscape',
      alpha: 2,
      norm,
      trainLoss: least('train'),
      testLoss: least('test'),
      trainError: least('trainError'),
      testError: least('testError'),
      amount: 0.6,
      trainSize,
      steps: 60,
      drift: Math.max(...logged.map((entry) => Math.abs(entry.norm / norm - 1))),
      diverged: null,
      backend: 'wasm',
    });
    // They were seen at different steps, or this test shows nothing.
    const at = (key: keyof (typeof logged)[number]): number => logged.findIndex((entry) => entry[key] === least(key));
    expect(at('train')).not.toBe(at('test'));
  });

  test('that diverges ends where it does, with the minima so far', async () => {
    const wild = pointAt(100, { 'optimizer.id': 'sgd', 'optimizer.lr': 100, 'loss.id': 'mse', 'model.activation': 'quadratic', 'landscape.logEvery': 1 });
    const free = { ...wild, constraint: { norm: 'free' as const } };
    const ended = pointOf(await eventsOf(free), free);
    expect(ended.diverged).not.toBeNull();
    expect(ended.steps).toBe(ended.diverged);
    expect(Number.isFinite(ended.trainLoss)).toBe(true);
    expect(Number.isFinite(ended.drift)).toBe(true);
  });
});

describe('the fold', () => {
  test('before anything was heard, it knows what the config says and no more', () => {
    expect(landscapeFold.begin(config)).toMatchObject({
      alpha: 2,
      amount: 0.6,
      norm: 0,
      steps: 0,
      trainSize: 0,
      trainLoss: null,
      testLoss: null,
      backend: null,
    });
  });

  test('changes no result it was given', () => {
    const first = Object.freeze(landscapeFold.begin(config));
    for (const event of events) Object.freeze(landscapeFold.take(first, event));
    expect(first).toEqual(landscapeFold.begin(config));
  });

  test('what a run says beside its evaluations changes nothing', () => {
    const noise = fc.constantFrom<RunEvent>(
      { type: 'milestone', kind: 'grokked', step: 3 },
      { type: 'changed', step: 4, patch: {} },
      { type: 'finished', step: 1, reason: 'stopped' },
      ...events.filter(({ type }) => type === 'snapshot' || type === 'finished' || type === 'milestone'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(events.length), noise)), (extra) => {
        const noisy = [...events];
        for (const [at, event] of extra) noisy.splice(at, 0, event);
        expect(pointOf(noisy)).toEqual(point);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('what is told twice is told once: a run may be interrupted anywhere and tell again what it told before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(events.length), fc.nat(events.length)), { maxLength: 4 }), (breaks) => {
        const told = breaks.flatMap(([a, b]) => events.slice(Math.min(a, b), Math.max(a, b)));
        // From the first event on, up to wherever it broke off.
        const started = events.slice(0, 2);
        expect(pointOf([...started, ...told, ...events])).toEqual(point);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  test('numbers that are none are no minimum', () => {
    const nan = metricsAt(9, { train: { loss: Number.NaN, accuracy: 0.5 }, val: { loss: Number.POSITIVE_INFINITY, accuracy: 0.25 }, weightNorm: Number.NaN });
    expect(landscapeFold.take(point, nan)).toMatchObject({ trainLoss: point.trainLoss, testLoss: point.testLoss, drift: point.drift, norm: point.norm });
    expect(pointOf([nan])).toMatchObject({ trainLoss: null, testLoss: null, trainError: 0.5, testError: 0.75 });
    const endless = metricsAt(0, { train: { loss: 2, accuracy: 0 }, val: { loss: 3, accuracy: 0 }, weightNorm: Infinity });
    const measured = metricsAt(3, { train: { loss: 4, accuracy: 0 }, val: { loss: 1, accuracy: 0 }, weightNorm: 8 });
    const drifted = metricsAt(6, { train: { loss: 3, accuracy: 0 }, val: { loss: 2, accuracy: 0 }, weightNorm: 6 });
    expect(pointOf([endless])).toMatchObject({ norm: 0, drift: 0, steps: 0 });
    expect(pointOf([endless, measured, drifted])).toMatchObject({ norm: 8, drift: 0.25, trainLoss: 2, testLoss: 1, steps: 6 });
  });
});
