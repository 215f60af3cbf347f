/** The exact slice of the network's linear regions on the plane through three examples. */
import type { RunConfig } from '../../config/config.ts';
import type { Examples } from '../../data/dataset.ts';
import { rowsOf } from '../../data/examples.ts';
import type { PiecewisePart } from '../../geometry/geometry.ts';
import { regionsNear } from '../../geometry/regions/near.ts';
import { answerAt, inputsOf } from '../../geometry/regions/network.ts';
import { placesOf } from '../../geometry/regions/places.ts';
import { planeThrough, type Plane } from '../../geometry/regions/plane.ts';
import { sliceRegions, type View } from '../../geometry/regions/slice.ts';
import { models } from '../../models/index.ts';
import type { Model } from '../../models/model.ts';
import { tasks } from '../../tasks/index.ts';
import { text, type Text } from '../../text.ts';
import type { LookDef, NetworkAt } from '../look.ts';
import { nearbyOf } from './nearby.ts';
import { NEAR, parseRegionsQuestion, REACH, type AnchorSeen, type ExampleRef, type RegionsQuestion, type RegionsSeen } from './question.ts';

/** Regions in sight beyond which a slice is given up: drawing more would show only ink. */
const MOST_REGIONS = 200_000;

/** The part of the plane that is asked for. */
export function viewOf({ x, y, zoom, aspect }: RegionsQuestion, { radius }: Plane): View {
  const half = (REACH * radius) / zoom;
  return { u: x * radius, v: y * radius, halfWidth: half * Math.max(1, aspect), halfHeight: half * Math.max(1, 1 / aspect) };
}

function exampleAt({ dataset }: NetworkAt, { set, index }: ExampleRef): Examples {
  return rowsOf(dataset[set], [Math.min(index, dataset[set].count - 1)]);
}

/** @throws Error where there are none. */
function piecewiseOf({ geometry: { regions: part } }: Model): PiecewisePart {
  if ('none' in part) throw new Error(part.none.en);
  return part;
}

function lacks({ model, task }: RunConfig): Text | null {
  const { regions: part } = models.get(model.id).create(model, tasks.get(task.id).shape(task)).geometry;
  return 'none' in part ? part.none : null;
}

function* look(network: NetworkAt, question: RegionsQuestion): Generator<number, RegionsSeen> {
  const { dataset, parameters } = network;
  const { shape } = dataset;
  const classless = shape.target.kind === 'value';
  const part = piecewiseOf(network.model);
  const points = question.anchors.map((anchor) => part.points(parameters, exampleAt(network, anchor))) as [Float64Array, Float64Array, Float64Array];
  const plane = planeThrough(...points);
  if ('problem' in plane) return plane;
  const piecewise = part.network(parameters);
  const slice = yield* sliceRegions(piecewise, plane, viewOf(question, plane), { mostRegions: MOST_REGIONS, classless });

  const anchors: AnchorSeen[] = [];
  for (const [k, at] of question.anchors.entries()) {
    const [u, v] = plane.anchors[k] as readonly [number, number];
    const disc = { u, v, halfWidth: NEAR * plane.radius, halfHeight: NEAR * plane.radius };
    const cuts = sliceRegions(piecewise, plane, disc, { mostRegions: MOST_REGIONS, classless });
    let cut = cuts.next();
    for (; cut.done !== true; cut = cuts.next()) yield 1;
    const { inputs, targets } = exampleAt(network, at);
    anchors.push({
      at,
      x: u / plane.radius,
      y: v / plane.radius,
      label: classless ? null : (targets[0] as number),
      answer: classless ? null : answerAt(piecewise, points[k] as Float64Array),
      pixels: shape.kind === 'vectors' && shape.image !== null ? Float32Array.from(inputs) : null,
      near: regionsNear(cut.value, 0, 0, 1),
    });
  }
  yield 1;
  return {
    slice,
    outputs: classless ? 0 : shape.outputs,
    places: classless ? [] : placesOf(slice),
    anchors: anchors as [AnchorSeen, AnchorSeen, AnchorSeen],
    nearby: nearbyOf(dataset, part, parameters, plane, question.anchors),
    part: part.part,
    space: part.space,
    dimension: inputsOf(piecewise),
  };
}

export const regions: LookDef<RegionsQuestion, RegionsSeen> = {
  id: 'regions',
  label: text('linear regions', '線形領域'),
  summary: text('An exact slice of the regions in which the network is linear.', 'ネットワークが線形になる領域の、正確な断面です。'),
  parseQuestion: parseRegionsQuestion,
  lacks,
  look,
  transfer(seen) {
    if ('problem' in seen) return [];
    const { offsets, corners, classes, regionOf, edges, boundary } = seen.slice;
    const { places, sets, indexes } = seen.nearby;
    const pixels = seen.anchors.flatMap((anchor) => anchor.pixels ?? []);
    return [offsets, corners, classes, regionOf, ...edges, boundary, places, sets, indexes, ...pixels].map(({ buffer }) => buffer);
  },
};
