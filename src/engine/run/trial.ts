/** A short race on the configuration at hand, for the choice between two good backends. */
import type { Trial } from '../backend/select.ts';
import type { RunConfig } from '../config/config.ts';
import type { Dataset } from '../data/dataset.ts';
import { optimizers } from '../optimizers/index.ts';
import { tasks } from '../tasks/index.ts';
import { activeTransforms } from '../transforms/active.ts';
import type { Host } from './host.ts';
import { createTrainer } from './trainer.ts';

/** Shortest time that a race's last lap may take. */
const LAP_MS = 100;

/** Times a few steps of a configuration; what is fixed by seed, rates or probes does not change its speed. */
export function trialOf(config: RunConfig, dataset: Dataset, host: Pick<Host, 'now'>): Trial {
  const { task, model, loss, optimizer, constraint, adversarial } = config;
  return {
    key: JSON.stringify([
      task,
      model,
      loss,
      optimizer.id,
      optimizers.get(optimizer.id).batchSize(optimizer, tasks.get(task.id).sizes(task).train),
      activeTransforms(config).map(({ id }) => id),
      constraint,
      adversarial.train === 'off' ? null : adversarial,
    ]),
    async time(device) {
      const trainer = createTrainer(config, dataset, device, null);
      try {
        // The first steps compile and record.
        trainer.advance(2);
        await trainer.settle();
        for (let steps = 1; ; steps *= 2) {
          const start = host.now();
          trainer.advance(steps);
          await trainer.settle();
          const elapsed = host.now() - start;
          if (elapsed >= LAP_MS || steps >= 256) return elapsed / steps;
        }
      } finally {
        trainer.dispose();
      }
    },
  };
}
