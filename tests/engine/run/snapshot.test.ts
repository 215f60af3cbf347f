/** Snapshots: what they weigh, and which fit the network of a config. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import type { Change } from '../../../src/engine/run/change.ts';
import { bytesOf, checkSnapshot, memoryOf, problemsOfChanges, snapshotCopy, type Snapshot } from '../../../src/engine/run/snapshot.ts';
import { configOf, record } from './scripted.ts';

const config = configOf({ steps: 6 });
let last: Snapshot;
beforeAll(async () => {
  last = (await record(config)).of('snapshot').at(-1)?.snapshot;
});

const fieldsOf = (snapshot: Snapshot, of: RunConfig = config): string[] => checkSnapshot(snapshot, of).map(({ field }) => field);

test('a snapshot weighs what its numbers weigh', () => {
  const parameters = [new Float32Array(3), new Float32Array(1)];
  expect(bytesOf({ ...last, parameters, slots: [] })).toBe(16);
  expect(bytesOf({ ...last, parameters, slots: [parameters, [new Float32Array(10)]] })).toBe(16 + 16 + 40);
  expect(bytesOf({ ...last, parameters, slots: [], carried: [new Float32Array(5)] })).toBe(16 + 20);
});

describe('a copy of a snapshot', () => {
  const carries = (): Snapshot => ({ ...structuredClone(last), carried: [Float32Array.of(1, 2), Float32Array.of(3)] });

  test('has numbers of its own: the other can be given away with all its memory', () => {
    for (const whole of [structuredClone(last), { ...structuredClone(last), slots: [] }, carries()]) {
      const before = structuredClone(whole);
      const copy = snapshotCopy(whole, null);
      const given = structuredClone(whole, { transfer: [...new Set(memoryOf(whole))] });
      expect([copy, given]).toEqual([before, before]);
      expect(bytesOf(whole)).toBe(0);
      expect(bytesOf(copy)).toBe(bytesOf(before));
    }
  });

  test('is written over the one before where that is of the same size, and nowhere else', () => {
    const first = snapshotCopy(carries(), null);
    const next = { ...carries(), step: 9, parameters: last.parameters.map((array) => array.map((x) => x + 1)) };
    const second = snapshotCopy(next, first);
    expect(second).toEqual(next);
    expect(memoryOf(second)).toEqual(memoryOf(first));
    expect(memoryOf(second).every((buffer, i) => buffer === memoryOf(first)[i])).toBe(true);
    const [p, ...others] = last.parameters as [Float32Array, ...Float32Array[]];
    const grown = { ...last, parameters: [Float32Array.of(...p, 1), ...others], slots: [...last.slots, last.parameters] };
    const third = snapshotCopy(grown, second);
    expect(third).toEqual(grown);
    expect(third.parameters[0]).not.toBe(second.parameters[0]);
  });
});

describe('a snapshot fits', () => {
  test('its own run, and the same for longer', () => {
    expect([fieldsOf(last), fieldsOf(last, { ...config, steps: 7 })]).toEqual([[], []]);
  });

  test('no shorter run than it has come', () => {
    expect(checkSnapshot(last, { ...config, steps: 5 })).toMatchObject([
      { field: 'from.step', value: 6, expected: { en: expect.stringContaining('at most 5') as string } },
    ]);
  });

  test('no network of other sizes, nor of another number of tensors', () => {
    const sizes = last.parameters.map((array) => array.length);
    const [first, ...others] = last.parameters as [Float32Array, ...Float32Array[]];
    for (const parameters of [others, [...last.parameters, first], [first.slice(1), ...others], [...others, first], []]) {
      const problems = checkSnapshot({ ...last, parameters }, config);
      expect(problems).toMatchObject([{ field: 'from.parameters', value: parameters.map((array) => array.length) }]);
      expect(problems[0]?.expected.en).toBe(`arrays of ${sizes.join(', ')} numbers`);
    }
  });

  test('no batch of another size than what it carries is of', () => {
    const carries: RunConfig = {
      ...config,
      model: { id: 'lstm', layers: 1, width: 2, embedding: 2, carry: true },
      optimizer: { ...config.optimizer, batchSize: 4 },
    };
    const problemsOf = (carried: readonly Float32Array[] | undefined, of: RunConfig): string[] =>
      fieldsOf({ ...last, ...(carried === undefined ? {} : { carried }) }, of).filter((field) => field === 'from.carried');
    const [h, c] = [new Float32Array(8), new Float32Array(8)];
    expect([problemsOf([h, c], carries), problemsOf(undefined, carries)]).toEqual([[], []]);
    for (const wrong of [[], [h], [h, c, c], [h, new Float32Array(9)]]) expect(problemsOf(wrong, carries)).toEqual(['from.carried']);
    expect(problemsOf([h, c], config)).toEqual(['from.carried']);
  });

  test('no optimiser that keeps more or less than it holds, nor of other sizes', () => {
    const [m, v] = last.slots as [Float32Array[], Float32Array[]];
    for (const slots of [[], [m], [m, v, v], [m, v.slice(1)], [m.slice(1), v]]) {
      const problems = checkSnapshot({ ...last, slots }, config);
      expect(problems).toMatchObject([{ field: 'from.slots', value: slots.length, expected: { en: '2 state arrays: m, v' } }]);
    }
  });

  test('where a transform came on, with its state beside the optimiser’s', () => {
    const changes: Change[] = [{ step: 3, patch: { 'transforms.grokfast.factor': 2 } }];
    expect(checkSnapshot({ ...last, changes }, config)).toMatchObject([
      { field: 'from.slots', expected: { en: expect.stringMatching(/^3 state arrays: m, v, grokfast /) as string } },
    ]);
    expect(fieldsOf({ ...last, changes, slots: [...last.slots, last.slots[0] as Float32Array[]] })).toEqual([]);
  });

  test('with the changes that it says it made', () => {
    expect(checkSnapshot({ ...last, changes: [{ step: 7, patch: { 'optimizer.lr': 0.1 } }] }, config)).toMatchObject([
      { field: 'from.changes.0.step', value: 7 },
    ]);
  });
});

test('changes come in the order of their steps, none after the last, each of a field that may', () => {
  const lr = (step: number, value: unknown = 0.1): Change => ({ step, patch: { 'optimizer.lr': value as number } });
  const fields = (...changes: Change[]): string[] => problemsOfChanges(changes, 10, config, 'x').map(({ field }) => field);
  expect(fields(lr(0), lr(0), lr(4), lr(10))).toEqual([]);
  expect(fields(lr(-1))).toEqual(['x.0.step']);
  expect(fields(lr(5), lr(4), lr(11))).toEqual(['x.1.step', 'x.2.step']);
  expect(fields(lr(1), lr(2, -1), lr(3, 'fast'))).toEqual(['x.1.optimizer.lr', 'x.2.optimizer.lr']);
  expect(fields({ step: 1, patch: { seed: 3, 'model.width': 4 } })).toEqual(['x.0.seed', 'x.0.model.width']);
  const [problem] = problemsOfChanges([lr(5), lr(4)], 10, config, 'x');
  expect(problem).toMatchObject({ value: 4, expected: { en: 'a step from 5 to 10' } });
});
