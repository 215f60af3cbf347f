import { expect, test } from 'vitest';
import { outcomeOf } from '../../../src/engine/compare/outcome.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { MilestoneKind } from '../../../src/engine/run/milestone.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { metricsAt } from '../../metrics.ts';

function record(passed: Partial<Record<MilestoneKind, number>>, steps = [0, 1, 10, 50, 90, 100, 950, 1000]): RunRecord {
  const made = createRecord('a', defaultConfig());
  for (const step of steps) {
    made.take(metricsAt(step, { train: { loss: 1, accuracy: step / 1000 }, val: { loss: 1, accuracy: step / 2000 }, weightNorm: 40 - step / 100 }));
    for (const [kind, at] of Object.entries(passed)) if (at === step) made.take({ type: 'milestone', kind: kind as MilestoneKind, step });
  }
  return made;
}

test('what is not there yet is nothing; accuracies and norm are the last', () => {
  expect(outcomeOf(record({}))).toEqual({
    step: 1000,
    train: null,
    val: null,
    forgotten: { train: null, val: null },
    delay: null,
    coarse: false,
    norm: 30,
    accuracy: { train: 1, val: 0.5 },
  });
  expect(outcomeOf(createRecord('a', defaultConfig()))).toMatchObject({ step: 0, norm: null, accuracy: { train: null, val: null } });
});

test('delay is the steps between memorising and grokking, and none where it did not memorise first', () => {
  expect(outcomeOf(record({ memorised: 100, grokked: 1000 }))).toMatchObject({
    train: { kind: 'memorised', step: 100 },
    val: { kind: 'grokked', step: 1000 },
    delay: { steps: 900, times: 10 },
    coarse: false,
  });
  expect(outcomeOf(record({ fitted: 100, generalised: 1000 })).delay).toBeNull();
  expect(outcomeOf(record({ memorised: 100, generalised: 100 })).delay).toBeNull();
});

test('what was forgotten is not known any more, and says when', () => {
  expect(outcomeOf(record({ memorised: 90, forgot: 950 }))).toMatchObject({ train: null, forgotten: { train: 950, val: null } });
  expect(outcomeOf(record({ memorised: 90, grokked: 100, forgot: 950 }))).toMatchObject({ val: null, forgotten: { train: 950, val: 950 } });
});

test('steps of rare evaluations are upper bounds', () => {
  expect(outcomeOf(record({ memorised: 100, grokked: 1000 }, [0, 100, 1000])).coarse).toBe(true);
});
