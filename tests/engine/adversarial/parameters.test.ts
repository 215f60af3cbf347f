import { expect, test } from 'vitest';
import { adversarialParameters, stepSizeFor } from '../../../src/engine/adversarial/parameters.ts';

test('the steps of an attack reach two and a half times across the radius', () => {
  expect(stepSizeFor(0.2, 10)).toBe(0.05);
  expect(stepSizeFor(1, 1)).toBe(2.5);
});

test('so do the defaults of adversarial training', () => {
  const { epsilon, steps, stepSize } = adversarialParameters;
  expect([epsilon.default, steps.default, stepSize.default]).toEqual([0.1, 10, 0.025]);
});
