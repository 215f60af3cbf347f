/**
 * The exact slice against brute force. The pieces must be a partition of the rectangle (areas add up, no point in two), every region must have
 * one activation pattern throughout and no two regions the same: then their number is exact, not merely close to what samples find.
 */
import { describe, expect, test } from 'vitest';
import { hostLayer, type HostLayer, type PiecewiseNetwork } from '../../../../src/engine/geometry/regions/network.ts';
import type { Plane } from '../../../../src/engine/geometry/regions/plane.ts';
import { areaOf, Corners } from '../../../../src/engine/geometry/regions/polygon.ts';
import { sliceRegions, unitOf, type Slice, type View } from '../../../../src/engine/geometry/regions/slice.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { classOf, evaluate, inputAt, patternOf } from '../../../reference/regions.ts';
import { around, randomNetwork, randomPlane, sliceOf, type Shape } from './networks.ts';

/** A slice with the pattern and the corners of each region, as it heard of them. */
interface Heard {
  readonly slice: Slice;
  readonly patterns: readonly string[];
  readonly polygons: readonly (readonly (readonly [number, number])[])[];
}

function heard(network: PiecewiseNetwork, plane: Plane, view: View): Heard {
  const patterns: string[] = [];
  const polygons: [number, number][][] = [];
  const slice = sliceOf(network, plane, view, {
    onRegion: (sides, { x, y }, start, size) => {
      patterns.push(sides.map((side) => side.join('')).join(''));
      polygons.push(Array.from({ length: size }, (_, i) => [x[start + i] as number, y[start + i] as number]));
    },
  });
  return { slice, patterns, polygons };
}

/** Whether a point lies in a convex polygon, and clear of its edges. */
function inside(polygon: readonly (readonly [number, number])[], x: number, y: number, margin: number): boolean {
  return polygon.every(([x0, y0], i) => {
    const [x1, y1] = polygon[(i + 1) % polygon.length] as readonly [number, number];
    const length = Math.hypot(x1 - x0, y1 - y0);
    return length === 0 || ((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / length >= margin;
  });
}

const pieceAt = ({ offsets, corners }: Slice, k: number): [number, number][] =>
  Array.from({ length: (offsets[k + 1] as number) - (offsets[k] as number) }, (_, i) => {
    const at = 2 * ((offsets[k] as number) + i);
    return [corners[at] as number, corners[at + 1] as number];
  });

function area(polygon: readonly (readonly [number, number])[]): number {
  const corners = new Corners();
  polygon.forEach(([x, y], i) => corners.set(i, x, y));
  return areaOf(corners, 0, polygon.length);
}

const rectangleArea = (view: View): number => (4 * view.halfWidth * view.halfHeight) / unitOf(view) ** 2;

const SHAPES: readonly Shape[] = [
  { dimension: 2, depth: 1, width: 5, classes: 3, slope: 0 },
  { dimension: 6, depth: 1, width: 12, classes: 10, slope: 0.2 },
  { dimension: 5, depth: 2, width: 7, classes: 2, slope: 0 },
  { dimension: 8, depth: 2, width: 12, classes: 5, slope: 0.2 },
  { dimension: 3, depth: 3, width: 9, classes: 4, slope: 0 },
  { dimension: 20, depth: 3, width: 12, classes: 7, slope: 0.2 },
  { dimension: 4, depth: 4, width: 6, classes: 3, slope: 0.2 },
  { dimension: 10, depth: 4, width: 12, classes: 6, slope: 0 },
  { dimension: 6, depth: 1, width: 10, classes: 5, slope: 0, bypass: true },
  { dimension: 6, depth: 2, width: 8, classes: 9, slope: 0.2, bypass: true },
];

const CASES = SHAPES.flatMap((shape) => [1, 2, 3].map((seed) => ({ ...shape, seed })));

describe.each(CASES)('$depth × $width, slope $slope, $classes classes, bypass $bypass, seed $seed', ({ seed, ...shape }) => {
  const rng = new Rng(seed, JSON.stringify(shape));
  const network = randomNetwork(shape, rng.split('network'));
  const plane = randomPlane(shape.dimension, rng.split('plane'));
  const view = around(plane, 2.5, seed === 2 ? 1.6 : 1);
  const { slice, patterns, polygons } = heard(network, plane, view);

  test('the pieces cover the rectangle once', () => {
    expect(slice.complete).toBe(true);
    expect(slice.covered).toBeCloseTo(1, 10);
    const total = Array.from(slice.classes, (_, k) => area(pieceAt(slice, k))).reduce((sum, a) => sum + a, 0);
    expect(total / rectangleArea(view)).toBeCloseTo(1, 10);
    expect(polygons.reduce((sum, polygon) => sum + area(polygon), 0) / rectangleArea(view)).toBeCloseTo(1, 10);
  });

  test('the count of regions is exact: each has one pattern throughout, and no two have the same', () => {
    expect(slice.regions).toBe(polygons.length);
    expect(slice.regionsByLayer.at(-1)).toBe(slice.regions);
    expect(new Set(patterns).size).toBe(slice.regions);
    const wrong: unknown[] = [];
    polygons.forEach((polygon, k) => {
      if (area(polygon) < 1e-9) return;
      const [mx, my] = [0, 1].map((axis) => polygon.reduce((sum, p) => sum + (p[axis] as number), 0) / polygon.length) as [number, number];
      // Just inside every corner: where the pattern is right there, no line is missing in between, for each is straight.
      for (const [x, y] of [...polygon.map(([px, py]): [number, number] => [px + 1e-3 * (mx - px), py + 1e-3 * (my - py)]), [mx, my] as const]) {
        if (!inside(polygon, x, y, 1e-9)) continue;
        const pattern = patternOf(evaluate(network, inputAt(plane, view, x, y)));
        if (pattern !== patterns[k]) wrong.push({ k, x, y, pattern, claimed: patterns[k] });
      }
    });
    expect(wrong).toEqual([]);
  });

  test('the regions of fewer layers are those patterns cut short', () => {
    slice.regionsByLayer.forEach((count, l) => expect(new Set(patterns.map((p) => p.slice(0, shape.width * (l + 1)))).size).toBe(count));
  });

  test('pattern and class at 10,000 random points are those of the network', () => {
    const known = new Map(patterns.map((pattern, k) => [pattern, k]));
    const pieces = Array.from(slice.classes, (_, k) => pieceAt(slice, k));
    const piecesOf = new Map<number, number[]>();
    slice.regionOf.forEach((region, k) => piecesOf.set(region, [...(piecesOf.get(region) ?? []), k]));
    const [w, h] = [view.halfWidth / unitOf(view), view.halfHeight / unitOf(view)];
    let [missing, outside, wrongClass] = [0, 0, 0];
    for (let n = 0; n < 10_000; n++) {
      const [x, y] = [(2 * rng.uniform() - 1) * w, (2 * rng.uniform() - 1) * h];
      const found = evaluate(network, inputAt(plane, view, x, y));
      const region = known.get(patternOf(found));
      if (region === undefined) {
        missing++;
        continue;
      }
      if (!inside(polygons[region] as [number, number][], x, y, -1e-9)) outside++;
      const holding = (piecesOf.get(region) as number[]).filter((k) => inside(pieces[k] as [number, number][], x, y, -1e-12));
      if (!holding.some((k) => slice.classes[k] === classOf(found))) wrongClass++;
    }
    expect({ missing, outside, wrongClass }).toEqual({ missing: 0, outside: 0, wrongClass: 0 });
  });

  test('on the decision boundary the two largest logits are equal', () => {
    for (let k = 0; k < slice.boundary.length; k += 4) {
      const [x0, y0, x1, y1] = Array.from(slice.boundary.slice(k, k + 4)) as [number, number, number, number];
      for (const along of [0, 0.5, 1]) {
        const { logits } = evaluate(network, inputAt(plane, view, x0 + along * (x1 - x0), y0 + along * (y1 - y0)));
        const [first, second] = logits.toSorted((a, b) => b - a) as [number, number];
        expect(first - second).toBeLessThan(1e-9);
      }
    }
    expect(slice.boundary.length > 0).toBe(new Set(slice.classes).size > 1);
  });

  test('every edge lies where a neuron of its layer is zero', () => {
    slice.edges.forEach((edges, l) => {
      for (let k = 0; k < edges.length; k += 4) {
        const [x, y] = [((edges[k] as number) + (edges[k + 2] as number)) / 2, ((edges[k + 1] as number) + (edges[k + 3] as number)) / 2];
        const nearest = Math.min(...(evaluate(network, inputAt(plane, view, x, y)).layers[l] as number[]).map(Math.abs));
        expect(nearest).toBeLessThan(1e-9);
      }
    });
    // Each cut makes one region more.
    expect(slice.edges.reduce((sum, edges) => sum + edges.length / 4, 0)).toBe(slice.regions - 1);
  });

  test('zooming in shows the same regions, those that are in sight', () => {
    const [u, v] = [view.u + 0.4 * view.halfWidth, view.v - 0.3 * view.halfHeight];
    const closer = heard(network, plane, { u, v, halfWidth: view.halfWidth / 5, halfHeight: view.halfHeight / 5 });
    const all = new Set(patterns);
    expect(closer.patterns.filter((pattern) => !all.has(pattern))).toEqual([]);
    expect(closer.slice.regions).toBeLessThanOrEqual(slice.regions);
    const wider = new Set(heard(network, plane, { ...view, halfWidth: 2 * view.halfWidth, halfHeight: 2 * view.halfHeight }).patterns);
    expect(patterns.filter((pattern) => !wider.has(pattern))).toEqual([]);
  });
});

describe('degenerate networks', () => {
  const plane = randomPlane(3, new Rng(1, 'plane'));
  const view = around(plane, 2);
  const layer = (inputs: number, rows: readonly (readonly number[])[]) => hostLayer(inputs, (rows[0] as number[]).length, rows.flat(), null);
  const zeros = (inputs: number, outputs: number) => hostLayer(inputs, outputs, new Float64Array(inputs * outputs), null);

  test('zero weights make one region, of the first class', () => {
    const slice = sliceOf({ hidden: [zeros(3, 6), zeros(6, 6)], slope: 0, output: zeros(6, 4), bypass: null }, plane, view);
    expect([slice.regions, [...slice.classes], slice.boundary.length]).toEqual([1, [0], 0]);
    expect(slice.covered).toBeCloseTo(1, 12);
  });

  test('a layer of dead neurons ends the folding', () => {
    const network = randomNetwork({ dimension: 3, depth: 3, width: 8, classes: 3, slope: 0 }, new Rng(4, 'dead'));
    const dead = hostLayer(8, 8, new Float64Array(64), new Float64Array(8).fill(-1));
    const hidden = [network.hidden[0], dead, network.hidden[2]] as PiecewiseNetwork['hidden'];
    const slice = sliceOf({ ...network, hidden }, plane, view);
    expect(slice.regionsByLayer[2]).toBe(slice.regionsByLayer[0]);
    expect(new Set(slice.classes).size).toBe(1);
  });

  test('coincident lines count once, even where one is a multiple of the other', () => {
    const one = [0.7, -0.4, 0.2];
    const slice = sliceOf(
      {
        hidden: [
          layer(
            3,
            [0, 1, 2].map((i) => [one[i] as number, 3 * (one[i] as number), -0.1 * (one[i] as number), one[i] as number]),
          ),
        ],
        slope: 0.2,
        output: zeros(4, 2),
        bypass: null,
      },
      plane,
      view,
    );
    expect(slice.regions).toBe(2);
    expect(slice.edges[0]).toHaveLength(4);
  });

  test('many lines through one point make twice as many regions, and no slivers', () => {
    // In window coordinates: x and y are the first two inputs.
    const flat: Plane = { origin: new Float64Array(2), e1: Float64Array.of(1, 0), e2: Float64Array.of(0, 1), anchors: [], radius: 1 };
    const angles = Array.from({ length: 9 }, (_, k) => 0.1 + (k * Math.PI) / 9);
    const offset = angles.map((a) => -0.3 * Math.cos(a) - 0.2 * Math.sin(a));
    const lines = hostLayer(2, 9, [...angles.map(Math.cos), ...angles.map(Math.sin)], offset);
    const slice = sliceOf({ hidden: [lines], slope: 0, output: zeros(9, 2), bypass: null }, flat, { u: 0, v: 0, halfWidth: 1, halfHeight: 1 });
    expect(slice.regions).toBe(18);
  });

  test('a class that wins at no corner of its region is found', () => {
    // |x| folds the window in two; class 2 leads in the middle of each half only.
    const flat: Plane = { origin: new Float64Array(2), e1: Float64Array.of(1, 0), e2: Float64Array.of(0, 1), anchors: [], radius: 1 };
    const hidden = [hostLayer(2, 1, [0, 0], [-1])];
    const output = hostLayer(1, 4, [0, 0, 0, 0], [0, 0, 0, 0.7]);
    const bypass = Float64Array.of(1, -1, 0, 0, 0, 0, 1, 0);
    const slice = sliceOf({ hidden, slope: 0, output, bypass }, flat, { u: 0, v: 0, halfWidth: 1, halfHeight: 1 });
    expect(slice.regions).toBe(1);
    expect(new Set(slice.classes)).toEqual(new Set([0, 1, 2, 3]));
    const total = Array.from(slice.classes, (_, k) => area(pieceAt(slice, k))).reduce((sum, a) => sum + a, 0);
    expect(total).toBeCloseTo(4, 10);
  });

  test('equal logits go to the first of them, as the accuracy counts them', () => {
    const network = randomNetwork({ dimension: 3, depth: 1, width: 4, classes: 1, slope: 0 }, new Rng(2, 'ties'));
    const output = hostLayer(
      4,
      3,
      Array.from({ length: 12 }, (_, i) => network.output.weight[Math.floor(i / 3)] as number),
      null,
    );
    const slice = sliceOf({ ...network, output }, plane, view);
    expect(new Set(slice.classes)).toEqual(new Set([0]));
    expect(slice.boundary).toHaveLength(0);
  });

  test('a network that cannot be finished says so, and how far it came', () => {
    const network = randomNetwork({ dimension: 3, depth: 2, width: 40, classes: 3, slope: 0 }, new Rng(3, 'cap'));
    const all = sliceOf(network, plane, view);
    const some = sliceOf(network, plane, view, { mostRegions: 50 });
    expect(all.complete).toBe(true);
    expect([some.complete, some.regions]).toEqual([false, 50]);
    expect(some.covered).toBeGreaterThan(0);
    expect(some.covered).toBeLessThan(1);
    expect(some.offsets).toHaveLength(some.classes.length + 1);
    // As many as there are, and one less.
    const [enough, less] = [all.regions, all.regions - 1].map((mostRegions) => sliceOf(network, plane, view, { mostRegions })) as [Slice, Slice];
    expect(enough).toEqual(all);
    expect([less.complete, less.regions]).toEqual([false, all.regions - 1]);
  });
});

test('deep zoom stays exact: a million times closer, patterns are still those of the network', () => {
  const rng = new Rng(5, 'deep');
  const network = randomNetwork({ dimension: 8, depth: 3, width: 12, classes: 5, slope: 0.2 }, rng);
  const plane = randomPlane(8, rng);
  const wide = heard(network, plane, around(plane, 2));
  // A corner where regions meet.
  const [x, y] = wide.polygons.flat().find(([px, py]) => Math.abs(px) < 0.5 && Math.abs(py) < 0.5) as [number, number];
  const unit = unitOf(around(plane, 2));
  const view = { u: x * unit, v: y * unit, halfWidth: plane.radius * 1e-6, halfHeight: plane.radius * 1e-6 };
  const close = heard(network, plane, view);
  expect(close.slice.covered).toBeCloseTo(1, 8);
  expect(close.slice.regions).toBeGreaterThan(1);
  const wrong = close.polygons.filter((polygon, k) => {
    const [mx, my] = [0, 1].map((axis) => polygon.reduce((sum, p) => sum + (p[axis] as number), 0) / polygon.length) as [number, number];
    return inside(polygon, mx, my, 1e-6) && patternOf(evaluate(network, inputAt(plane, view, mx, my))) !== close.patterns[k];
  });
  expect(wrong).toEqual([]);
});

test('without hidden layers there is nothing to cut', () => {
  const network = randomNetwork({ dimension: 3, depth: 1, width: 4, classes: 2, slope: 0 }, new Rng(1, 'none'));
  const plane = randomPlane(3, new Rng(1, 'none'));
  expect(() => sliceOf({ ...network, hidden: [], output: network.hidden[0] as HostLayer }, plane, around(plane, 1))).toThrow('one region');
});

/**
 * Multiplications up to each region, counted off the regions themselves: maps are made afresh for a polygon's first piece and after 64 changed
 * neurons, and follow single neurons otherwise; each piece tries its layer's lines, and its corners all of the next layer's.
 */
function turnsOf(network: PiecewiseNetwork, plane: Plane, view: View): number[] {
  const { hidden, output } = network;
  const [first, second] = hidden as [HostLayer, HostLayer?];
  const shallow = heard({ hidden: [first], slope: 0, output: hostLayer(first.outputs, 1, new Float64Array(first.outputs), null), bypass: null }, plane, view);
  const deep = heard(network, plane, view);
  const turns: number[] = [];
  let [work, covered] = [0, 0];
  const did = (amount: number): void => {
    work += amount;
    if (work <= 1e6) return;
    work = 0;
    turns.push(covered);
  };
  /** Works through the pieces of one polygon, by their sides. */
  const pieces = (sides: readonly string[], next: HostLayer, each: (k: number) => number, then: (k: number) => void = () => undefined): void => {
    const lines = Array.from(sides[0] as string).filter((_, i) => new Set(sides.map((side) => side[i])).size > 1).length;
    let updates = Infinity;
    sides.forEach((side, k) => {
      const flips = updates < 64 ? Array.from(side).filter((one, i) => one !== sides[k - 1]?.[i]).length : next.inputs;
      updates = updates < 64 ? updates + flips : 0;
      did(3 * flips * next.outputs + 8 * lines + 500 + each(k));
      then(k);
    });
  };
  const cut = (k: number): number => {
    const polygon = deep.polygons[k] as [number, number][];
    covered += area(polygon) / rectangleArea(view);
    return 2 * polygon.length * output.outputs;
  };
  if (second === undefined) pieces(deep.patterns, output, cut);
  else {
    const groups = shallow.patterns.map((side) => deep.patterns.flatMap((pattern, k) => (pattern.startsWith(side) ? [k] : [])));
    const within = (k: number): void => {
      const group = groups[k] as number[];
      pieces(
        group.map((at) => (deep.patterns[at] as string).slice(first.outputs)),
        output,
        (i) => cut(group[i] as number),
      );
    };
    pieces(shallow.patterns, second, (k) => 2 * (shallow.polygons[k] as unknown[]).length * second.outputs, within);
  }
  return turns;
}

test.each([
  { depth: 1, width: 70, classes: 500, slope: 0 },
  { depth: 1, width: 30, classes: 2500, slope: 0.2 },
  { depth: 2, width: 30, classes: 200, slope: 0 },
])('it gives a turn whenever it has multiplied a million times, $depth × $width, $classes classes', ({ ...shape }) => {
  const rng = new Rng(7, JSON.stringify(shape));
  const network = randomNetwork({ ...shape, dimension: 6 }, rng);
  const plane = randomPlane(6, rng);
  const view = around(plane, 2);
  const shares = [...sliceRegions(network, plane, view, { mostRegions: 1e6 })];
  const expected = turnsOf(network, plane, view);
  expect(shares.length).toBeGreaterThan(4);
  expect(shares.map((share) => share.toFixed(9))).toEqual(expected.map((share) => share.toFixed(9)));
});

test('the work gives turns that say how far it is, and can be left at any of them', () => {
  const rng = new Rng(6, 'turns');
  const network = randomNetwork({ dimension: 10, depth: 3, width: 48, classes: 10, slope: 0 }, rng);
  const plane = randomPlane(10, rng);
  const shares = [...sliceRegions(network, plane, around(plane, 2), { mostRegions: 1e6 })];
  expect(shares.length).toBeGreaterThan(2);
  expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
  expect(shares[0]).toBeLessThan(0.5);
  const work = sliceRegions(network, plane, around(plane, 2), { mostRegions: 1e6 });
  work.next();
  work.return(sliceOf(network, plane, around(plane, 0.01)));
  expect(work.next().done).toBe(true);
});
