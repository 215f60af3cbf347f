/** Names stand inside the areas they name. */
import { expect, test } from 'vitest';
import { placesOf } from '../../../../src/engine/geometry/regions/places.ts';
import { unitOf } from '../../../../src/engine/geometry/regions/slice.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { classOf, evaluate, inputAt } from '../../../reference/regions.ts';
import { around, randomNetwork, randomPlane, sliceOf } from './networks.ts';

test.each([1, 2, 3, 4])('every place lies in its class, with the room it claims; aspect differs; seed %i', (seed) => {
  const rng = new Rng(seed, 'places');
  const network = randomNetwork({ dimension: 5, depth: 2, width: 20, classes: 6, slope: 0 }, rng);
  const plane = randomPlane(5, rng);
  const view = around(plane, 3, seed === 2 ? 1.7 : 1);
  const places = placesOf(sliceOf(network, plane, view));
  expect(places.length).toBeGreaterThan(0);
  expect(places.map(({ room }) => room).toSorted((a, b) => b - a)).toEqual(places.map(({ room }) => room));
  for (const { winner, x, y, room } of places) {
    expect(Math.abs(x)).toBeLessThan(view.halfWidth / unitOf(view));
    for (let n = 0; n < 40; n++) {
      const angle = (n * Math.PI) / 20;
      // Distances are those of the grid: a cell's diagonal less is sure.
      const out = Math.max(0, 0.9 * room - 0.05);
      expect(classOf(evaluate(network, inputAt(plane, view, x + out * Math.cos(angle), y + out * Math.sin(angle))))).toBe(winner);
    }
  }
});

test('one class has one place, in the middle', () => {
  const rng = new Rng(9, 'places');
  const network = randomNetwork({ dimension: 5, depth: 1, width: 8, classes: 1, slope: 0 }, rng);
  const plane = randomPlane(5, rng);
  const [place, ...others] = placesOf(sliceOf(network, plane, around(plane, 1)));
  expect(others).toEqual([]);
  expect(place?.room).toBeGreaterThan(0.9);
});
