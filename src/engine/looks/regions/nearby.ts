/** Examples near a plane. */
import { SETS, type Dataset, type ExampleSet } from '../../data/dataset.ts';
import { partOf } from '../../data/examples.ts';
import type { PiecewisePart } from '../../geometry/geometry.ts';
import { project, type Plane } from '../../geometry/regions/plane.ts';
import type { Anchors, Nearby } from './question.ts';

/** Examples of each set whose place is looked up, and how far from the plane they may lie, in units of its radius. */
const MOST_POINTS = 400;
const FARTHEST = 1;

interface Near {
  readonly set: ExampleSet;
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly distance: number;
}

/** The farthest first; the anchors themselves are left out. */
export function nearbyOf(dataset: Dataset, part: PiecewisePart, parameters: readonly Float32Array[], plane: Plane, anchors: Anchors): Nearby {
  const found: Near[] = [];
  for (const set of SETS) {
    const examples = dataset[set];
    const some = partOf(examples, 0, Math.min(MOST_POINTS, examples.count));
    const points = part.points(parameters, some);
    for (let index = 0; index < some.count; index++) {
      const { u, v, distance } = project(plane, points, index);
      if (distance > FARTHEST * plane.radius || anchors.some((anchor) => anchor.set === set && anchor.index === index)) continue;
      found.push({ x: u / plane.radius, y: v / plane.radius, distance: distance / plane.radius, set, index });
    }
  }
  found.sort((a, b) => b.distance - a.distance);
  return {
    count: found.length,
    places: Float64Array.from(found.flatMap(({ x, y, distance }) => [x, y, distance])),
    sets: Uint8Array.from(found, ({ set }) => SETS.indexOf(set)),
    indexes: Int32Array.from(found, ({ index }) => index),
  };
}
