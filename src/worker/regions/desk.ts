/**
 * The regions worker's work, apart from its messages: keeps the latest network and the latest look, cuts the slice in small turns, and leaves
 * it as soon as another look comes in. A new network waits until the slice at hand is done, so that a picture that follows training does come.
 */
import type { RunConfig } from '../../engine/config/config.ts';
import { parseConfig } from '../../engine/config/parse.ts';
import type { Dataset, Examples } from '../../engine/data/dataset.ts';
import { rowsOf } from '../../engine/data/examples.ts';
import type { PiecewisePart } from '../../engine/geometry/geometry.ts';
import { regionsNear } from '../../engine/geometry/regions/near.ts';
import { answerAt, inputsOf, type PiecewiseNetwork } from '../../engine/geometry/regions/network.ts';
import { placesOf } from '../../engine/geometry/regions/places.ts';
import { planeThrough, project, type Plane } from '../../engine/geometry/regions/plane.ts';
import { sliceRegions, type Slice, type View } from '../../engine/geometry/regions/slice.ts';
import { models } from '../../engine/models/index.ts';
import type { Model } from '../../engine/models/model.ts';
import { loadDataset } from '../../engine/run/data.ts';
import type { Host, ParametersAt } from '../../engine/run/host.ts';
import { initialParameters } from '../../engine/run/initial.ts';
import { checkSnapshot } from '../../engine/run/snapshot.ts';
import {
  NEAR,
  SETS,
  type Anchors,
  type AnchorSeen,
  type ExampleRef,
  type Look,
  type Nearby,
  type Offered,
  type RegionsCommand,
  type RegionsMessage,
} from './protocol.ts';

/** Regions in sight beyond which a slice is given up: drawing more would show only ink. */
const MOST_REGIONS = 200_000;
/** Longest time, in milliseconds, between two looks at what came in. */
const TURN_MS = 12;
/** How often the page hears how far a slice is. */
const PROGRESS_MS = 500;
/** Half of the window's shorter side at zoom 1, in units of the plane's radius. */
const REACH = 1.5;
/** Examples of each set whose place is looked up, and how far from the plane they may lie, in units of its radius. */
const MOST_POINTS = 400;
const FARTHEST = 1;

interface Surroundings {
  readonly post: (message: RegionsMessage, transfer?: readonly ArrayBufferLike[]) => void;
  readonly file: Host['file'];
  readonly now: () => number;
  /** Lets messages come in. */
  readonly turn: () => Promise<void>;
}

interface Known {
  readonly network: number;
  readonly dataset: Dataset;
  readonly part: PiecewisePart;
  readonly parameters: readonly Float32Array[];
  readonly piecewise: PiecewiseNetwork;
  readonly step: number;
}

const offeredOf = ({ count, inputs, targets }: Examples, { shape }: Dataset): Offered => ({
  count,
  classes: shape.target.kind === 'class' ? Int32Array.from(targets) : null,
  tokens: shape.kind === 'tokens' ? Int32Array.from(inputs) : null,
});

/** The part of the plane that a look shows. */
export function viewOf({ x, y, zoom, aspect }: Look, { radius }: Plane): View {
  const half = (REACH * radius) / zoom;
  return { u: x * radius, v: y * radius, halfWidth: half * Math.max(1, aspect), halfHeight: half * Math.max(1, 1 / aspect) };
}

export interface Desk {
  take(command: RegionsCommand): void;
}

export function createDesk({ post, file, now, turn }: Surroundings): Desk {
  let asked: Extract<RegionsCommand, { type: 'network' }> | null = null;
  let look: { readonly look: number; readonly at: Look } | null = null;
  let known: Known | null = null;
  let data: { readonly key: string; readonly dataset: Dataset } | null = null;
  let working = false;
  /** What the last slice that was sent showed. */
  let shown = '';

  /** Makes the data, unless it is that of the network before. */
  const datasetFor = async (config: RunConfig): Promise<Dataset> => {
    const key = JSON.stringify([config.task, config.seed]);
    if (data?.key !== key) {
      const dataset = await loadDataset(config, { file });
      data = { key, dataset };
      const image = dataset.shape.kind === 'vectors' ? dataset.shape.image : null;
      post({ type: 'offered', network: asked?.network ?? 0, train: offeredOf(dataset.train, dataset), val: offeredOf(dataset.val, dataset), image });
    }
    return data.dataset;
  };

  const parametersOf = (config: RunConfig, model: Model, at: ParametersAt | null): readonly Float32Array[] => {
    if (at === null) return initialParameters(config, model);
    const problems = checkSnapshot({ step: 0, parameters: at.parameters, slots: [], heldNorm: null, changes: [], milestones: [] }, config);
    if (problems.some(({ field }) => field === 'from.parameters')) throw new Error('the parameters do not fit the network');
    return at.parameters;
  };

  const open = async ({ network, config: raw, at }: Extract<RegionsCommand, { type: 'network' }>): Promise<Known | null> => {
    const parsed = parseConfig(raw);
    if (!parsed.ok) throw new Error(`the config is wrong in ${parsed.problems.map(({ field }) => field).join(', ')}`);
    const { config } = parsed;
    const dataset = await datasetFor(config);
    const model = models.get(config.model.id).create(config.model, dataset.shape);
    const part = model.geometry.regions;
    if ('none' in part) {
      post({ type: 'none', network, why: part.none });
      return null;
    }
    const parameters = parametersOf(config, model, at);
    return { network, dataset, part, parameters, piecewise: part.network(parameters), step: at?.step ?? 0 };
  };

  /** Runs a slice to its end in turns; null where another look came in. */
  const cut = async ({ piecewise, dataset }: Known, plane: Plane, view: View, mine: number, tell: boolean): Promise<Slice | null> => {
    const work = sliceRegions(piecewise, plane, view, { mostRegions: MOST_REGIONS, classless: dataset.shape.target.kind === 'value' });
    let turned = now();
    let told = turned;
    for (;;) {
      const next = work.next();
      if (next.done === true) return next.value;
      const time = now();
      if (time - turned < TURN_MS) continue;
      if (tell && time - told >= PROGRESS_MS) {
        told = time;
        post({ type: 'progress', look: mine, covered: next.value });
      }
      await turn();
      if (look?.look !== mine) return null;
      turned = now();
    }
  };

  const exampleAt = ({ dataset }: Known, { set, index }: ExampleRef): Examples => rowsOf(dataset[set], [Math.min(index, dataset[set].count - 1)]);

  /** Sends the slice of a network at a look; nothing where another look came in. */
  const show = async (network: Known, { look: mine, at }: { readonly look: number; readonly at: Look }): Promise<void> => {
    const { part, parameters, piecewise, dataset } = network;
    const points = at.anchors.map((anchor) => part.points(parameters, exampleAt(network, anchor))) as [Float64Array, Float64Array, Float64Array];
    const plane = planeThrough(...points);
    if ('problem' in plane) {
      post({ type: 'flat', look: mine, problem: plane.problem });
      return;
    }
    const began = now();
    const slice = await cut(network, plane, viewOf(at, plane), mine, true);
    if (slice === null) return;
    const took = now() - began;
    const anchors: AnchorSeen[] = [];
    for (const [k, anchor] of at.anchors.entries()) {
      const [u, v] = plane.anchors[k] as readonly [number, number];
      const disc = await cut(network, plane, { u, v, halfWidth: NEAR * plane.radius, halfHeight: NEAR * plane.radius }, mine, false);
      if (disc === null) return;
      const { inputs, targets } = exampleAt(network, anchor);
      const classes = dataset.shape.target.kind === 'class';
      anchors.push({
        at: anchor,
        x: u / plane.radius,
        y: v / plane.radius,
        label: classes ? (targets[0] as number) : null,
        answer: classes ? answerAt(piecewise, points[k] as Float64Array) : null,
        pixels: dataset.shape.kind === 'vectors' && dataset.shape.image !== null ? Float32Array.from(inputs) : null,
        near: regionsNear(disc, 0, 0, 1),
      });
    }
    const nearby = nearbyOf(network, plane, at.anchors);
    const seen = {
      look: mine,
      at,
      network: network.network,
      step: network.step,
      slice,
      outputs: dataset.shape.target.kind === 'class' ? dataset.shape.outputs : 0,
      anchors: anchors as [AnchorSeen, AnchorSeen, AnchorSeen],
      nearby,
      places: dataset.shape.target.kind === 'class' ? placesOf(slice) : [],
      part: part.part,
      space: part.space,
      dimension: inputsOf(piecewise),
      took,
    };
    const { offsets, corners, classes, regionOf, edges, boundary } = slice;
    post(
      { type: 'slice', seen },
      [offsets, corners, classes, regionOf, ...edges, boundary].map(({ buffer }) => buffer),
    );
  };

  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    try {
      for (;;) {
        const [wanted, at] = [asked, look];
        if (wanted === null || at === null) return;
        const name = `${wanted.network} ${at.look}`;
        if (name === shown) return;
        if (known?.network !== wanted.network) known = await open(wanted);
        if (known !== null && look === at) await show(known, at);
        if (look === at) shown = name;
      }
    } catch (error) {
      shown = `${asked?.network} ${look?.look}`;
      post({ type: 'failed', what: error instanceof Error ? error.message : String(error) });
    } finally {
      working = false;
    }
  };

  return {
    take(command) {
      if (command.type === 'network') asked = command;
      else look = command;
      void work();
    },
  };
}

/** Examples near the plane, the farthest first; the anchors themselves are left out. */
function nearbyOf({ dataset, part, parameters }: Known, plane: Plane, anchors: Anchors): Nearby {
  const found: { readonly x: number; readonly y: number; readonly distance: number; readonly set: number; readonly index: number }[] = [];
  SETS.forEach((set, s) => {
    const examples = dataset[set];
    const count = Math.min(MOST_POINTS, examples.count);
    const points = part.points(
      parameters,
      rowsOf(
        examples,
        Array.from({ length: count }, (_, i) => i),
      ),
    );
    for (let i = 0; i < count; i++) {
      const { u, v, distance } = project(plane, points, i);
      if (distance > FARTHEST * plane.radius || anchors.some((anchor) => anchor.set === set && anchor.index === i)) continue;
      found.push({ x: u / plane.radius, y: v / plane.radius, distance: distance / plane.radius, set: s, index: i });
    }
  });
  found.sort((a, b) => b.distance - a.distance);
  return {
    count: found.length,
    places: Float64Array.from(found.flatMap(({ x, y, distance }) => [x, y, distance])),
    sets: Uint8Array.from(found, ({ set }) => set),
    indexes: Int32Array.from(found, ({ index }) => index),
  };
}
