/** One network in training: how far it may go before somebody has to look. */
import { expect, test } from 'vitest';
import { loadDataset } from '../../../src/engine/run/data.ts';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { useDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';
import { NOTHING } from '../../../src/engine/run/learned.ts';
import { configOf } from './scripted.ts';

test('up to the next evaluation it goes in one stretch, and never beyond', async () => {
  const config = configOf({ steps: 400, 'probes.evaluation.perDecade': 9, 'probes.evaluation.every': 50 });
  const trainer = createTrainer(config, await loadDataset(config, { file: testFile }), await useDevice('wasm'), null);
  const stretches: number[] = [];
  while (trainer.step < 400) {
    const stretch = trainer.stepsUntilDue();
    for (let i = 1; i <= stretch; i++) {
      trainer.advance(1);
      expect(trainer.isDue()).toBe(i === stretch);
    }
    stretches.push(stretch);
  }
  expect(Math.max(...stretches)).toBeGreaterThan(20);
  trainer.dispose();
});

test('what a step hands on ends with the epoch: with one batch in each nothing is handed on, with more it is', async () => {
  const device = await useDevice('wasm');
  const after = async (carry: boolean, batchSize: number): Promise<unknown> => {
    const lstm = { 'model.id': 'lstm', 'model.width': 4, 'model.embedding': 4, 'model.carry': carry };
    const config = configOf({ 'task.p': 5, 'task.split': 'pairs', 'task.trainFraction': 0.6, ...lstm, 'optimizer.batchSize': batchSize, steps: 20 });
    const trainer = createTrainer(config, await loadDataset(config, { file: testFile }), device, null);
    expect(trainer.trainSize).toBe(15);
    trainer.advance(9);
    const { parameters, carried } = await trainer.snapshot(NOTHING);
    trainer.dispose();
    expect(carried?.map(({ length }) => length)).toEqual(carry ? [4 * batchSize, 4 * batchSize] : undefined);
    return parameters;
  };
  expect(await after(true, 8)).toEqual(await after(false, 8));
  expect(await after(true, 5)).not.toEqual(await after(false, 5));
});
