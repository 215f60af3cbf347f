import { expect, test } from 'vitest';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { cellsOf } from '../../src/engine/sweeps/sweep.ts';
import { emptySweep, shareOf } from '../../src/store/sweepState.ts';

test('before the first look nothing is known, not even what is kept', () => {
  expect(emptySweep()).toMatchObject({ status: 'idle', loaded: false, forgetful: false, left: null, subject: null });
});

test('how much is done counts what is being made by its steps', () => {
  const cells = cellsOf({ base: { ...defaultConfig(), steps: 200 }, axes: [{ path: 'seed', values: [1, 2, 3, 4] }] });
  const [a, b] = cells.map(({ key }) => key) as [string, string];
  const nothing = { cells, results: new Map(), doing: new Map() };
  expect(shareOf(nothing)).toBe(0);
  expect(shareOf({ ...nothing, results: new Map([[a, null]]), doing: new Map([[b, { step: 50, result: null }]]) })).toBe(1.25 / 4);
  // What is done is not counted twice.
  expect(shareOf({ ...nothing, results: new Map([[a, null]]), doing: new Map([[a, { step: 50, result: null }]]) })).toBe(1 / 4);
  expect(shareOf(emptySweep())).toBe(0);
});
