/** The LU landscape: its grid, what a point's config is, and one point's training: norm held, minima independent, the same numbers however interrupted. */
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { DeviceLost, type Device } from '../../../src/engine/backend/device.ts';
import { Backends } from '../../../src/engine/backend/select.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { defaultSettings, withSettingPairs, type Settings } from '../../../src/engine/config/settings.ts';
import { PRESETS, findPreset } from '../../../src/engine/presets/index.ts';
import { datasetOf } from '../../../src/engine/run/data.ts';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { coarseFirst, landscapeConfig, landscapePlan, sameSurface, type LandscapePlan } from '../../../src/engine/sweeps/landscape.ts';
import { runPoint, type PointHost } from '../../../src/engine/sweeps/landscapePoint.ts';
import type { LandscapePoint } from '../../../src/engine/sweeps/point.ts';
import { useDevice } from '../../devices.ts';
import { seen } from '../../metrics.ts';
import { testFile } from '../../host.ts';

const TINY = {
  'task.p': 7,
  'task.trainFraction': 0.6,
  'task.split': 'pairs',
  'model.id': 'mlp',
  'model.width': 12,
  'model.depth': 1,
  'landscape.steps': 60,
  'landscape.logEvery': 7,
  'landscape.alphaCount': 3,
};

function settingsOf(set: Readonly<Record<string, string | number>> = {}): Settings {
  const parsed = withSettingPairs(
    defaultSettings(),
    Object.entries({ ...TINY, ...set }).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.settings;
}

const planOf = (set: Readonly<Record<string, string | number>> = {}): LandscapePlan => {
  const { config, landscape } = settingsOf(set);
  return landscapePlan(config, landscape);
};

/** One point's config. */
function pointOf(alpha: number, set: Readonly<Record<string, string | number>> = {}): RunConfig {
  const { config, landscape } = settingsOf(set);
  return landscapeConfig(config, landscape, alpha);
}

const device = await useDevice('wasm');
const choice = { backend: 'wasm', device: 'test', fallbacks: [] } as const;

/** Opens what the test hands out. */
function backendsOf(open: () => Device): Backends {
  const backends = new Backends({ wasmPaths: {}, gpu: null });
  backends.open = () => Promise.resolve({ device: open(), choice });
  backends.forget = () => undefined;
  return backends;
}

const quiet: PointHost = { now: () => performance.now(), file: testFile, turn: () => Promise.resolve('on') };

async function train(config: RunConfig, host: PointHost = quiet, open = () => device): Promise<LandscapePoint> {
  const point = await runPoint(config, host, backendsOf(open), 'wasm');
  if (point === null) throw new Error('stopped');
  return point;
}

describe('the grid', () => {
  test('α runs evenly on a log scale from end to end, whichever is named first', () => {
    const plan = planOf({ 'landscape.alphaFrom': 10, 'landscape.alphaTo': 0.1, 'landscape.alphaCount': 11 });
    expect(plan.alphas).toEqual([0.1, 0.158489, 0.251189, 0.398107, 0.630957, 1, 1.58489, 2.51189, 3.98107, 6.30957, 10]);
    expect(plan.amounts).toEqual([0.6]);
  });

  test('the ends come first, then the middle, then the middles of what is left', () => {
    expect(coarseFirst(9)).toEqual([0, 8, 4, 2, 6, 1, 3, 5, 7]);
    for (let n = 1; n < 30; n++) expect(coarseFirst(n).toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
  });

  test.each([
    ['a share of a table', settingsOf(), 0.6],
    ['a number of examples', findPreset('lu-teacher-student') ?? settingsOf(), 100],
  ])('data sizes are multiples of the config’s own, %s, which is trained first', (_, base, own) => {
    const { amounts, points, alphas, ownAmount } = landscapePlan(base.config, { ...base.landscape, sizes: 4, sizeFrom: 0.25, sizeTo: 1.5 });
    expect(ownAmount).toBe(own);
    expect(amounts).toContain(own);
    expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
    expect(amounts.length).toBeGreaterThanOrEqual(3);
    expect(points).toHaveLength(amounts.length * alphas.length);
    expect(points.slice(0, alphas.length).every(({ amount }) => amount === own)).toBe(true);
    expect(new Set(points.map(({ key }) => key)).size).toBe(points.length);
  });

  const keys = (set: Readonly<Record<string, string | number>> = {}): string[] => planOf(set).points.map(({ key }) => key);

  test.each([
    ['optimizer.weightDecay', 3],
    ['init.scale', 4],
    ['constraint.norm', 'fixed'],
    ['steps', 99],
    ['landscape.y', 'error'],
    ['probes.evaluation.every', 3],
    ['milestones.grokked', 0.5],
  ])('%s decides nothing about a point, nor about its key', (path, value) => expect(keys({ [path]: value })).toEqual(keys()));

  test.each([
    ['seed', 5],
    ['optimizer.lr', 0.1],
    ['task.p', 11],
    ['model.width', 13],
    ['landscape.steps', 61],
    ['landscape.logEvery', 8],
  ])('%s makes another point of it', (path, value) => expect(keys({ [path]: value }).filter((key) => keys().includes(key))).toEqual([]));

  test('a finer grid shares the points of the coarser', () => expect(keys({ 'landscape.alphaCount': 5 })).toEqual(expect.arrayContaining(keys())));

  test.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s has a landscape', (_, { config, landscape }) => {
    const { points, alphas } = landscapePlan(config, { ...landscape, sizes: 3 });
    expect(points.length).toBeGreaterThanOrEqual(alphas.length);
    for (const { config: point, alpha } of points) {
      expect(point.init.scale).toBe(alpha);
      expect(point.constraint.norm).toBe('fixed');
      expect(point.optimizer['weightDecay'] ?? 0).toBe(0);
      expect(point.probes['localComplexity']).toMatchObject({ measure: 'off' });
      expect(point.probes['evaluation']).toEqual({ perDecade: 0, every: landscape.logEvery });
      expect(point.steps).toBe(landscape.steps);
    }
  });

  test('a run crosses the landscape of its own data, network and loss, whatever it is trained with', () => {
    expect(sameSurface(settingsOf().config, settingsOf({ 'optimizer.lr': 0.1, 'init.scale': 3, seed: 9 }).config)).toBe(true);
    expect(sameSurface(settingsOf().config, settingsOf({ 'task.p': 11 }).config)).toBe(false);
    expect(sameSurface(settingsOf().config, settingsOf({ 'model.width': 11 }).config)).toBe(false);
    expect(sameSurface(settingsOf().config, settingsOf({ 'loss.id': 'mse' }).config)).toBe(false);
  });
});

describe('a point', () => {
  const config = pointOf(2);

  test('its norm is α times the network’s own, and held to 1e-5', async () => {
    const [one, two] = [await train(pointOf(1)), await train(config)];
    expect(two.norm / one.norm).toBeCloseTo(2, 6);
    for (const { drift } of [one, two]) {
      expect(drift).toBeGreaterThan(0);
      expect(drift).toBeLessThan(1e-5);
    }
  });

  test('its minima are over the logged steps, each on its own', async () => {
    const trainer = createTrainer(config, datasetOf(config), device, null);
    const logged: { train: number; test: number; trainError: number; testError: number }[] = [];
    for (let step = 0; step <= 60; step++) {
      if (step % 7 === 0 || step === 60) {
        const { train: t, val } = seen(await trainer.measure());
        logged.push({ train: t.loss, test: val.loss, trainError: 1 - t.accuracy, testError: 1 - val.accuracy });
      }
      if (step < 60) trainer.advance(1);
    }
    trainer.dispose();
    const least = (key: keyof (typeof logged)[number]): number => Math.min(...logged.map((entry) => entry[key]));
    const point = await train(config);
    expect(point).toMatchObject({ trainLoss: least('train'), testLoss: least('test'), trainError: least('trainError'), testError: least('testError') });
    // They were seen at different steps, or this test shows nothing.
    const at = (key: keyof (typeof logged)[number]): number => logged.findIndex((entry) => entry[key] === least(key));
    expect(at('train')).not.toBe(at('test'));
    expect(point).toMatchObject({ type: 'landscape', alpha: 2, amount: 0.6, steps: 60, diverged: null, backend: 'wasm' });
  });

  test('has the same numbers whatever was trained before, however it was sliced and paused, and leaves no tensor', async () => {
    const before = memory().numTensors;
    const first = await train(config);
    await train(pointOf(0.5));
    let clock = 0;
    const slow = await train(config, { ...quiet, now: () => (clock += 50) });
    let turns = 0;
    const paused = await train(config, {
      ...quiet,
      turn: () => (++turns % 5 === 0 ? new Promise((resolve) => setTimeout(() => resolve('on'), 1)) : Promise.resolve('on')),
    });
    expect(slow).toEqual(first);
    expect(paused).toEqual(first);
    expect(memory().numTensors).toBe(before);
  });

  test('tells how far it is, and can be stopped', async () => {
    const steps: number[] = [];
    const before = memory().numTensors;
    const host: PointHost = { ...quiet, progress: ({ step }) => steps.push(step), turn: () => Promise.resolve(steps.length < 3 ? 'on' : 'stop') };
    expect(
      await runPoint(
        config,
        host,
        backendsOf(() => device),
        'wasm',
      ),
    ).toBeNull();
    expect(steps).toHaveLength(3);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(memory().numTensors).toBe(before);
  });

  test('a lost device costs time, not numbers', async () => {
    const whole = await train(config);
    let opened = 0;
    const point = await train(config, quiet, () => {
      if (opened++ > 0) return device;
      let reads = 0;
      return {
        ...device,
        read(tensor) {
          if (++reads > 5) throw new DeviceLost('pulled out');
          return device.read(tensor);
        },
      };
    });
    expect(opened).toBe(2);
    expect(point).toEqual(whole);
  });

  test('that diverges ends where it does, with the minima so far', async () => {
    const wild = pointOf(100, { 'optimizer.id': 'sgd', 'optimizer.lr': 100, 'loss.id': 'mse', 'model.activation': 'quadratic', 'landscape.logEvery': 1 });
    const point = await train({ ...wild, constraint: { norm: 'free' } });
    expect(point.diverged).not.toBeNull();
    expect(point.steps).toBe(point.diverged);
    expect(Number.isFinite(point.trainLoss)).toBe(true);
  });
});
