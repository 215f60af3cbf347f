import { expect, test } from 'vitest';
import { columnsOf, heatOf, mostOf, placeOf, stepsOf } from '../../../../src/ui/lenses/circles/heat.ts';

test('steps stand on a logarithmic axis with a step 0', () => {
  expect([placeOf(0, 99), placeOf(9, 99), placeOf(99, 99), placeOf(0, 0)]).toEqual([0, 0.5, 1, 0].map((place) => expect.closeTo(place, 12)));
});

test('a column shows the last step that is kept up to its end', () => {
  expect([...columnsOf([0, 9, 99], 99, 4)]).toEqual([0, 1, 1, 2]);
  expect([...columnsOf([50], 99, 2)]).toEqual([-1, 0]);
  expect([...columnsOf([], 99, 2)]).toEqual([-1, -1]);
});

test('levels are shares beside the largest; the largest frequency is at the top', () => {
  const spectra = new Map([
    [99, Float32Array.of(0.75, 0.1875, 0, 0.0625)],
    [0, Float32Array.of(0.25, 0.25, 0.25, 0.25)],
    // Of another group: it has another number of frequencies.
    [5, Float32Array.of(1)],
  ]);
  expect(stepsOf(spectra, 4)).toEqual([0, 99]);
  const { levels, most } = heatOf(spectra, 4, 99, 2);
  expect(most).toBeCloseTo(0.75, 6);
  expect([...levels]).toEqual([85, Math.round(255 / 12), 85, 0, 85, Math.round(255 / 4), 85, 255]);
});

test('an even spectrum stays pale', () => {
  expect(mostOf([Float32Array.of(0.25, 0.25, 0.25, 0.25)], 4)).toBe(0.5);
  expect(mostOf([], 4)).toBe(0.5);
});
