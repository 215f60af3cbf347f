/** Sparse parity against its definition: a product of the first bits, on inputs that are all different and otherwise random. */
import { describe, expect, test } from 'vitest';
import type { Dataset, Examples } from '../../../src/engine/data/dataset.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { sparseParity } from '../../../src/engine/tasks/sparseParity.ts';
import { sectionOf } from '../small.ts';

const make = (values: Readonly<Record<string, number>>, seed = 1): Dataset => sparseParity.dataset(sectionOf(sparseParity, values), new Rng(seed, 'task'));
const rowsOf = ({ inputs, count }: Examples): number[][] =>
  Array.from({ length: count }, (_, i) => [...inputs.subarray((i * inputs.length) / count, ((i + 1) * inputs.length) / count)]);

test.each([
  [30, 3],
  [12, 1],
  [20, 8],
  [4, 4],
])('of %i bits the first %i decide', (bits, relevant) => {
  const size = Math.min(300, 2 ** bits / 2);
  const { train, val } = make({ bits, relevant, trainSize: size, valSize: size });
  for (const side of [train, val]) {
    rowsOf(side).forEach((row, i) => {
      expect(row.every((bit) => bit === 1 || bit === -1)).toBe(true);
      const product = row.slice(0, relevant).reduce((whole, bit) => whole * bit, 1);
      expect(sparseParity.answer?.(side.targets[i] as number)).toBe(product === 1 ? '+' : '−');
    });
  }
  const keys = [...rowsOf(train), ...rowsOf(val)].map(String);
  expect(new Set(keys).size).toBe(keys.length);
});

test('all inputs can be asked for, and no more', () => {
  const { train, val } = make({ bits: 5, trainSize: 20, valSize: 12 });
  expect(new Set([...rowsOf(train), ...rowsOf(val)].map(String)).size).toBe(32);
  const problems = (values: Readonly<Record<string, number>>): readonly string[] =>
    (sparseParity.check?.(sectionOf(sparseParity, values)) ?? []).map(({ field }) => field);
  expect(problems({ bits: 5, trainSize: 20, valSize: 12 })).toEqual([]);
  expect(problems({ bits: 5, trainSize: 20, valSize: 13 })).toEqual(['bits']);
  expect(problems({ bits: 4, relevant: 4, trainSize: 8, valSize: 8 })).toEqual([]);
  expect(problems({ bits: 4, relevant: 5, trainSize: 8, valSize: 8 })).toEqual(['relevant']);
});

test('every bit is as often 1 as −1', () => {
  const { train } = make({ bits: 30, trainSize: 4000 });
  for (let bit = 0; bit < 30; bit++) {
    const mean = rowsOf(train).reduce((sum, row) => sum + (row[bit] as number), 0) / train.count;
    // Four standard deviations of a mean of 4,000.
    expect(Math.abs(mean)).toBeLessThan(0.065);
  }
});

describe('a question', () => {
  test('is its signs, those that count apart, of many the first', () => {
    expect(sparseParity.question?.(sectionOf(sparseParity, { bits: 4 }), [1, -1, -1, 1])).toBe('+−− +');
    expect(sparseParity.question?.(sectionOf(sparseParity, { bits: 4, relevant: 4 }), [1, -1, -1, 1])).toBe('+−−+');
    const row = Array.from({ length: 41 }, () => 1);
    expect(sparseParity.question?.(sectionOf(sparseParity, { bits: 41 }), row)).toBe(`+++ ${'+'.repeat(37)}…`);
    expect(sparseParity.question?.(sectionOf(sparseParity, { bits: 40 }), row.slice(1))).toBe(`+++ ${'+'.repeat(37)}`);
  });
});
