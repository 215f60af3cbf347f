/** Kernels over whole models, and sign changes. */
import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { expectWithin, gamma, rounded, U, type Bounded } from './bounds.ts';
import { eachEntry, floats, ints, range, run, type Matrix } from './harness.ts';

const models = array(constantFrom(0, 1, 2, 3, 4, 5, 7, 16, 17, 61), { minLength: 0, maxLength: 5 });

function named(prefix: string, sizes: readonly number[], std = 1): Record<string, Matrix> {
  return Object.fromEntries(sizes.map((size, i) => [`${prefix}${i}`, floats([size], `${prefix}${i}`, std)]));
}

const positive = (matrices: Record<string, Matrix>): Record<string, Matrix> =>
  Object.fromEntries(Object.entries(matrices).map(([name, matrix]) => [name, { ...matrix, values: matrix.values.map(Math.abs) }]));

const valuesOf = (matrices: Record<string, Matrix>, name: string): Float32Array => (matrices[name] as Matrix).values;

const norm = (values: Iterable<number>): number => Math.hypot(...values);

function adamWTest(): void {
  test('GrokAdamW', () => {
    const check = (sizes: number[], std: number): void => {
      const count = sizes.length;
      const [p, g, m, v] = [named('p', sizes), named('g', sizes, std), named('m', sizes, std), positive(named('v', sizes, std * std))];
      const scalars: Matrix = { values: Float32Array.of(3e-3, 0.997, 0.9, 0.1, 0.98, 0.02, 1e-8, 1.5, 4), shape: [9] };
      const [rate, keep, beta1, rest1, beta2, rest2, epsilon, c1, c2] = [...scalars.values] as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const changing = ['p', 'm', 'v'].flatMap((prefix) => range(count).map((i) => `${prefix}${i}`));
      const left = run('GrokAdamW', { ...p, ...g, ...m, ...v, scalars }, { count }, changing);
      for (const i of range(count)) {
        const [ps, gs, ms, vs] = [valuesOf(p, `p${i}`), valuesOf(g, `g${i}`), valuesOf(m, `m${i}`), valuesOf(v, `v${i}`)];
        const exact = range(sizes[i] as number).map((j) => {
          const [one, gradient, first, second] = [ps[j], gs[j], ms[j], vs[j]] as [number, number, number, number];
          const moment = beta1 * first + rest1 * gradient;
          const momentError = gamma(3) * (Math.abs(beta1 * first) + Math.abs(rest1 * gradient));
          const square = beta2 * second + rest2 * gradient * gradient;
          const step = (rate * c1) / (Math.sqrt(square * c2) + epsilon);
          return {
            m: { value: moment, bound: momentError },
            v: rounded(square, 4),
            p: { value: one * keep - step * moment, bound: gamma(2) * Math.abs(one) + step * (gamma(10) * Math.abs(moment) + 2 * momentError) },
          };
        });
        expectWithin(
          left[i] as Float32Array,
          exact.map((e) => e.p),
          'p',
        );
        expectWithin(
          left[count + i] as Float32Array,
          exact.map((e) => e.m),
          'm',
        );
        expectWithin(
          left[2 * count + i] as Float32Array,
          exact.map((e) => e.v),
          'v',
        );
      }
    };
    assert(property(models, constantFrom(1, 1e-3, 1e-6), check), { seed: 1, numRuns: 60 });
  });
}

function sgdTest(): void {
  test('GrokSgd', () => {
    const check = (sizes: number[]): void => {
      const count = sizes.length;
      const [p, g, u] = [named('p', sizes), named('g', sizes), named('u', sizes)];
      const scalars: Matrix = { values: Float32Array.of(0.1, 0.99, 0.9), shape: [3] };
      const [rate, keep, momentum] = [...scalars.values] as [number, number, number];
      const left = run(
        'GrokSgd',
        { ...p, ...g, ...u, scalars },
        { count },
        ['p', 'u'].flatMap((prefix) => range(count).map((i) => `${prefix}${i}`)),
      );
      for (const i of range(count)) {
        const exact = range(sizes[i] as number).map((j): { p: Bounded; u: Bounded } => {
          const [one, gradient, old] = [valuesOf(p, `p${i}`)[j], valuesOf(g, `g${i}`)[j], valuesOf(u, `u${i}`)[j]] as [number, number, number];
          const velocity = momentum * old + gradient;
          const error = gamma(2) * (Math.abs(momentum * old) + Math.abs(gradient));
          return {
            u: { value: velocity, bound: error },
            p: { value: one * keep - rate * velocity, bound: gamma(3) * (Math.abs(one) + Math.abs(rate * velocity)) + 2 * rate * error },
          };
        });
        expectWithin(
          left[i] as Float32Array,
          exact.map((e) => e.p),
          'p',
        );
        expectWithin(
          left[count + i] as Float32Array,
          exact.map((e) => e.u),
          'u',
        );
      }
    };
    assert(property(models, check), { seed: 2, numRuns: 60 });
  });
}

export function parameterTests(): void {
  adamWTest();
  sgdTest();

  test('GrokNorms', () => {
    const check = (sizes: number[]): void => {
      const p = named('p', sizes);
      const [norms] = run('GrokNorms', p, { count: sizes.length }) as [Float32Array];
      // Summed in float64: off by no more than the last rounding.
      expectWithin(
        norms,
        sizes.map((_, i) => ({ value: norm(valuesOf(p, `p${i}`)), bound: 1.001 * U * norm(valuesOf(p, `p${i}`)) })),
        'norms',
      );
    };
    assert(property(models, check), { seed: 3, numRuns: 60 });
  });

  test('GrokProject', () => {
    const check = (sizes: number[], target: number): void => {
      const p = named('p', sizes);
      const left = run('GrokProject', p, { count: sizes.length, norm: target }, Object.keys(p));
      const scale = target / norm(Object.values(p).flatMap(({ values }) => [...values]));
      left.forEach((values, i) =>
        expectWithin(
          values,
          [...valuesOf(p, `p${i}`)].map((value) => rounded(value * scale, 3)),
          `p${i}`,
        ),
      );
    };
    assert(property(models, constantFrom(0.1, 1, 40), check), { seed: 4, numRuns: 60 });
    const zero = { p0: { values: new Float32Array(5), shape: [5] } };
    expect([...(run('GrokProject', zero, { count: 1, norm: 3 }, ['p0'])[0] as Float32Array)]).toEqual([0, 0, 0, 0, 0]);
  });

  test('GrokStore', () => {
    const check = (sizes: number[]): void => {
      const [to, from] = [named('to', sizes), named('from', sizes)];
      const left = run('GrokStore', { ...to, ...from }, { count: sizes.length }, Object.keys(to));
      left.forEach((values, i) => expect(values).toEqual(valuesOf(from, `from${i}`)));
    };
    assert(property(models, check), { seed: 6, numRuns: 40 });
  });

  test('GrokSignChanges', () => {
    const check = (points: number, vertices: number, h: number): void => {
      // Small integers: zeros are a sign of their own.
      const drawn = ints([points * vertices, h], 'z', 3, -1);
      const z: Matrix = { values: Float32Array.from(drawn.values), shape: drawn.shape };
      const [counts] = run('GrokSignChanges', { z }, { vertices }) as [Float32Array];
      const changes = eachEntry(
        points,
        h,
        (point, neuron) => new Set(range(vertices).map((vertex) => drawn.values[(point * vertices + vertex) * h + neuron])).size > 1,
      );
      expect([...counts]).toEqual(range(points).map((point) => changes.slice(point * h, (point + 1) * h).filter(Boolean).length));
    };
    assert(property(constantFrom(0, 1, 2, 5), constantFrom(1, 2, 3, 8), constantFrom(0, 1, 3, 4, 5, 16, 31), check), { seed: 5, numRuns: 60 });
  });
}
