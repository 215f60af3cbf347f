/** What a run takes, counted before it is made: against the heap of runs that are made, and never less for more. */
import { backend } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HeapMeter } from '../../../bench/heapMeter.ts';
import type { WasmBackend } from '../../../src/engine/backend/wasm/heap.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { costOf } from '../../../src/engine/cost/cost.ts';
import { MOST_BYTES } from '../../../src/engine/cost/limit.ts';
import { secondsFor } from '../../../src/engine/cost/time.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { loadDataset } from '../../../src/engine/run/data.ts';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import { exampleConfig, filesOf, fits } from '../../contracts/examples.ts';
import { useDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';

function configOf(set: Readonly<Record<string, string>>): RunConfig {
  const parsed = withPairs(defaultConfig(), Object.entries(set));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

const device = await useDevice('wasm');
const meter = new HeapMeter(backend() as WasmBackend);

async function measured(config: RunConfig): Promise<number> {
  const dataset = await loadDataset(config, { file: testFile });
  const before = meter.begin();
  const trainer = createTrainer(config, dataset, device, null);
  await trainer.measure();
  for (let i = 0; i < 4; i++) trainer.advance(1);
  await trainer.measure();
  trainer.dispose();
  return meter.peak - before;
}

const KINDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'the default': {},
  'one layer, folded, wide': { 'model.width': '128', 'model.ffn': '512', 'task.p': '59' },
  'two layers with LayerNorm': { 'model.layers': '2', 'model.layerNorm': 'pre' },
  'four layers, many heads': { 'model.layers': '4', 'model.heads': '16', 'model.layerNorm': 'post', 'task.p': '23' },
  'an MLP on one-hot tokens': { 'model.id': 'mlp', 'model.activation': 'gelu' },
  'an MLP on embeddings': { 'model.id': 'mlp', 'model.input': 'embedding', 'model.depth': '4' },
  sentences: { 'task.id': 'reviews', 'model.id': 'lstm', 'optimizer.batchSize': '50', 'model.width': '32' },
  'sentences, two layers, whole': { 'task.id': 'reviews', 'model.id': 'lstm', 'model.layers': '2', 'model.width': '24', 'task.trainSize': '100' },
  images: { 'task.id': 'digits', 'model.id': 'mlp' },
  'images, attacked': { 'task.id': 'digits', 'model.id': 'mlp', 'adversarial.train': 'pgd', 'adversarial.steps': '3', 'probes.robustness.measure': 'on' },
  'tokens, attacked': { 'task.p': '13', 'model.layers': '2', 'adversarial.train': 'pgd', 'adversarial.steps': '3' },
  'two layers with RMSNorm and rotary positions': { 'model.layers': '2', 'model.layerNorm': 'pre', 'model.norm': 'rms', 'model.positions': 'rotary' },
  'two layers with dropout': { 'model.layers': '2', 'model.dropout': '0.2', 'task.p': '31' },
  'an MLP with dropout': { 'task.id': 'digits', 'model.id': 'mlp', 'model.dropout': '0.2' },
  'Muon, towards the start, and noise': {
    'model.id': 'mlp',
    'model.input': 'embedding',
    'model.width': '512',
    'task.p': '23',
    'optimizer.id': 'muon',
    'optimizer.decayTo': 'start',
    'transforms.weightNoise.std': '0.01',
    'transforms.gradientNoise.std': '0.01',
  },
  'local complexity on many points': {
    'task.p': '97',
    'model.id': 'mlp',
    'model.width': '16',
    'task.trainFraction': '0.5',
    'probes.localComplexity.points': '4000',
  },
  'waves of a table, and the losses by them': {
    'task.p': '59',
    'model.id': 'mlp',
    'model.width': '16',
    'probes.fourier.measure': 'on',
    'probes.progress.measure': 'on',
    'probes.localComplexity.measure': 'off',
  },
  'the losses by the waves of a transformer': { 'task.p': '31', 'probes.progress.measure': 'on' },
  'gradients, ranks and dead neurons': {
    'task.p': '59',
    'model.id': 'mlp',
    'model.width': '64',
    'probes.gradient.measure': 'on',
    'probes.effectiveRank.measure': 'on',
    'probes.deadNeurons.measure': 'on',
    'probes.localComplexity.measure': 'off',
  },
  'the sharpness of a transformer, and how it adds': { 'task.p': '31', 'probes.sharpness.measure': 'on', 'probes.circuit.measure': 'on' },
  StableMax: { 'loss.id': 'stablemax', 'model.id': 'mlp' },
  'a large hull': { 'task.p': '23', 'task.split': 'pairs', 'probes.localComplexity.points': '256', 'probes.localComplexity.directions': '100' },
  'images, through convolutions': { 'task.id': 'fashion', 'task.pixels': '14', 'model.id': 'cnn', 'optimizer.batchSize': '100' },
  'images, through convolutions in blocks': { 'task.id': 'digits', 'model.id': 'cnn', 'model.blocks': '2', 'model.head': 'mean', 'model.dense': '0' },
  'images, through convolutions, attacked': {
    'task.id': 'digits',
    'model.id': 'cnn',
    'adversarial.train': 'pgd',
    'adversarial.steps': '3',
    'probes.robustness.measure': 'on',
  },
  molecules: { 'task.id': 'molecules', 'probes.localComplexity.points': '16' },
  'molecules, attacked': {
    'task.id': 'molecules',
    'optimizer.batchSize': '32',
    'adversarial.train': 'pgd',
    'adversarial.steps': '3',
    'probes.robustness.measure': 'on',
    'probes.localComplexity.measure': 'off',
  },
  'small batches': { 'task.id': 'digits', 'model.id': 'mlp', 'optimizer.id': 'adamw', 'optimizer.batchSize': '32' },
};

test.each(Object.entries(KINDS))('%s: the heap holds what was counted, or a little less', async (_, set) => {
  const config = configOf(set);
  const bytes = await measured(config);
  const ratio = costOf(config).bytes / bytes;
  expect(ratio).toBeGreaterThan(0.8);
  expect(ratio).toBeLessThan(3);
});

test.each(fits)('whatever fits together is counted: $task, $model, $loss', (ids) => {
  const { step, first, bytes } = costOf(exampleConfig(ids));
  for (const number of [step.multiplyAdds, step.numbers, first.multiplyAdds, bytes]) expect(number).toBeGreaterThan(0);
  expect(secondsFor(step)).toBeLessThan(secondsFor(step, 'cpu'));
});

test('every preset is small enough, and most are far from the limit', () => {
  for (const { id, config } of PRESETS) expect([id, costOf(config).bytes < MOST_BYTES / 5]).toEqual([id, true]);
});

test.each(fits.filter(({ task }, i) => fits.findIndex((other) => other.task === task) === i))('$task: as many examples as there will be', (ids) => {
  const { task, seed } = exampleConfig(ids);
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 0.9, noNaN: true }), fc.constantFrom('pairs', 'unordered'), (share, split) => {
      const def = tasks.get(task.id);
      const amount = def.parameters[def.trainAmount];
      const most = amount?.kind === 'number' ? amount.max : 0;
      const values = { ...task, [def.trainAmount]: most <= 1 ? share : Math.round(share * Math.min(most, 100)), ...('split' in task ? { split } : {}) };
      const { train, val } = def.dataset(values, new Rng(seed, 'task'), filesOf(task.id));
      const sizes = def.sizes(values);
      expect(train.count - sizes.train).toBeGreaterThanOrEqual(0);
      expect(train.count - sizes.train).toBeLessThanOrEqual(1);
      expect(sizes.train + sizes.val).toBe(train.count + val.count);
    }),
    { numRuns: 20 },
  );
});
