/** The LSTM's numbers and gradients against the plain float64 reference, also where every gate is shut or wide open. */
import { grads, memory, mul, sum, tensor2d, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { withFrozenWeights } from '../../../src/engine/ops/frozen.ts';
import { lstm, lstmGates } from '../../../src/engine/ops/lstm.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { HOST_DEVICES, useDevice } from '../../devices.ts';
import { lstmSteps } from '../../reference/lstm.ts';

interface Size {
  readonly n: number;
  readonly width: number;
  readonly steps: number;
}

const matrix = (flat: ArrayLike<number>, columns: number): number[][] =>
  Array.from({ length: flat.length / columns }, (_, i) => Array.from({ length: columns }, (__, j) => flat[i * columns + j] as number));

/** Outputs and gates of all sequences, in the order of the op's rows. */
function expected({ n, width, steps }: Size, x: ArrayLike<number>, u: ArrayLike<number>, whole: boolean): { y: number[]; gates: number[] } {
  const [rows, recurrent] = [matrix(x, 4 * width), matrix(u, 4 * width)];
  const runs = Array.from({ length: n }, (_, i) =>
    lstmSteps(
      Array.from({ length: steps }, (__, t) => rows[t * n + i] as number[]),
      recurrent,
    ),
  );
  const byPosition = (of: (run: (typeof runs)[number], t: number) => number[]): number[] =>
    Array.from({ length: steps }, (_, t) => runs.flatMap((run) => of(run, t))).flat();
  const outputs = byPosition(({ outputs: all }, t) => all[t] as number[]);
  return { y: whole ? outputs : outputs.slice(-n * width), gates: byPosition(({ gates }, t) => gates[t] as number[]) };
}

const distance = (a: ArrayLike<number>, b: readonly number[]): number => Math.hypot(...b.map((x, i) => x - (a[i] as number))) / (Math.hypot(...b) + 1e-30);

describe.each(HOST_DEVICES)('on %s', (name) => {
  test.each([
    { n: 1, width: 1, steps: 1, scale: 1 },
    { n: 3, width: 5, steps: 4, scale: 1 },
    { n: 7, width: 8, steps: 6, scale: 1 },
    // As an init scale of 10 makes them: pre-activations of some hundreds.
    { n: 5, width: 9, steps: 7, scale: 100 },
  ])('$n sequences of $steps, width $width, scale $scale', async ({ scale, ...size }) => {
    const device = await useDevice(name);
    const { n, width, steps } = size;
    const rng = new Rng(2, `lstm ${scale}`);
    const [x, u] = [rng.normals(4 * steps * n * width, scale), rng.normals(4 * width * width, scale / Math.sqrt(width))];
    for (const whole of [false, true]) {
      const wanted = expected(size, x, u, whole);
      const factors = rng.normals(wanted.y.length, 1);
      const [xs, us, cs] = [tensor2d(x, [steps * n, 4 * width]), tensor2d(u, [width, 4 * width]), tensor2d(factors, [whole ? steps * n : n, width])];
      const before = memory().numTensors;
      const y = lstm(xs, us, steps, whole);
      const gates = tidy(() => lstmGates(xs, us, steps));
      const made = grads((p, q) => sum(mul(lstm(p as Tensor2D, q as Tensor2D, steps, whole), cs)))([xs, us]) as [Tensor, Tensor];
      const frozen = withFrozenWeights(() => grads((p) => sum(mul(lstm(p as Tensor2D, us, steps, whole), cs)))([xs])) as [Tensor];
      expect(memory().numTensors, 'tensors left behind').toBe(before + 5);
      const [got, seen, dx, du, dxAlone] = (await Promise.all([y, gates, ...made, ...frozen].map((t) => device.read(t)))) as [
        ...[Float32Array, Float32Array, Float32Array, Float32Array, Float32Array],
      ];
      expect(distance(got, wanted.y)).toBeLessThan(scale === 1 ? 2e-6 : 1e-4);
      expect(distance(seen, wanted.gates)).toBeLessThan(1e-5);
      expect(dxAlone).toEqual(dx);
      for (const numbers of [got, dx, du]) expect(numbers.every(Number.isFinite)).toBe(true);
      for (const [numbers, gradient] of [
        [x, dx],
        [u, du],
      ] as const) {
        const length = Math.hypot(...gradient);
        for (let k = 0; k < 4; k++) {
          const drawn = rng.normals(numbers.length, 1);
          const whole64 = Math.hypot(...drawn);
          const at = (by: number): number => {
            const moved = Float64Array.from(numbers, (value, i) => value + (by * (drawn[i] as number)) / whole64);
            return expected(size, numbers === x ? moved : x, numbers === u ? moved : u, whole).y.reduce(
              (total, value, i) => total + value * (factors[i] as number),
              0,
            );
          };
          const slope = (at(1e-6) - at(-1e-6)) / 2e-6;
          const along = gradient.reduce((total, value, i) => total + (value * (drawn[i] as number)) / whole64, 0);
          expect(Math.abs(along - slope)).toBeLessThan((scale === 1 ? 1e-5 : 1e-3) * length + 1e-7);
        }
      }
      for (const t of [xs, us, cs, y, gates, ...made, ...frozen]) t.dispose();
    }
  });

  test('a gate at ±10, ±100 or ±1000 is neither lost nor infinite, and nor is its slope', async () => {
    const device = await useDevice(name);
    for (const at of [-1000, -100, -80, -20, -10, 0, 10, 20, 80, 100, 1000]) {
      // i and o open, g = 1: of f nothing is left. Then each of them at `at`.
      for (const gate of [0, 1, 2, 3]) {
        const x = [3, 3, 1, 3, 3, 3, 1, 3].map((value, i) => (i % 4 === gate ? at : value));
        const factors = tensor2d([1], [1, 1]);
        const [xs, us] = [tensor2d(x, [2, 4]), tensor2d([0.1, 0.2, 0.3, 0.4], [1, 4])];
        const y = lstm(xs, us, 2, false);
        const [dx] = grads((p) => sum(mul(lstm(p as Tensor2D, us, 2, false), factors)))([xs]) as [Tensor];
        const [got, slopes] = [await device.read(y), await device.read(dx)];
        const f = (numbers: readonly number[]): number => expected({ n: 1, width: 1, steps: 2 }, numbers, [0.1, 0.2, 0.3, 0.4], false).y[0] as number;
        expect(got[0], `gate ${gate} at ${at}`).toBeCloseTo(f(x), 6);
        slopes.forEach((slope, i) => {
          const moved = (by: number): number => f(x.map((value, j) => (i === j ? value + by : value)));
          expect(slope, `slope ${i}, gate ${gate} at ${at}`).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 5);
        });
        for (const t of [factors, xs, us, y, dx]) t.dispose();
      }
    }
  });
});
