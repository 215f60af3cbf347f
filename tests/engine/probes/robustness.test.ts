/** The robustness probe: robust accuracy falls with the radius, clean accuracy is the evaluation's, and vanished gradients are counted. */
import { memory, tensor2d } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubtOf, radiiOf, RADIUS_SHARES } from '../../../src/engine/adversarial/radii.ts';
import { chanceOf } from '../../../src/engine/data/guessing.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { shareRight } from '../../../src/engine/ops/losses.ts';
import { answersOf } from '../../../src/engine/ops/right.ts';
import { loadDataset } from '../../../src/engine/run/data.ts';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';
import { seen, type Seen } from '../../metrics.ts';

function configOf(pairs: Readonly<Record<string, string>>): RunConfig {
  const parsed = withPairs(defaultConfig(), [['probes.robustness.measure', 'on'], ['probes.localComplexity.measure', 'off'], ...Object.entries(pairs)]);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

const DIGITS = {
  'task.id': 'digits',
  'task.trainSize': '50',
  'task.valSize': '60',
  'model.id': 'mlp',
  'model.width': '16',
  'optimizer.lr': '0.01',
  'optimizer.warmup': '0',
} as const;

/** Metrics after each number of steps. */
async function metricsAfter(config: RunConfig, legs: readonly number[], device: (typeof HOST_DEVICES)[number] = 'wasm'): Promise<Seen[]> {
  const opened = await useDevice(device);
  const before = memory().numTensors;
  const trainer = createTrainer({ ...config, steps: legs.reduce((a, b) => a + b, 0) }, await loadDataset(config, { file: testFile }), opened, null);
  const metrics: Seen[] = [];
  for (const count of legs) {
    trainer.advance(count);
    metrics.push(seen(await trainer.measure()));
  }
  trainer.dispose();
  expect(memory().numTensors).toBe(before);
  return metrics;
}

test('radii are shares of the largest, under short names', () => {
  expect(radiiOf(0.2)).toEqual([0.05, 0.1, 0.15, 0.2]);
  expect(radiiOf(0.3).map(String)).toEqual(['0.075', '0.15', '0.225', '0.3']);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 10, noNaN: true }), (largest) => {
      const radii = radiiOf(largest);
      expect(new Set(radii.map(String)).size).toBe(RADIUS_SHARES.length);
      expect(radii.toSorted((a, b) => a - b)).toEqual(radii);
      expect(radii.map((radius) => Number(String(radius)))).toEqual(radii);
    }),
  );
});

describe.each(HOST_DEVICES)('on %s', (device) => {
  test.each([
    ['digits, plain', DIGITS],
    ['digits, adversarial', { ...DIGITS, 'adversarial.train': 'pgd', 'adversarial.steps': '2', 'adversarial.stepSize': '0.05' }],
    ['digits, MSE, from the examples themselves', { ...DIGITS, 'loss.id': 'mse', 'probes.robustness.randomStart': 'false' }],
    ['tokens, one-hot', { 'task.p': '7', 'model.id': 'mlp', 'model.width': '16' }],
    ['tokens, transformer', { 'task.p': '7', 'model.width': '8', 'model.heads': '2', 'model.ffn': '8', 'probes.robustness.epsilon': '0.05' }],
    ['values', { 'task.id': 'teacher-student', 'task.valSize': '60', 'model.id': 'mlp', 'loss.id': 'mse', 'model.width': '16' }],
  ])('%s: never more robust at a larger radius, and clean accuracy is the evaluation’s', async (_name, pairs) => {
    const metrics = await metricsAfter(configOf(pairs), [0, 3, 40], device);
    for (const { robust, zeroGradient, val } of metrics) {
      const shares = Object.values(robust ?? {});
      expect(shares).toHaveLength(1 + RADIUS_SHARES.length);
      expect(shares.toSorted((a, b) => b - a)).toEqual(shares);
      // All of the validation examples are attacked, so they are the same share.
      expect(shares[0]).toBeCloseTo(val.accuracy, 6);
      expect(zeroGradient).toBeGreaterThanOrEqual(0);
      expect(zeroGradient).toBeLessThanOrEqual(1);
    }
  });

  test.each(['1', '2'])('seed %s: an attack of one long step overshoots, and what a shorter one broke stays broken', async (seed) => {
    const config = configOf({ 'task.p': '7', 'model.id': 'mlp', 'model.width': '16', seed, 'probes.robustness.epsilon': '10', 'probes.robustness.steps': '1' });
    const [metrics] = await metricsAfter(config, [0], device);
    const shares = Object.entries(metrics?.robust ?? {}).toSorted(([a], [b]) => Number(a) - Number(b));
    expect(shares.map(([radius]) => Number(radius))).toEqual([0, ...radiiOf(10)]);
    const values = shares.map(([, share]) => share);
    expect(values.toSorted((a, b) => b - a)).toEqual(values);
  });

  test('right rows are the accuracy’s, ties and infinities included', async () => {
    await useDevice(device);
    const value = fc.oneof(fc.constantFrom(0, 1, -1), fc.float({ noNaN: true, noDefaultInfinity: true, min: -5, max: 5 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), value, value, value), { minLength: 1, maxLength: 9 }), (rows) => {
        const before = memory().numTensors;
        const targets = Int32Array.from(rows, ([label]) => label);
        const answers = answersOf({ count: rows.length, inputs: targets, targets }, 3, { kind: 'class' });
        const logits = tensor2d(rows.map(([, ...z]) => z));
        const each = answers.right(logits);
        const right = Array.from(each.dataSync<'float32'>());
        expect(right).toEqual(rows.map(([label, ...z]) => (z.indexOf(Math.max(...z)) === label ? 1 : 0)));
        for (const t of [logits, each]) t.dispose();
        answers.dispose();
        expect(memory().numTensors).toBe(before);
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  test('NaN is never right, and values are right within their tolerance', async () => {
    await useDevice(device);
    const labels = Int32Array.of(0, 1, 1);
    const classes = answersOf({ count: 3, inputs: labels, targets: labels }, 2, { kind: 'class' });
    const logits = tensor2d([NaN, 0, 0, NaN, 0, 1], [3, 2]);
    expect(Array.from(classes.right(logits).dataSync<'float32'>())).toEqual([0, 0, 1]);
    const wanted = Float32Array.of(1, 2, 1, 2);
    const target = { kind: 'value', tolerance: 0.01 } as const;
    const outputs = tensor2d([1.05, 2, 1.2, 2], [2, 2]);
    expect(Array.from(answersOf({ count: 2, inputs: wanted, targets: wanted }, 2, target).right(outputs).dataSync<'float32'>())).toEqual([1, 0]);
    const share = shareRight(outputs, tensor2d(wanted, [2, 2]), target);
    expect(share.dataSync<'float32'>()[0]).toBe(0.5);
  });
});

test('a network without slopes has only zero gradients, survives everything, and is doubted', async () => {
  // Weights so large that the margin of every answer is beyond float32's exponential.
  const [masked] = await metricsAfter(configOf({ ...DIGITS, 'model.depth': '3', 'init.scale': '100' }), [0]);
  expect(masked?.zeroGradient).toBeGreaterThan(0);
  const [still] = await metricsAfter(configOf({ ...DIGITS, 'init.scale': '0.01' }), [0]);
  expect(still?.zeroGradient).toBeLessThan(1);
  expect(doubtOf(0.95, 0, 0.1)).toBeNull();
  expect(doubtOf(0.95, 0.2, 0.1)).toBe('masked');
  expect(doubtOf(0.15, 0, 0.1)).toBe('chance');
  // Where guessing is right half of the time, three quarters is still no more than a guess.
  expect(doubtOf(0.7, 0, 0.5)).toBe('chance');
  expect(doubtOf(0.8, 0, 0.5)).toBeNull();
  expect(doubtOf(0.01, 0, 0)).toBeNull();
  const shape = { kind: 'tokens', arity: 2, vocabulary: 5, outputs: 5 } as const;
  expect(chanceOf({ ...shape, target: { kind: 'class' } })).toBe(0.2);
  expect(chanceOf({ ...shape, target: { kind: 'value', tolerance: 1 } })).toBe(0);
});

test('adversarial training makes digits more robust than plain training, and another device trains alike', async () => {
  const plain = configOf({ ...DIGITS, 'task.trainSize': '200', 'probes.robustness.points': '60' });
  const attacked = configOf({ ...DIGITS, 'task.trainSize': '200', 'adversarial.train': 'pgd', 'adversarial.steps': '4', 'adversarial.stepSize': '0.04' });
  const [[before], [after], [cpu]] = await Promise.resolve([
    await metricsAfter(plain, [150]),
    await metricsAfter(attacked, [150]),
    await metricsAfter(attacked, [150], 'cpu'),
  ] as const);
  const robust = (m: Seen | undefined): number => m?.robust?.['0.1'] ?? Number.NaN;
  expect(robust(after)).toBeGreaterThan(robust(before) + 0.1);
  expect(Math.abs(robust(cpu) - robust(after))).toBeLessThan(0.15);
});

test('it is off unless asked for, and due on its own schedule', async () => {
  const [metrics] = await metricsAfter(configOf({ ...DIGITS, 'probes.robustness.measure': 'off' }), [0]);
  expect(metrics).toMatchObject({ robust: null, zeroGradient: null });
  const [first, second] = await metricsAfter(configOf({ ...DIGITS, 'probes.robustness.perDecade': '1' }), [0, 5, 5]);
  expect(first?.robust).not.toBeNull();
  expect(second?.robust).toBeNull();
});
