/** Grokscope's own trainer, as the page runs it. */
import type { Device } from '../src/engine/backend/device.ts';
import type { RunConfig } from '../src/engine/config/config.ts';
import { datasetOf } from '../src/engine/run/data.ts';
import { createTrainer } from '../src/engine/run/trainer.ts';
import type { Contestant } from './contestant.ts';

export function createOurs(config: RunConfig, device: Device, enter: () => Promise<unknown>): Contestant {
  const trainer = createTrainer(config, datasetOf(config), device, null);
  return {
    enter,
    step: () => trainer.advance(1),
    loss: async () => (await trainer.measure()).values['train.loss'] as number,
    dispose: () => trainer.dispose(),
  };
}
