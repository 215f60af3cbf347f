/** Rows looked up and activated in one pass, and the way back. */
import { assert, boolean, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { ACTIVATIONS, activations } from '../../../../../src/engine/ops/activations.ts';
import { expectWithin, gamma, sum, type Bounded } from './bounds.ts';
import { at, eachEntry, floats, ints, range, run, type Matrix } from './harness.ts';
import { activated, pulled, withExtremes } from './products.ts';

const counts = constantFrom(0, 1, 2, 5, 13);
const some = constantFrom(1, 2, 3, 5, 8, 13);
/** Across the strides of 16 columns and their tails. */
const widths = constantFrom(0, 1, 2, 3, 4, 5, 7, 15, 16, 17, 19, 23, 32, 37, 43);

export function lookupTests(): void {
  test.each(ACTIVATIONS)('GrokLookup, %s', (activation) => {
    const { derivativeFromValue } = activations[activation];
    const check = (n: number, terms: number, d: number, rows: number, biased: boolean): void => {
      const [table, forward, bias] = [withExtremes(floats([rows, d], 'table')), ints([n, terms], 'forward', rows + 1, -1), floats([d], 'bias')];
      const outputs = run('GrokLookup', { table, forward, ...(biased ? { bias } : {}) }, { activation });
      expect(outputs.length).toBe(derivativeFromValue ? 1 : 2);
      const exact = eachEntry(n, d, (i, j) => {
        const found = range(terms).map((s) => at(forward, i, s));
        return sum([...found.map((row) => (row < 0 ? 0 : at(table, row, j))), biased ? (bias.values[j] as number) : 0], 0);
      });
      const [y, z] = outputs as [Float32Array, Float32Array | undefined];
      if (z !== undefined) expectWithin(z, exact, 'z');
      // Of the kernel's own z where it shows it; piecewise-linear activations pass its bound on, at most as it is.
      const after = ({ value, bound }: Bounded): Bounded => {
        const of = activated(activation, value);
        return { value: of.value, bound: of.bound + bound };
      };
      expectWithin(y, z === undefined ? exact.map(after) : [...z].map((one) => activated(activation, one)), 'y');
    };
    assert(property(counts, constantFrom(1, 2, 3), widths, some, boolean(), check), { seed: 1, numRuns: 60 });
  });

  test.each(ACTIVATIONS)('GrokLookupGrad, %s', (activation) => {
    const check = (n: number, terms: number, d: number, tableRows: number, bias: boolean): void => {
      const [dy, z, forward] = [floats([n, d], 'dy'), withExtremes(floats([n, d], 'z', 3)), ints([n, terms], 'forward', tableRows + 1, -1)];
      const unread: Matrix<Int32Array> = { values: new Int32Array(0), shape: [0] };
      const outputs = run('GrokLookupGrad', { dy, z, forward, offsets: unread, entries: unread }, { activation, bias, tableRows });
      expect(outputs.length).toBe(bias ? 2 : 1);
      const dz = eachEntry(n, d, (i, j) => pulled(activation, at(dy, i, j), at(z, i, j)));
      const total = (taken: readonly Bounded[]): Bounded => {
        const { value, bound } = sum(
          taken.map((one) => one.value),
          0,
        );
        return { value, bound: bound + (1 + gamma(n * terms)) * taken.reduce((all, one) => all + one.bound, 0) };
      };
      const into = (t: number, j: number): Bounded[] =>
        range(n).flatMap((i) =>
          range(terms)
            .filter((s) => at(forward, i, s) === t)
            .map(() => dz[i * d + j] as Bounded),
        );
      expectWithin(
        outputs[0] as Float32Array,
        eachEntry(tableRows, d, (t, j) => total(into(t, j))),
        'dtable',
      );
      if (bias) {
        expectWithin(
          outputs[1] as Float32Array,
          range(d).map((j) => total(range(n).map((i) => dz[i * d + j] as Bounded))),
          'db',
        );
      }
    };
    assert(property(counts, constantFrom(1, 2, 3), widths, some, boolean(), check), { seed: 2, numRuns: 60 });
  });

  test.each(['relu', 'leakyRelu'] as const)('GrokLookupGrad, %s: from y as from z', (activation) => {
    const z = withExtremes(floats([13, 19], 'z', 3));
    const y = { ...z, values: z.values.map(activations[activation].value) };
    const [dy, forward] = [floats([13, 19], 'dy'), ints([13, 2], 'forward', 5)];
    const unread: Matrix<Int32Array> = { values: new Int32Array(0), shape: [0] };
    const [one, other] = [z, y].map((kept) =>
      run('GrokLookupGrad', { dy, z: kept, forward, offsets: unread, entries: unread }, { activation, bias: true, tableRows: 5 }),
    );
    expect(one).toEqual(other);
  });
}
