/** Rows of examples on the host, of any width and kind, against rows in lists. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Examples } from '../../../src/engine/data/dataset.ts';
import { blank, copyRows, firstOf, joined, partOf, rowsOf } from '../../../src/engine/data/examples.ts';

type Numbers = Examples['inputs'];

/** Examples that can be told apart: input and target k of example i are 100·i + k, and the same below zero. */
function examplesOf(count: number, width: number, answers: number, floats: boolean): Examples {
  const numbers = (of: number, sign: number): Numbers => {
    const all = Array.from({ length: count * of }, (_, at) => sign * (100 * (1 + Math.floor(at / of)) + (at % of)));
    return floats ? Float32Array.from(all) : Int32Array.from(all);
  };
  return { count, inputs: numbers(width, 1), targets: numbers(answers, -1) };
}

/** Inputs and targets of each example, as lists. */
function listed({ count, inputs, targets }: Examples): (readonly [number[], number[]])[] {
  const rows = (numbers: Numbers, i: number): number[] => Array.from(numbers.subarray((i * numbers.length) / count, ((i + 1) * numbers.length) / count));
  return Array.from({ length: count }, (_, i) => [rows(inputs, i), rows(targets, i)] as const);
}

/** Narrow rows and wide ones are copied in different ways. */
const anyExamples = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(1, 2, 15, 16, 17, 40), fc.constantFrom(1, 3, 16), fc.boolean())
  .map((of) => examplesOf(...of));
const withRows = anyExamples.chain((examples) => fc.tuple(fc.constant(examples), fc.array(fc.nat(examples.count - 1), { maxLength: 8 })));

test('rows are picked in the order asked for, as often as asked for, and are copies of their kind', () => {
  fc.assert(
    fc.property(withRows, ([examples, rows]) => {
      const before = listed(examples);
      const picked = rowsOf(examples, rows);
      expect([picked.inputs.constructor, picked.targets.constructor]).toEqual([examples.inputs.constructor, examples.targets.constructor]);
      expect(listed(picked)).toEqual(rows.map((row) => before[row]));
      picked.inputs.fill(0);
      expect(listed(examples)).toEqual(before);
    }),
  );
});

test('rows are copied into as many, and nothing is written beyond them or beside them', () => {
  const wide = Float32Array.from({ length: 3 * 16 }, (_, i) => i);
  // Whoever writes one row too many writes into what stands behind.
  const room = new Float32Array(3 * 16).fill(-1);
  copyRows(wide, room.subarray(0, 2 * 16), [2, 0]);
  expect([...room]).toEqual([...wide.subarray(32, 48), ...wide.subarray(0, 16), ...Array.from({ length: 16 }, () => -1)]);
  copyRows(wide, new Float32Array(0), []);
});

test('a part is the same memory, a join a copy, the first few as well', () => {
  fc.assert(
    fc.property(anyExamples, fc.nat(6), fc.nat(6), (examples, one, other) => {
      const [from, to] = [one, other].map((at) => at % (examples.count + 1)).toSorted((a, b) => a - b) as [number, number];
      const part = partOf(examples, from, to);
      expect(listed(part)).toEqual(listed(examples).slice(from, to));
      expect(part.inputs.buffer).toBe(examples.inputs.buffer);
      const both = joined(part, examples);
      expect(listed(both)).toEqual([...listed(part), ...listed(examples)]);
      expect([both.inputs.constructor, both.inputs.buffer === examples.inputs.buffer]).toEqual([examples.inputs.constructor, false]);
      expect(listed(firstOf(examples, from))).toEqual(listed(examples).slice(0, from));
    }),
  );
});

test('a part of none is none', () => {
  const none = { count: 0, inputs: new Int32Array(0), targets: new Int32Array(0) };
  expect(partOf(none, 0, 0)).toEqual(none);
});

test('stand-ins have answers and no inputs', () => {
  expect(blank(3)).toEqual({ count: 3, inputs: new Int32Array(0), targets: Int32Array.of(0, 0, 0) });
});
