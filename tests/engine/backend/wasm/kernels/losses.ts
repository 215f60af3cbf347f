/** Losses, their gradients, and accuracy. */
import { assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { expectWithin, FLUSHED, gamma, rounded, U, type Bounded } from './bounds.ts';
import { at, eachEntry, floats, ints, range, run, type Matrix } from './harness.ts';

const counts = constantFrom(1, 2, 3, 5, 13, 31);
const classes = constantFrom(1, 2, 3, 4, 5, 7, 8, 11, 43, 59);
/** From hardly apart to far beyond float32's exponent range. */
const spreads = constantFrom(0.1, 1, 10, 60);

/** Loss and softmax of one row in float64, and the relative error that float32 may make in s. */
function rowOf(logits: Matrix, row: number, label: number): { loss: number; shares: number[]; error: number } {
  const c = logits.shape[1] as number;
  const z = range(c).map((j) => at(logits, row, j));
  const largest = Math.max(...z);
  const others = z.reduce((total, value, j) => (j === label ? total : total + Math.exp(value - largest)), 0);
  const target = z[label] as number;
  const loss = others === 0 ? 0 : target - largest > -700 ? Math.log1p(others / Math.exp(target - largest)) : Math.log(others) + largest - target;
  const total = others + Math.exp(target - largest);
  const shares = z.map((value, j) => (j === label ? -others / total : Math.exp(value - largest) / total));
  // z − max is rounded once, which the exponential passes on in proportion to its size.
  const apart = Math.min(105, Math.max(...z.map((value) => largest - value)));
  return { loss, shares, error: gamma(c + 8) + 4 * U * apart };
}

function crossEntropyTests(): void {
  test('GrokCrossEntropy', () => {
    const check = (n: number, c: number, spread: number): void => {
      const [logits, labels] = [floats([n, c], 'logits', spread), ints([n], 'labels', c)];
      const [loss, dlogits] = run('GrokCrossEntropy', { logits, labels }, {}) as [Float32Array, Float32Array];
      const rows = range(n).map((i) => rowOf(logits, i, labels.values[i] as number));
      const value = rows.reduce((total, row) => total + row.loss, 0) / n;
      // s/(1+s) ≤ log1p(s): a relative error in s is no larger in the loss.
      const bound = rows.reduce((total, row) => total + row.loss * row.error, 0) / n + 2 * U * value + c * FLUSHED;
      expectWithin(loss, [{ value, bound }], 'loss');
      expectWithin(
        dlogits,
        eachEntry(n, c, (i, j): Bounded => {
          const { shares, error } = rows[i] as (typeof rows)[number];
          const share = (shares[j] as number) / n;
          return { value: share, bound: 2 * error * Math.abs(share) + (c * FLUSHED) / n };
        }),
        'dlogits',
      );
    };
    assert(property(counts, classes, spreads, check), { seed: 1, numRuns: 100 });
  });

  test('the loss is exact in its tail', () => {
    const logits: Matrix = { values: Float32Array.of(0, 20, -200, -200, -200, -200), shape: [1, 6] };
    const [loss, dlogits] = run('GrokCrossEntropy', { logits, labels: { values: Int32Array.of(1), shape: [1] } }, {}) as [Float32Array, Float32Array];
    const s = Math.exp(-20);
    expect(Math.abs((loss[0] as number) / Math.log1p(s) - 1)).toBeLessThan(1e-5);
    expect(Math.abs((dlogits[1] as number) / (-s / (1 + s)) - 1)).toBeLessThan(1e-5);
    expect(loss[0]).toBeCloseTo(2.061e-9, 11);
  });

  test('a row that is wrong beyond float32 still has its loss', () => {
    const logits: Matrix = { values: Float32Array.of(0, 1000, 1000), shape: [1, 3] };
    const [loss, dlogits] = run('GrokCrossEntropy', { logits, labels: { values: Int32Array.of(0), shape: [1] } }, {}) as [Float32Array, Float32Array];
    expect(loss[0]).toBeCloseTo(1000 + Math.log(2), 3);
    expect([...dlogits]).toEqual([-1, 0.5, 0.5]);
  });

  test.each([[[NaN, 1, 2]], [[1, NaN, 2]], [[Infinity, 1, 2]]])('logits %s have no loss', (values) => {
    const logits: Matrix = { values: Float32Array.from(values), shape: [1, 3] };
    const [loss] = run('GrokCrossEntropy', { logits, labels: { values: Int32Array.of(1), shape: [1] } }, {}) as [Float32Array];
    expect(loss[0]).toBeNaN();
  });
}

export function lossTests(): void {
  crossEntropyTests();

  test('GrokSquaredError', () => {
    const check = (n: number, c: number, height: number): void => {
      const [logits, labels] = [floats([n, c], 'logits'), ints([n], 'labels', c)];
      const scalar: Matrix = { values: Float32Array.of(height), shape: [] };
      const [loss, dlogits] = run('GrokSquaredError', { logits, labels, height: scalar }, {}) as [Float32Array, Float32Array];
      const errors = eachEntry(n, c, (i, j) => at(logits, i, j) - (labels.values[i] === j ? height : 0));
      expectWithin(loss, [rounded(errors.reduce((total, error) => total + error * error, 0) / (n * c), c + 6)], 'loss');
      expectWithin(
        dlogits,
        errors.map((error) => rounded((2 * error) / (n * c), 4)),
        'dlogits',
      );
    };
    assert(property(counts, classes, constantFrom(1, 0.25, 30), check), { seed: 2, numRuns: 60 });
  });

  test('GrokAccuracy', () => {
    const check = (n: number, c: number, levels: number): void => {
      // Few levels make ties, which the first largest logit wins.
      const drawn = ints([n, c], 'logits', levels);
      const logits: Matrix = { values: Float32Array.from(drawn.values), shape: [n, c] };
      const labels = ints([n], 'labels', c);
      if (n > 2) logits.values[2 * c] = NaN;
      const [accuracy] = run('GrokAccuracy', { logits, labels }, {}) as [Float32Array];
      const right = range(n).filter((i) => {
        const row = [...logits.values.subarray(i * c, (i + 1) * c)];
        return !row.some(Number.isNaN) && row.indexOf(Math.max(...row)) === labels.values[i];
      });
      expect(accuracy[0]).toBe(Math.fround(right.length / n));
    };
    assert(property(counts, classes, constantFrom(1, 2, 100), check), { seed: 3, numRuns: 80 });
  });
}
