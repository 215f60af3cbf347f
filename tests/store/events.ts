/** Events of a run, made short. */
import type { Metrics } from '../../src/engine/run/events.ts';
import type { Snapshot } from '../../src/engine/run/snapshot.ts';
import { metricsAt } from '../metrics.ts';

export function metrics(step: number, train = 0, val = 0, weightNorm = 30): Metrics {
  return metricsAt(step, { train: { loss: 1, accuracy: train }, val: { loss: 1, accuracy: val }, weightNorm });
}

export function snapshot(step: number, floats = 4): Snapshot {
  return { step, parameters: [new Float32Array(floats)], slots: [], heldNorm: null, changes: [], learned: { milestones: [], fallen: null } };
}
