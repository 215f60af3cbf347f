import { expect, test } from 'vitest';
import { levelsOf, pixelsOf, rampOf, rgbOf } from '../../../../src/ui/lenses/pairs/ramp.ts';

const RAMP = rampOf([255, 255, 255], [117, 96, 192], [28, 30, 33]);
const at = (level: number) => [...RAMP.subarray(3 * level, 3 * level + 3)];

test('levels go from paper over the hue to ink, ever farther from the paper', () => {
  expect([at(0), at(158), at(255)]).toEqual([
    [255, 255, 255],
    [117, 96, 192],
    [28, 30, 33],
  ]);
  const light = (level: number): number => at(level).reduce((sum, part) => sum + part, 0);
  for (let level = 1; level < 256; level++) expect(light(level)).toBeLessThan(light(level - 1));
});

test('a colour is read as tokens write it', () => {
  expect(rgbOf('#7560c0')).toEqual([117, 96, 192]);
  expect(rgbOf('rgb(117, 96, 192)')).toEqual([117, 96, 192]);
  expect(rgbOf('rgba(1, 2, 3, 0.5)')).toEqual([1, 2, 3]);
  expect(() => rgbOf('red')).toThrow('red');
});

test('pixels stand as rows and columns are ordered', () => {
  const pixels = pixelsOf(Uint8Array.of(0, 158, 255, 0), RAMP, Int32Array.of(1, 0));
  // (1, 1), (1, 0), (0, 1), (0, 0)
  expect([...pixels]).toEqual([...at(0), 255, ...at(255), 255, ...at(158), 255, ...at(0), 255]);
});

test('values are levels between two of them; of equal ones there is one', () => {
  expect([...levelsOf(Float32Array.of(-2, 0, 1, 2, 5), 0, 2)]).toEqual([0, 0, 128, 255, 255]);
  expect([...levelsOf(Float32Array.of(1, 1), 1, 1)]).toEqual([0, 0]);
});
