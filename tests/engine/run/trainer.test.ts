/** One network in training: how far it may go before somebody has to look. */
import { expect, test } from 'vitest';
import { loadDataset } from '../../../src/engine/run/data.ts';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { useDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';
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
