/** Names stand inside the areas they name. */
import { expect, test } from 'vitest';
import { pieceAt } from '../../../../src/engine/geometry/regions/near.ts';
import { placesOf } from '../../../../src/engine/geometry/regions/places.ts';
import { unitOf, type Slice } from '../../../../src/engine/geometry/regions/slice.ts';
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

/** The class at the centre of each cell, row by row, by asking for the piece that holds it; null where none was cut. */
function cellsOf(slice: Slice): (number | null)[][] {
  const { view, classes } = slice;
  const [w, h] = [view.halfWidth / unitOf(view), view.halfHeight / unitOf(view)];
  return Array.from({ length: Math.round(32 * 2 * h) }, (_, r) =>
    Array.from({ length: Math.round(32 * 2 * w) }, (__, c) => {
      const [x, y] = [(c + 0.5) / 32 - w, (r + 0.5) / 32 - h];
      const holding = pieceAt(slice, x, y);
      return holding < 0 ? null : (classes[holding] as number);
    }),
  );
}

/** Places by the definition: each cell against each other one. Of an area, its winner, its room, and the cells that have it. */
function expectedOf(cells: (number | null)[][]): { winner: number; room: number; cells: Set<string> }[] {
  const columns = cells[0]?.length ?? 0;
  const all = cells.flatMap((row, r) => row.map((winner, c) => ({ r, c, winner, area: -1 })));
  const rim = [-1, cells.length].flatMap((r) => Array.from({ length: columns + 2 }, (_, c) => ({ r, c: c - 1, winner: null })));
  const sides = [-1, columns].flatMap((c) => cells.map((_, r) => ({ r, c, winner: null })));
  const others = [...all, ...rim, ...sides];
  const room = ({ r, c, winner }: (typeof all)[number]): number =>
    others.reduce((least, other) => {
      if (other.winner === winner) return least;
      const [far, near] = [Math.max(Math.abs(other.r - r), Math.abs(other.c - c)), Math.min(Math.abs(other.r - r), Math.abs(other.c - c))];
      // Along diagonals, then straight; the last step ends half-way, at the border, and is a diagonal where there is one.
      return Math.min(least, far - near + Math.SQRT2 * near - (near > 0 ? Math.SQRT2 : 1) / 2);
    }, Infinity);
  const areas: (typeof all)[] = [];
  const spread = (r: number, c: number, winner: number, area: (typeof all)[number][]): void => {
    const one = c >= 0 && c < columns ? all[r * columns + c] : undefined;
    if (one === undefined || one.winner !== winner || one.area >= 0) return;
    one.area = areas.length;
    area.push(one);
    for (const [dr, dc] of [
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ] as const)
      spread(r + dr, c + dc, winner, area);
  };
  for (const start of all) {
    if (start.winner === null || start.area >= 0) continue;
    const area: typeof all = [];
    spread(start.r, start.c, start.winner, area);
    areas.push(area);
  }
  return areas.map((area) => {
    const rooms = area.map(room);
    const most = Math.max(...rooms);
    const best = area.filter((_, i) => (rooms[i] as number) > most - 1e-9).map(({ r, c }) => `${r} ${c}`);
    return { winner: area[0]?.winner as number, room: most / 32, cells: new Set(best) };
  });
}

/** Checks that the places of a slice are those of the definition, each in one of the roomiest cells of its own area. */
function expectPlaces(slice: Slice): number {
  const expected = expectedOf(cellsOf(slice));
  const [w, h] = [slice.view.halfWidth / unitOf(slice.view), slice.view.halfHeight / unitOf(slice.view)];
  const places = placesOf(slice);
  const found = places.map(({ winner, x, y, room }) => {
    const [r, c] = [(y + h) * 32 - 0.5, (x + w) * 32 - 0.5];
    expect(r).toBeCloseTo(Math.round(r), 9);
    expect(c).toBeCloseTo(Math.round(c), 9);
    const cell = `${Math.round(r)} ${Math.round(c)}`;
    const at = expected.findIndex((one) => one.cells.has(cell));
    expect([winner, expected[at]?.winner]).toEqual([winner, winner]);
    expect(room).toBeCloseTo(expected[at]?.room as number, 9);
    return at;
  });
  expect(found.toSorted((a, b) => a - b)).toEqual(expected.map((_, i) => i));
  expect(places.map(({ room }) => room).toSorted((a, b) => b - a)).toEqual(places.map(({ room }) => room));
  return places.length;
}

test.each([
  { aspect: 3, seed: 1 },
  { aspect: 6, seed: 2 },
  { aspect: 6, seed: 3 },
  { aspect: 1 / 5, seed: 4 },
  { aspect: 1 / 3, seed: 5 },
  { aspect: 20, seed: 6 },
])('areas, their rooms and their places are those of every cell against every other; aspect $aspect, seed $seed', ({ aspect, seed }) => {
  const rng = new Rng(seed, 'cells');
  const network = randomNetwork({ dimension: 4, depth: 3, width: 24, classes: 8, slope: 0 }, rng);
  const plane = randomPlane(4, rng);
  const view = { u: 0.1, v: -0.2, halfWidth: 3 * plane.radius * Math.min(1, aspect), halfHeight: 3 * plane.radius * Math.min(1, 1 / aspect) };
  const slice = sliceOf(network, plane, view);
  expect(expectPlaces(slice)).toBeGreaterThan(2);
  // As far as it was cut: what is missing is nobody's.
  expect(expectPlaces(sliceOf(network, plane, view, { mostRegions: Math.ceil(slice.regions / 2) }))).toBeGreaterThan(0);
});

test('of nothing there are no places, nor in a window that is as good as flat', () => {
  const rng = new Rng(1, 'flat');
  const network = randomNetwork({ dimension: 4, depth: 1, width: 6, classes: 3, slope: 0 }, rng);
  const plane = randomPlane(4, rng);
  expect(placesOf(sliceOf(network, plane, around(plane, 1), { mostRegions: 0 }))).toEqual([]);
  expect(placesOf(sliceOf(network, plane, around(plane, 1, 500)))).toEqual([]);
});

test.each(['rows', 'columns'])('a point between two pieces belongs to one of them, whichever comes first: a strip of three %s', (along) => {
  // From the middle of the 31st row to that of the 34th: three rows, of which one has one row of its own on either side.
  const [low, high] = [30.5 / 32 - 1, 33.5 / 32 - 1];
  const strips = [
    [low, high],
    [-1, low],
    [high, 1],
  ] as const;
  const outlines = strips.flatMap(([a, b]) => (along === 'rows' ? [-1, a, 1, a, 1, b, -1, b] : [a, -1, b, -1, b, 1, a, 1]));
  const slice = sliceOf(randomNetwork({ dimension: 2, depth: 1, width: 1, classes: 1, slope: 0 }, new Rng(1, 'strips')), randomPlane(2, new Rng(1, 'strips')), {
    u: 0,
    v: 0,
    halfWidth: 1,
    halfHeight: 1,
  });
  const places = placesOf({ ...slice, offsets: Int32Array.of(0, 4, 8, 12), corners: Float64Array.from(outlines), classes: Int32Array.of(0, 1, 2) });
  expect(places.find(({ winner }) => winner === 0)?.room).toBe(1.5 / 32);
  expect(places.map(({ winner }) => winner).toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
});
