/** The sentence of an attack. */
import { expect, test } from 'vitest';
import type { AttackSeen } from '../../../../src/engine/looks/adversarial/question.ts';
import { saidOf } from '../../../../src/ui/lenses/adversarial/sentence.ts';

const classes = (answer: number, sure: number) => ({
  kind: 'class' as const,
  answers: Int32Array.of(answer),
  probabilities: Float32Array.of(sure),
  ofRight: Float32Array.of(0.1),
});
const seen = (before: number, after: number, right: number): AttackSeen => ({
  example: { count: 1, inputs: new Float32Array(2), targets: Int32Array.of(right) },
  before: classes(before, 0.5),
  after: classes(after, 0.25),
  sure: { before: new Float32Array(3), after: new Float32Array(3) },
  right: { before: before === right, after: after === right },
  centre: new Float32Array(2),
  moved: new Float32Array(2),
  space: { en: '', ja: '' },
  largest: 0,
  still: false,
  plane: null,
});
const write = (answer: number | Float32Array): string => (typeof answer === 'number' ? `#${answer}` : [...answer].join());

test('right or wrong before, right or wrong after', () => {
  const values = { before: '#1', sureBefore: 0.5, after: '#2', sureAfter: 0.25 };
  expect(saidOf(seen(1, 2, 1), 0.1, write)).toEqual({ key: 'fool.turned', values });
  expect(saidOf(seen(1, 1, 1), 0.1, write).key).toBe('fool.held');
  expect(saidOf(seen(1, 2, 0), 0.1, write)).toEqual({ key: 'fool.wrong', values: { ...values, right: '#0' } });
  expect(saidOf(seen(1, 1, 1), 0, write)).toEqual({ key: 'fool.nothing', values: {} });
});

test('values', () => {
  const of = (before: boolean, after: boolean): AttackSeen => ({
    ...seen(0, 0, 0),
    before: { kind: 'value', values: Float32Array.of(1, 2) },
    after: { kind: 'value', values: Float32Array.of(3, 4) },
    right: { before, after },
  });
  const values = { before: '1,2', after: '3,4' };
  expect(saidOf(of(true, false), 0.1, write)).toEqual({ key: 'fool.valueTurned', values });
  expect(saidOf(of(true, true), 0.1, write)).toEqual({ key: 'fool.valueHeld', values });
  expect(saidOf(of(false, false), 0.1, write)).toEqual({ key: 'fool.valueWrong', values });
});
