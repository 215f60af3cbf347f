/** Attacks' kernels: these have no rounding error, so the bits must be the reference's. */
import { expect, test } from 'vitest';
import { boxStepReference, uniformReference } from '../../../../reference/perturbation.ts';
import { floats, run } from './harness.ts';

const SIZES = [1, 2, 3, 4, 5, 7, 8, 31, 64, 201];

export function perturbationTests(): void {
  test('GrokUniform', () => {
    for (const columns of SIZES)
      for (const [seed, counter] of [
        [0, 0],
        [1, 3],
        [0xdeadbeef, 2 ** 24 - 1],
      ] as const) {
        const counters = { values: Float32Array.of(-1, counter, 9), shape: [3] };
        const [made] = run('GrokUniform', { counters }, { rows: 3, columns, scale: 0.3, seed, at: 1 });
        expect(made).toEqual(uniformReference(3 * columns, 0.3, seed, counter));
      }
  });

  test('GrokBoxStep', () => {
    for (const columns of SIZES)
      for (const size of [0, 0.025]) {
        const [x, move, centre] = [floats([2, columns], 'x'), floats([2, columns], 'move'), floats([2, columns], 'centre', 0.5)];
        move.values[0] = 0;
        const attrs = { size, epsilon: 0.3, low: -0.4, high: 0.7 };
        const [made] = run('GrokBoxStep', { x, move, centre: { ...centre, values: centre.values.map((c) => Math.min(0.7, Math.max(-0.4, c))) } }, attrs);
        expect(made).toEqual(
          boxStepReference(
            x.values,
            move.values,
            centre.values.map((c) => Math.min(0.7, Math.max(-0.4, c))),
            attrs,
          ),
        );
      }
  });
}
