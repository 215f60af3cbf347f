/** The LSTM against the portable kernel in float64, which has a reference of its own (tests/engine/ops/lstm.test.ts). */
import { assert, boolean, constant, constantFrom, oneof, property } from 'fast-check';
import { expect, test } from 'vitest';
import { distance, reference } from '../../webgpu/reference.ts';
import { floats, run, type Matrix } from './harness.ts';

const host = ({ values, shape }: Matrix) => ({ shape, data: values });

export function lstmTests(): void {
  test('GrokLstm and GrokLstmGrad', () => {
    const check = (n: number, width: number, steps: number, whole: boolean, scale: number, carried: boolean): void => {
      const [x, u] = [floats([steps * n, 4 * width], 'x', scale), floats([width, 4 * width], 'u', scale / Math.sqrt(width))];
      const state = carried ? { h0: floats([n, width], 'h0'), c0: floats([n, width], 'c0') } : {};
      const given = { x, u, ...state };
      const { outputs, inputs } = reference('GrokLstm', Object.fromEntries(Object.entries(given).map(([name, one]) => [name, host(one)])), { steps, whole });
      const exact = [...outputs, ...Object.keys(state).map((name) => inputs[name] as Float64Array)];
      const made = run('GrokLstm', given, { steps, whole }, Object.keys(state));
      expect(made.map(({ length }) => length)).toEqual(exact.map(({ length }) => length));
      made.forEach((numbers, i) => expect(distance(numbers, exact[i] as Float64Array), `output ${i}`).toBeLessThan(scale === 1 ? 2e-5 : 2e-4));
      // From the same numbers: what a gate's rounding has come to is no matter of the way back.
      const kept = (i: number, columns: number): Matrix => ({ values: made[i] as Float32Array, shape: [(made[i] as Float32Array).length / columns, columns] });
      const [z, h, c] = [kept(1, 4 * width), kept(2, width), kept(3, width)];
      const dy = floats([whole ? steps * n : n, width], 'dy');
      const saved = { dy, z, h, c, u };
      const hosts = Object.fromEntries(Object.entries(saved).map(([name, one]) => [name, host(one)]));
      const slopes = reference('GrokLstmGrad', hosts, { steps, whole, constant: false }).outputs;
      const got = run('GrokLstmGrad', saved, { steps, whole, constant: false });
      got.forEach((numbers, i) => expect(distance(numbers, slopes[i] as Float64Array), `gradient ${i}`).toBeLessThan(2e-5));
      expect(run('GrokLstmGrad', saved, { steps, whole, constant: true })).toEqual([got[0]]);
    };
    const sizes = property(
      constantFrom(1, 2, 3, 7, 50),
      constantFrom(1, 2, 3, 4, 5, 8, 9, 17),
      constantFrom(1, 2, 3, 8),
      boolean(),
      oneof(constant(1), constant(30)),
      boolean(),
      check,
    );
    assert(sizes, { numRuns: 60 });
  });
}
