/** Dense layers: matrix products, biases, activations and their gradients. */
import { assert, boolean, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { ACTIVATIONS, activations, GELU_CUBIC, GELU_SCALE, type Activation } from '../../../../../src/engine/ops/activations.ts';
import { expectWithin, FLUSHED, gamma, rounded, sum, TINY, type Bounded } from './bounds.ts';
import { at, eachEntry, floats, range, run, type Matrix } from './harness.ts';

const sizes = constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 16, 17, 23, 32, 37, 43, 59);
/** Beyond the blocks in which the product is packed. */
const LARGE: [number, number, number][] = [
  [7, 9, 257],
  [6, 8, 256],
  [5, 300, 11],
  [301, 6, 8],
  [13, 263, 521],
  [1, 1, 1000],
  [43, 513, 2],
];

type Form = readonly [transposeA: boolean, transposeB: boolean];
const FORMS: readonly Form[] = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
];

function product(a: Matrix, b: Matrix, m: number, n: number, k: number, [transposeA, transposeB]: Form, bias?: Matrix): Bounded[] {
  // By strides and without lists: these loops are most of the tests' time.
  const [aRow, aColumn] = transposeA ? [1, m] : [k, 1];
  const [bRow, bColumn] = transposeB ? [1, k] : [n, 1];
  return eachEntry(m, n, (i, j) => {
    let value = bias?.values[j] ?? 0;
    let size = Math.abs(value);
    for (let l = 0; l < k; l++) {
      const term = (a.values[i * aRow + l * aColumn] as number) * (b.values[l * bRow + j * bColumn] as number);
      value += term;
      size += Math.abs(term);
    }
    return { value, bound: gamma(k + 2) * size };
  });
}

/** Roundings in an activation: the exponential's argument passes its relative error on in proportion to its size. */
function roundings(activation: Activation, z: number): number {
  const inner =
    activation === 'gelu'
      ? 2 * GELU_SCALE * Math.abs(z + GELU_CUBIC * z ** 3)
      : activation === 'tanh'
        ? 2 * Math.abs(z)
        : activation === 'sigmoid' || activation === 'silu'
          ? Math.abs(z)
          : 0;
  return 12 + 8 * Math.min(inner, 100);
}

/** float64 without the cancellation of 1 + tanh at large negative z. */
const gelu = (z: number): number => z / (1 + Math.exp(-2 * GELU_SCALE * (z + GELU_CUBIC * z ** 3)));

export function activated(activation: Activation, z: number): Bounded {
  if (activation !== 'gelu') {
    const { value, bound } = rounded(activations[activation].value(z), roundings(activation, z));
    // The kernel's exponential is 0 where it would be no normal number.
    return { value, bound: bound + (activation === 'sigmoid' || activation === 'silu' ? (1 + Math.abs(z)) * 2 * TINY : 0) };
  }
  // The kernel's exponential stops growing just below float32's largest number, so that GELU stops shrinking at about z·2⁻¹²⁵.
  const { value, bound } = rounded(gelu(z), roundings(activation, z));
  return { value, bound: bound + Math.abs(z) * 2 * TINY };
}

/** dy·act′(z). The bound is of the derivative's parts: GELU's crosses zero, where no relative bound holds. */
export function pulled(activation: Activation, dy: number, z: number): Bounded {
  const size =
    activation === 'gelu'
      ? 1 + Math.abs(gelu(z)) * 4
      : activation === 'tanh'
        ? Math.exp(-2 * Math.abs(z)) * 4
        : activation === 'silu'
          ? activations.sigmoid.value(z) * (1 + Math.abs(z))
          : Math.abs(activations[activation].derivative(z));
  // tanh′ by its other form: 1 − tanh² cancels in float64 too.
  const derivative = activation === 'tanh' ? 1 / Math.cosh(z) ** 2 : activations[activation].derivative(z);
  return { value: dy * derivative, bound: (gamma(roundings(activation, z)) * size + 4 * FLUSHED) * Math.abs(dy) };
}

const EXTREMES = [0, -0, 1e-30, -1e-30, 1e-4, -1e-4, 0.6249, 0.6251, -0.75, 5, -5, 9.5, -9.5, 20, -20, 60, -60, 100, -100];
export const withExtremes = (matrix: Matrix): Matrix => ({
  ...matrix,
  values: matrix.values.map((x, i) => (i % 3 === 0 ? (EXTREMES[(i / 3) % EXTREMES.length] as number) : x)),
});

export function productTests(): void {
  test('GrokMatMul', () => {
    const check = (m: number, n: number, k: number, form: Form): void => {
      const a = floats(form[0] ? [k, m] : [m, k], 'a');
      const b = floats(form[1] ? [n, k] : [k, n], 'b');
      const [c] = run('GrokMatMul', { a, b }, { transposeA: form[0], transposeB: form[1] });
      expectWithin(c as Float32Array, product(a, b, m, n, k, form), `${m}×${n}×${k} ${String(form)}`);
    };
    assert(property(sizes, sizes, sizes, constantFrom(...FORMS), check), { seed: 1, numRuns: 150 });
    for (const form of FORMS) for (const [m, n, k] of LARGE) check(m, n, k, form);
  });

  test.each(ACTIVATIONS)('GrokDense, %s', (activation) => {
    const check = (n: number, m: number, k: number, biased: boolean, more: boolean): void => {
      const [x, w, bias, residual] = [floats([n, k], 'x'), floats([k, m], 'w'), floats([m], 'bias'), floats([n, m], 'residual')];
      const outputs = run('GrokDense', { x, w, ...(biased ? { bias } : {}), ...(more ? { residual } : {}) }, { activation });
      expect(outputs.length).toBe(activation === 'linear' ? 1 : 2);
      const exact = product(x, w, n, m, k, [false, false], biased ? bias : undefined);
      const y = outputs[0] as Float32Array;
      const plus = ({ value, bound }: Bounded, i: number): Bounded => {
        const whole = value + (more ? (residual.values[i] as number) : 0);
        return { value: whole, bound: bound + gamma(1) * (Math.abs(whole) + bound) };
      };
      if (activation === 'linear') return expectWithin(y, exact.map(plus), 'y');
      const z = outputs[1] as Float32Array;
      expectWithin(z, exact, 'z');
      // Of the kernel's own z: the product's error is bounded above.
      expectWithin(
        y,
        [...z].map((one, i) => plus(activated(activation, one), i)),
        'y',
      );
    };
    assert(property(sizes, sizes, sizes, boolean(), boolean(), check), { seed: 2, numRuns: 30 });
    check(5, 300, 260, true, true);
  });

  test.each(ACTIVATIONS)('GrokDenseGrad, %s', (activation) => {
    const check = (n: number, m: number, k: number, bias: boolean): void => {
      const [x, w, dy, z] = [floats([n, k], 'x'), floats([k, m], 'w'), floats([n, m], 'dy'), withExtremes(floats([n, m], 'z', 3))];
      const linear = activation === 'linear';
      const [dx, dw, db] = run('GrokDenseGrad', linear ? { dy, x, w } : { dy, x, w, z }, { activation, bias }) as [
        Float32Array,
        Float32Array,
        Float32Array | undefined,
      ];
      // The kernel's own dz, whose error is bounded elsewhere.
      const dz = linear ? dy : { ...dy, values: run('GrokActivationGrad', { dy, z }, { activation, bias: false })[0] as Float32Array };
      expectWithin(dx, product(dz, w, n, k, m, [false, true]), 'dx');
      expectWithin(dw, product(x, dz, k, m, n, [true, false]), 'dw');
      expect(db !== undefined).toBe(bias);
      if (db !== undefined)
        expectWithin(
          db,
          range(m).map((j) => sum(range(n).map((i) => at(dz, i, j)))),
          'db',
        );
    };
    assert(property(sizes, sizes, sizes, boolean(), check), { seed: 6, numRuns: 30 });
    check(300, 9, 7, true);
  });

  test('GrokDensePair and its gradient', () => {
    const check = (n: number, m: number, k: number): void => {
      const [x, v, w, dyv, dyw] = [floats([n, k], 'x'), floats([k, m], 'v'), floats([k, m], 'w'), floats([n, m], 'dyv'), floats([n, m], 'dyw')];
      const [y, other] = run('GrokDensePair', { x, v, w }, {}) as [Float32Array, Float32Array];
      expectWithin(y, product(x, v, n, m, k, [false, false]), 'x·v');
      expectWithin(other, product(x, w, n, m, k, [false, false]), 'x·w');
      const [dx, dv, dw] = run('GrokDensePairGrad', { dyv, dyw, x, v, w }, {}) as [Float32Array, Float32Array, Float32Array];
      const [one, two] = [product(dyv, v, n, k, m, [false, true]), product(dyw, w, n, k, m, [false, true])];
      const both = one.map((a, i): Bounded => {
        const b = two[i] as Bounded;
        return { value: a.value + b.value, bound: (a.bound + b.bound) * (1 + gamma(1)) + gamma(1) * Math.abs(a.value + b.value) };
      });
      expectWithin(dx, both, 'dx');
      expectWithin(dv, product(x, dyv, k, m, n, [true, false]), 'dv');
      expectWithin(dw, product(x, dyw, k, m, n, [true, false]), 'dw');
    };
    assert(property(sizes, sizes, sizes, check), { seed: 7, numRuns: 60 });
    check(301, 9, 7);
  });

  test.each(ACTIVATIONS)('GrokBiasActivation, %s', (activation) => {
    const check = (n: number, m: number, biased: boolean): void => {
      const [x, bias] = [withExtremes(floats([n, m], 'x', 3)), floats([m], 'bias')];
      const outputs = run('GrokBiasActivation', biased ? { x, bias } : { x }, { activation });
      expect(outputs.length).toBe(biased && activation !== 'linear' ? 2 : 1);
      const z = biased ? outputs.at(-1) : x.values;
      if (biased)
        expectWithin(
          z,
          eachEntry(n, m, (i, j) => rounded(at(x, i, j) + (bias.values[j] as number), 1)),
          'z',
        );
      expectWithin(
        outputs[0] as Float32Array,
        [...z].map((one) => activated(activation, one)),
        'y',
      );
    };
    assert(property(sizes, sizes, boolean(), check), { seed: 3, numRuns: 30 });
    check(19, 9, false);
  });

  test.each(ACTIVATIONS)('GrokActivationGrad, %s', (activation) => {
    const check = (n: number, m: number, bias: boolean): void => {
      const [dy, z] = [floats([n, m], 'dy'), withExtremes(floats([n, m], 'z', 3))];
      const [dz, db] = run('GrokActivationGrad', { dy, z }, { activation, bias }) as [Float32Array, Float32Array | undefined];
      expectWithin(
        dz,
        eachEntry(n, m, (i, j) => pulled(activation, at(dy, i, j), at(z, i, j))),
        'dz',
      );
      expect(db !== undefined).toBe(bias);
      if (db !== undefined)
        expectWithin(
          db,
          range(m).map((j) => sum(range(n).map((i) => dz[i * m + j] as number))),
          'db',
        );
    };
    assert(property(sizes, sizes, boolean(), check), { seed: 4, numRuns: 30 });
    check(19, 9, true);
  });

  test.each(ACTIVATIONS)('a NaN stays one through %s', (activation) => {
    const x: Matrix = { values: Float32Array.of(NaN, 1, 2, 3, NaN), shape: [1, 5] };
    const [y] = run('GrokBiasActivation', { x }, { activation }) as [Float32Array];
    expect([...y].map(Number.isNaN)).toEqual([true, false, false, false, true]);
  });

  test('GrokColumnSum', () => {
    const check = (n: number, m: number): void => {
      const x = floats([n, m], 'x');
      const [sums] = run('GrokColumnSum', { x }, {}) as [Float32Array];
      expectWithin(
        sums,
        range(m).map((j) => sum(range(n).map((i) => at(x, i, j)))),
        'sums',
      );
    };
    assert(property(sizes, sizes, check), { seed: 5, numRuns: 60 });
  });
}
