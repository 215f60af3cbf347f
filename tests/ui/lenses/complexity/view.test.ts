/** Which numbers and shades a picture of folds has. */
import { expect, test } from 'vitest';
import { foldsIn, layerOf, levelsIn, mostOf, pairAt, scaleOf } from '../../../../src/ui/lenses/complexity/view.ts';

test('one layer, or all together; what is not asked stays so', () => {
  const counts = Float32Array.of(1, -1, 3, 10, -1, 30);
  expect([...foldsIn(counts, 2, 1)]).toEqual([10, -1, 30]);
  expect([...foldsIn(counts, 2, null)]).toEqual([11, -1, 33]);
  expect([layerOf({ layers: 2 }, 1), layerOf({ layers: 2 }, 2), layerOf({ layers: 2 }, null)]).toEqual([1, null, null]);
});

test('none is not quite paper, which is where nothing is asked; the most is full', () => {
  expect([...levelsIn(Float32Array.of(-1, 0, 5, 10), 10)]).toEqual([0, 26, 141, 255]);
  expect(mostOf(Float32Array.of(-1, 0))).toBe(1);
});

test('the scale goes from 0 to the most, in whole numbers', () => {
  expect(scaleOf(12)).toEqual([0, 3, 6, 9, 12]);
  expect(scaleOf(9)).toEqual([0, 2, 5, 7, 9]);
  expect(scaleOf(2)).toEqual([0, 1, 2]);
  expect(scaleOf(1)).toEqual([0, 1]);
});

test('a cell stands for the pair at its corner', () => {
  const table = { size: 5, stride: 3, counts: new Float32Array(0), told: new Uint8Array(0) };
  expect(pairAt(table, 7)).toEqual([3, 6]);
});
