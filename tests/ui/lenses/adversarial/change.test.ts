/** A change as a picture. */
import { expect, test } from 'vitest';
import { changeOf } from '../../../../src/ui/lenses/adversarial/change.ts';

test('the largest change takes half of the range, and the others their share of it', () => {
  const { values, times } = changeOf({ centre: Float32Array.of(0, 0.5, 1), moved: Float32Array.of(0.25, 0.25, 1), largest: 0.25 }, [0, 1]);
  expect([...values]).toEqual([1, -1, 0]);
  expect(times).toBe(2);
});

test('no change is even', () => {
  expect(changeOf({ centre: Float32Array.of(1), moved: Float32Array.of(1), largest: 0 }, [0, 1])).toEqual({ values: Float32Array.of(0), times: 1 });
});
