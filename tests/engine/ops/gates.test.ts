/** Gates far from their middle. */
import { expect, test } from 'vitest';
import { sigmoid, sigmoidSlope, tanhSlope } from '../../../src/engine/ops/gates.ts';

test.each([
  [sigmoid, 20, 1 / (1 + Math.exp(-20))],
  [sigmoid, -80, Math.exp(-80)],
  [sigmoid, -1000, 0],
  [sigmoid, 1000, 1],
  [sigmoidSlope, 40, Math.exp(-40)],
  [sigmoidSlope, -40, Math.exp(-40)],
  [sigmoidSlope, 0, 0.25],
  [tanhSlope, 20, 4 * Math.exp(-40)],
  [tanhSlope, -20, 4 * Math.exp(-40)],
  [tanhSlope, 0, 1],
])('$0.name of $1', (f, z, value) => {
  // To twelve digits, however small it is.
  expect(Math.abs(f(z) - value)).toBeLessThanOrEqual(1e-12 * value);
});
