import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { delayOf, stepOf } from '../../../src/engine/run/delay.ts';
import { createRecord } from '../../../src/engine/run/record.ts';

test('a milestone has the step at which it was passed, or none', () => {
  const record = createRecord('r', defaultConfig());
  record.take({ type: 'changed', step: 3, patch: {} });
  record.take({ type: 'milestone', kind: 'memorised', step: 0 });
  expect([stepOf(record, 'memorised'), stepOf(record, 'grokked'), stepOf(null, 'grokked')]).toEqual([0, null, null]);
});

test('a delay is a ratio of steps, from half as many again', () => {
  expect([delayOf(100, 2000), delayOf(100, 150), delayOf(100, 149), delayOf(100, 50)]).toEqual([20, 1.5, null, null]);
  // A network may know all of it before its first step.
  expect(delayOf(0, 7)).toBe(7);
});
