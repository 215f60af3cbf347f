/** Makes a training worker. */
import type { Port } from '../crew/seat.ts';

/** @param name «trainer» opens its backend ahead of the first run. */
export function spawnTrainer(name: string): Port {
  return new Worker(new URL('./trainer.worker.ts', import.meta.url), { type: 'module', name });
}
