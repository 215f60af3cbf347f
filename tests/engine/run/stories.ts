/** Random runs for tests, and what the rule of learned.ts says of them, stated a second time: over the whole curves instead of step by step. */
import fc from 'fast-check';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { learn, NOTHING, type Evaluated, type Learned } from '../../../src/engine/run/learned.ts';
import type { MilestoneKind } from '../../../src/engine/run/milestone.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';

type Thresholds = ReturnType<typeof defaultConfig>['milestones'];
export interface Tale {
  readonly thresholds: Thresholds;
  readonly evaluations: readonly Evaluated[];
  /** Of the answers; many where it is left out. */
  readonly classes?: number;
}

/** What the tale's run is asked for: a table mod the number of classes. */
export function configOf({ thresholds, classes }: Tale): RunConfig {
  const config = defaultConfig();
  return { ...config, milestones: thresholds, task: { ...config.task, p: classes ?? 43 } };
}

/** Accuracies that dwell at a level for a while, with spikes: what real runs do, and much that they do not. */
const accuracies = fc
  .array(fc.tuple(fc.constantFrom(0, 0.02, 0.3, 0.47, 0.5, 0.7, 0.9, 0.98, 0.99, 1), fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 8 })
  .map((levels) => levels.flatMap(([level, times]) => Array.from({ length: times }, () => level)));

export const tales: fc.Arbitrary<Tale> = fc
  .record({
    thresholds: fc.record({ memorised: fc.constantFrom(0.9, 0.99, 1), grokked: fc.constantFrom(0.5, 0.9, 0.99) }),
    gaps: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }),
    train: accuracies,
    val: accuracies,
    classes: fc.constantFrom(2, 3, 5, 43),
  })
  .map(({ thresholds, gaps, train, val, classes }) => {
    let step = 0;
    const evaluations = Array.from({ length: Math.min(train.length, val.length) }, (_, i): Evaluated => {
      const one = { step, train: train[i] as number, val: val[i] as number };
      step += gaps[i % gaps.length] as number;
      return one;
    });
    return { thresholds, evaluations, classes };
  });

/** Nowhere near: less than half of it, or than twice what guessing gives, but no more than half way from there. */
export const isFarBelow = (x: number, threshold: number, classes = 43): boolean => x < threshold / 2 || (x < 2 / classes && x < (threshold + 1 / classes) / 2);

export type Passed = readonly [kind: MilestoneKind, step: number];

/** What is passed, by the definitions. */
export function restated({ thresholds, evaluations, classes = 43 }: Tale): Passed[] {
  const { memorised: known, grokked: understood } = thresholds;
  const farBelow = (x: number, threshold: number): boolean => isFarBelow(x, threshold, classes);
  const first = (from: number, holds: (e: Evaluated) => boolean, to = evaluations.length): number => {
    const i = evaluations.slice(0, to).findIndex((e, at) => at >= from && holds(e));
    return i < 0 ? Number.POSITIVE_INFINITY : i;
  };
  const at = (i: number): Evaluated => evaluations[i] as Evaluated;
  const cycle = (start: number): Passed[] => {
    const t = first(start, ({ train }) => train >= known);
    const lost = evaluations.findIndex(({ step }, i) => {
      const up = evaluations.slice(0, i + 1).findLastIndex(({ train }) => !farBelow(train, known));
      const down = evaluations[up + 1];
      return i > t && up >= t && up < i && down !== undefined && down.step < step && step - down.step >= 0.1 * down.step;
    });
    const end = lost < 0 ? evaluations.length : lost;
    const learned = t < end && farBelow(at(t).val, understood) ? 'memorised' : 'fitted';
    const before = first(start, ({ val }) => val >= understood, Math.min(t, end));
    const after = first(Math.min(t, end), ({ val }) => val >= understood, end);
    const late = learned === 'memorised' && after < end && t < end && at(after).step >= 1.5 * Math.max(1, at(t).step);
    const passed: Passed[] = [];
    if (before < end) passed.push(['generalised', at(before).step]);
    if (t < end) passed.push([learned, at(t).step]);
    if (after < end && (learned === 'memorised' || before >= end) && t < end) passed.push([late ? 'grokked' : 'generalised', at(after).step]);
    return lost < 0 ? passed : [...passed, ['forgot', at(lost).step], ...cycle(lost)];
  };
  return cycle(0);
}

/** All states of the fold, the one before the first evaluation included. */
export function told(tale: Tale): Learned[] {
  const states: Learned[] = [NOTHING];
  for (const evaluated of tale.evaluations) states.push(learn(states.at(-1) ?? NOTHING, evaluated, configOf(tale)));
  return states;
}

/** The record that whoever heard the run has, up to an evaluation. */
export function recordOf(tale: Tale, count = tale.evaluations.length): RunRecord {
  const record = createRecord('tale', configOf(tale));
  let learned = NOTHING;
  for (const evaluated of tale.evaluations.slice(0, count)) {
    const { step, train, val } = evaluated;
    record.take({ type: 'metrics', step, values: { 'train.loss': 1, 'train.accuracy': train, 'val.loss': 1, 'val.accuracy': val, weightNorm: 30 } });
    const next = learn(learned, evaluated, configOf(tale));
    for (const milestone of next.milestones.slice(learned.milestones.length)) record.take({ type: 'milestone', ...milestone });
    learned = next;
  }
  return record;
}
