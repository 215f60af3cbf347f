/** Examples on the device: row indexes with their inverse, exchanged in place, and nothing left behind. */
import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '../../../src/engine/backend/device.ts';
import { planBatch } from '../../../src/engine/data/batch.ts';
import type { Examples } from '../../../src/engine/data/dataset.ts';
import type { Plan, RowIndex } from '../../../src/engine/data/plan.ts';
import { useDevice } from '../../devices.ts';

let device: Device;
beforeAll(async () => {
  device = await useDevice('cpu');
});

/** A plan of one index whose rows are what the examples' inputs say: token t is table row t, −1 is none. */
const planOf = (rows: number, terms: number, tableRows: number): Plan => ({
  indexes: [{ name: 'rows', tableRows, rows, terms }],
  fill: ({ inputs }, { rows: forward }) => forward?.set(inputs),
});

const tokens = (inputs: readonly number[]): Examples => ({ count: 1, inputs: Int32Array.from(inputs), targets: Int32Array.of(0) });

/** Of every table row the output rows that it is summed into, as often as it is. */
const scattered = (inputs: readonly number[], terms: number, tableRows: number): number[][] =>
  Array.from({ length: tableRows }, (_, t) => inputs.flatMap((row, i) => (row === t ? [Math.floor(i / terms)] : [])));

async function gathered({ offsets, entries, tableRows }: RowIndex): Promise<number[][]> {
  const [from, all] = [[...(await offsets.data())], [...(await entries.data())]];
  expect([from.length, from[0]]).toEqual([tableRows + 1, 0]);
  return Array.from({ length: tableRows }, (_, t) => all.slice(from[t], from[t + 1]));
}

test('an index is seen from both sides alike, and so is the next that takes its place; nothing is left behind', async () => {
  const shapes = fc.record({ rows: fc.integer({ min: 1, max: 6 }), terms: fc.integer({ min: 1, max: 3 }), tableRows: fc.integer({ min: 1, max: 5 }) });
  const cases = shapes.chain((shape) => {
    const inputs = fc.array(fc.integer({ min: -1, max: shape.tableRows - 1 }), { minLength: shape.rows * shape.terms, maxLength: shape.rows * shape.terms });
    return fc.tuple(fc.constant(shape), inputs, inputs);
  });
  await fc.assert(
    fc.asyncProperty(cases, async ([{ rows, terms, tableRows }, first, second]) => {
      const before = memory().numTensors;
      const batch = planBatch(planOf(rows, terms, tableRows), tokens(first), [], device);
      const index = batch.index('rows');
      expect([index.rows, index.terms, index.tableRows, index.forward.shape]).toEqual([rows, terms, tableRows, [rows, terms]]);
      for (const inputs of [first, second, first]) {
        batch.refill(tokens(inputs));
        expect([...(await index.forward.data())]).toEqual(inputs);
        expect(await gathered(index)).toEqual(scattered(inputs, terms, tableRows));
      }
      batch.dispose();
      expect(memory().numTensors).toBe(before);
    }),
    { numRuns: 60 },
  );
});

test('before it is filled again a batch holds what it was made of, whatever becomes of that', async () => {
  const examples = { count: 2, inputs: Float32Array.of(1, 2, 3, 4, 5, 6), targets: Int32Array.of(1, 0) };
  const batch = planBatch({ indexes: [], fill: () => undefined }, examples, [{ name: 'table', shape: [1, 2], values: Float32Array.of(7, 8) }], device);
  examples.inputs.fill(9);
  examples.targets.fill(9);
  expect([batch.count, batch.inputs.shape, [...(await batch.inputs.data())]]).toEqual([2, [2, 3], [1, 2, 3, 4, 5, 6]]);
  expect([batch.targets.shape, batch.targets.dtype, [...(await batch.targets.data())]]).toEqual([[2], 'int32', [1, 0]]);
  expect([batch.constant('table').shape, [...(await batch.constant('table').data())]]).toEqual([
    [1, 2],
    [7, 8],
  ]);
  batch.refill(examples);
  expect([...(await batch.inputs.data()), ...(await batch.targets.data())]).toEqual([9, 9, 9, 9, 9, 9, 9, 9]);
  batch.dispose();
});

test('answers that are values stand in rows', async () => {
  const examples = { count: 2, inputs: Int32Array.of(0, 1), targets: Float32Array.of(0.5, 1, 1.5, 2, 2.5, 3) };
  const batch = planBatch(planOf(2, 1, 2), examples, [], device);
  expect([batch.targets.shape, batch.targets.dtype, [...(await batch.targets.data())]]).toEqual([[2, 3], 'float32', [0.5, 1, 1.5, 2, 2.5, 3]]);
  batch.dispose();
});

test('vectors, tables and indexes are given back', () => {
  const before = memory().numTensors;
  const examples = { count: 1, inputs: Float32Array.of(1, 2), targets: Int32Array.of(0) };
  const plan: Plan = { indexes: [{ name: 'rows', tableRows: 2, rows: 1, terms: 1 }], fill: () => undefined };
  const batch = planBatch(plan, examples, [{ name: 'table', shape: [1], values: Float32Array.of(7) }], device);
  expect(memory().numTensors).toBe(before + 6);
  batch.dispose();
  expect(memory().numTensors).toBe(before);
});

test('what a batch has not is named', () => {
  const batch = planBatch(planOf(1, 1, 1), tokens([0]), [], device);
  expect(() => batch.inputs).toThrow('tokens');
  expect(() => batch.index('other')).toThrow('no index «other»');
  expect(() => batch.constant('other')).toThrow('no constant «other»');
  batch.dispose();
});
