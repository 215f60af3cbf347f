/** The sentence under the curves of several data sizes says what they show, and no more. */
import { expect, test } from 'vitest';
import type { AmountRun } from '../../../../src/store/dataSize.ts';
import { sentences } from '../../../../src/ui/lenses/dataSize/sentence.ts';
import { runOf, waiting } from './runs.ts';

const keys = (runs: readonly AmountRun[], running = false): string[] => sentences(runs, running, String).map(({ key }) => key.replace('dataSize.', ''));

test('before and while nothing is done', () => {
  expect(keys([waiting(0.5)])).toEqual(['idle']);
  expect(keys([waiting(0.5)], true)).toEqual(['wait']);
  expect(keys([runOf(0.5, 10, { status: 'running' })], true)).toEqual(['wait']);
});

test('what the steps show decides the words', () => {
  expect(keys([runOf(0.5, 400)])).toEqual(['one']);
  expect(keys([runOf(0.4, 3500), runOf(0.8, 230)])).toEqual(['later']);
  expect(keys([runOf(0.4, 240), runOf(0.8, 230)])).toEqual(['alike']);
  expect(keys([runOf(0.4, 100), runOf(0.8, 230)])).toEqual(['sooner']);
  expect(sentences([runOf(0.4, 460), runOf(0.8, 230)], false, String)[0]?.values).toEqual({
    least: '0.4',
    leastStep: 460,
    most: '0.8',
    mostStep: 230,
    times: 2,
  });
});

test.each([
  [true, false],
  [false, true],
])('no ratio of steps that were evaluated too rarely (%j, %j)', (least, most) => {
  expect(keys([runOf(0.4, 3500, { fine: least }), runOf(0.8, 230, { fine: most })])).toEqual(['both']);
});

test('runs that never grokked are told apart by whether they memorised', () => {
  expect(keys([runOf(0.2, null), runOf(0.3, null), runOf(0.8, 230)])).toEqual(['one', 'never']);
  expect(keys([runOf(0.2, null, { memorised: null }), runOf(0.8, 230)])).toEqual(['one', 'neither']);
  expect(sentences([runOf(0.2, null), runOf(0.3, null)], false, String)[0]?.values).toEqual({ amounts: '0.2, 0.3', steps: 5000, val: 0.1 });
});

test('a failure is told first', () => {
  expect(keys([runOf(0.2, null, { status: 'failed' }), runOf(0.8, 230)])).toEqual(['failed', 'one']);
});
