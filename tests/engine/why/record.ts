/** Runs that never were, with the numbers that a test wants. */
import type { RunConfig } from '../../../src/engine/config/config.ts';
import type { MilestoneKind } from '../../../src/engine/run/milestone.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import type { Scene } from '../../../src/engine/why/reason.ts';
import { configOf } from '../looks/networks.ts';

type Numbers = Readonly<Record<string, number>>;

export function recordOf(
  config: RunConfig,
  points: readonly (readonly [step: number, values: Numbers])[],
  passed: readonly (readonly [MilestoneKind, number])[] = [],
): RunRecord {
  const record = createRecord('run', config);
  for (const [step, values] of points) {
    record.take({ type: 'metrics', step, values });
    for (const [kind, at] of passed) if (at === step) record.take({ type: 'milestone', kind, step });
  }
  return record;
}

export const sceneOf = (
  set: Readonly<Record<string, string | number | boolean>>,
  points: readonly (readonly [step: number, values: Numbers])[],
  passed: readonly (readonly [MilestoneKind, number])[] = [],
  valley: Scene['valley'] = null,
): Scene => {
  const config = configOf(set);
  return { record: recordOf(config, points, passed), config, valley };
};

/** As evaluations have them. */
export const at = (train: number, val: number, weightNorm: number, more: Numbers = {}): Numbers => ({
  'train.accuracy': train,
  'val.accuracy': val,
  'train.loss': 1,
  'val.loss': 1,
  weightNorm,
  ...more,
});
