import { expect, test } from 'vitest';
import { expectedOf, lineOf } from '../../src/cli/sink.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { costOf } from '../../src/engine/cost/cost.ts';
import { probes } from '../../src/engine/probes/index.ts';

test('metrics stand nested by their first name; names keep their dots; what was not measured is null', () => {
  const values = { 'train.loss': 1, 'train.accuracy': 0.5, weightNorm: 3, 'weightNorms.hidden1.weight.0': 2, 'robust.0.05': 0.25 };
  const unmeasured = Object.fromEntries(probes.entries.flatMap(({ names }) => names.map((name) => [name, null])));
  expect(unmeasured).toMatchObject({ val: null, sharpness: null });
  expect(JSON.parse(lineOf({ type: 'metrics', step: 7, values }))).toEqual({
    ...unmeasured,
    type: 'metrics',
    step: 7,
    train: { loss: 1, accuracy: 0.5 },
    val: null,
    weightNorm: 3,
    weightNorms: { 'hidden1.weight.0': 2 },
    localComplexity: null,
    robust: { '0.05': 0.25 },
    zeroGradient: null,
  });
});

test('the first line says what the run will take', () => {
  const config = defaultConfig();
  const choice = { backend: 'wasm', device: '', build: 'SIMD', fallbacks: [] } as const;
  const line = JSON.parse(lineOf({ type: 'started', config, parameters: 1, trainSize: 1, valSize: 1, step: 0, ...choice })) as { expected: object };
  expect(line.expected).toEqual(expectedOf(config, 'wasm'));
  expect(expectedOf(config, 'wasm').bytes).toBe(costOf(config).bytes);
  expect(expectedOf(config, 'cpu').msPerStep).toBeGreaterThan(expectedOf(config, 'wasm').msPerStep);
});

test('a snapshot is printed by its size', () => {
  const snapshot = {
    step: 3,
    parameters: [new Float32Array(5)],
    slots: [[new Float32Array(5)]],
    heldNorm: null,
    learned: { milestones: [], fallen: null },
    changes: [],
  };
  expect(JSON.parse(lineOf({ type: 'snapshot', step: 3, snapshot }))).toEqual({ type: 'snapshot', step: 3, bytes: 40 });
});
