/** What is said of a backend that computes wrong numbers, and what counts as wrong. */
import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesOf, compareSelfTest, selfTestNumbers, type SelfTestResult } from '../../../src/engine/backend/selftest.ts';
import type { LossDef } from '../../../src/engine/losses/loss.ts';
import { models } from '../../../src/engine/models/index.ts';
import type { ModelDef } from '../../../src/engine/models/model.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import { useDevice } from '../../devices.ts';

const TAIL = Math.log1p(Math.exp(-20));
const reference: SelfTestResult = { gradients: [Float32Array.of(3, 4), Float32Array.of(0, 0, 6, 8)], tail: TAIL };
const off = (scale: number, at = 1): SelfTestResult => ({
  ...reference,
  gradients: reference.gradients.map((gradient, i) => (i === at ? gradient.map((x) => x * scale) : gradient)),
});

test('the same numbers pass, and so do those within rounding', () => {
  expect(compareSelfTest(reference, reference)).toBeNull();
  fc.assert(fc.property(fc.double({ min: -9e-4, max: 9e-4, noNaN: true }), fc.nat(1), (x, at) => compareSelfTest(off(1 + x, at), reference) === null));
});

test('a wrong gradient is named with how far it is off; one that is missing or no number is wrong', () => {
  expect(compareSelfTest(off(1.5), reference)).toBe('gradient 1 is off by 50 %');
  expect(compareSelfTest(off(0.9, 0), reference)).toBe('gradient 0 is off by 10 %');
  expect(compareSelfTest(off(1.002), reference)).toBe('gradient 1 is off by 0.20 %');
  expect(compareSelfTest(off(Number.NaN), reference)).toContain('gradient 1');
  expect(compareSelfTest({ ...reference, gradients: [reference.gradients[0] as Float32Array] }, reference)).toContain('gradient 1');
  // Where nothing is expected, next to nothing passes.
  const zero: SelfTestResult = { gradients: [Float32Array.of(0)], tail: TAIL };
  expect(compareSelfTest({ ...zero, gradients: [Float32Array.of(9e-8)] }, zero)).toBeNull();
  expect(compareSelfTest({ ...zero, gradients: [Float32Array.of(2e-7)] }, zero)).not.toBeNull();
});

test('a loss that is lost in rounding is named', () => {
  expect(compareSelfTest({ ...reference, tail: 0 }, reference)).toBe(`cross-entropy at margin 20 is 0, not ${TAIL.toExponential(3)}`);
  expect(compareSelfTest({ ...reference, tail: Number.NaN }, reference)).toContain('margin 20');
  expect(compareSelfTest({ ...reference, tail: TAIL * 1.009 }, reference)).toBeNull();
  expect(compareSelfTest({ ...reference, tail: TAIL * 1.011 }, reference)).not.toBeNull();
});

test('every model is tried, and no gradient is zero throughout', async () => {
  const { gradients, tail } = await selfTestNumbers(await useDevice('cpu'));
  expect(gradients.length).toBeGreaterThan(models.entries.length);
  for (const gradient of gradients) expect(Math.hypot(...gradient)).toBeGreaterThan(0);
  expect(tail / TAIL).toBeCloseTo(1, 2);
});

test('each model is tried on the first data that it accepts and that needs no file, with losses that accept it in turns', () => {
  const [table, points] = ['modular', 'teacher-student'].map((id) => tasks.get(id));
  const files = tasks.get('digits');
  const accepting = <T>(id: string, ...kinds: readonly string[]): T =>
    ({ id, parameters: {}, accepts: ({ kind }: { kind: string }) => kinds.includes(kind) }) as T;
  const model = (...of: [string, ...string[]]): ModelDef => accepting(...of);
  const loss = (...of: [string, ...string[]]): LossDef => accepting(...of);
  const cases = casesOf({
    models: [model('0', 'tokens'), model('1', 'vectors'), model('2', 'tokens', 'vectors'), model('3'), model('4', 'tokens'), model('5', 'tokens')],
    tasks: [files, points, table].filter((task) => task !== undefined),
    losses: [loss('a', 'vectors'), loss('b', 'tokens'), loss('c', 'tokens', 'vectors')],
  });
  expect(cases.map((one) => [one.model.id, one.task.id, one.loss.id])).toEqual([
    ['0', 'modular', 'b'],
    ['1', 'teacher-student', 'c'],
    ['2', 'teacher-student', 'a'],
    ['4', 'modular', 'b'],
    ['5', 'modular', 'c'],
  ]);
});

test('what the self-test makes it puts away', async () => {
  const device = await useDevice('cpu');
  const before = memory().numTensors;
  await selfTestNumbers(device);
  expect(memory().numTensors).toBe(before);
});
