/**
 * The exact linear regions of a network on a rectangle of a plane (the idea of SplineCam: Humayun et al. 2023, arXiv:2302.12828). Inside a region
 * of the first ℓ layers every neuron of layer ℓ+1 is affine, so its zero is a line: the layer's lines cut the region into the regions of
 * ℓ+1 layers. Depth first: each layer holds the maps of one region at a time and brings them up to date as its neurons switch.
 */
import { addNeuron, affineMaps, compose, pullBack, type AffineMaps, type Frame } from './affine.ts';
import { Arrangement } from './arrangement.ts';
import { Envelope } from './classes.ts';
import { Floats, Integers } from './growing.ts';
import type { HostLayer, PiecewiseNetwork } from './network.ts';
import type { Plane } from './plane.ts';
import { areaOf, Corners } from './polygon.ts';

/** A rectangle of the plane, in the plane's units. Window coordinates have their origin at its centre and ±1 at the ends of its longer side. */
export interface View {
  readonly u: number;
  readonly v: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** One unit of window coordinates in the plane's units. */
export function unitOf({ halfWidth, halfHeight }: View): number {
  return Math.max(halfWidth, halfHeight);
}

export interface Slice {
  readonly view: View;
  /** False where the cap was reached; the arrays then hold the part that was done. */
  readonly complete: boolean;
  /** Share of the rectangle's area that was done, 0 … 1. */
  readonly covered: number;
  /** Linear regions of the whole network in the rectangle. */
  readonly regions: number;
  /** Regions of the first ℓ hidden layers alone, ℓ = 1 … depth; the last is `regions`. */
  readonly regionsByLayer: readonly number[];
  /** Convex pieces: regions, divided by class. Piece k has corners offsets[k] … offsets[k+1]-1. */
  readonly offsets: Int32Array<ArrayBuffer>;
  /** x, y of each corner, in window coordinates, counter-clockwise. */
  readonly corners: Float64Array<ArrayBuffer>;
  /** By piece. */
  readonly classes: Int32Array<ArrayBuffer>;
  /** By piece: its region, 0 … regions-1; the pieces of one region follow one another. */
  readonly regionOf: Int32Array<ArrayBuffer>;
  /** By hidden layer: x0, y0, x1, y1 of each edge that its neurons make. */
  readonly edges: readonly Float64Array<ArrayBuffer>[];
  /** x0, y0, x1, y1 of each piece of the decision boundary. */
  readonly boundary: Float64Array<ArrayBuffer>;
}

export interface SliceOptions {
  /** The work ends where there are more regions than this. */
  readonly mostRegions: number;
  /** Outputs that are not classes divide no region: every piece then has class 0. */
  readonly classless?: boolean;
  /** Hears of each region: the sides of every layer's neurons, and its corners. For tests and counts; the arrays are reused. */
  readonly onRegion?: (sides: readonly Uint8Array[], corners: Corners, start: number, size: number) => void;
}

/** Updates after which a layer's maps are made afresh, so that rounding does not add up. */
const REFRESH = 64;
/** Multiplications between two turns to the caller: about a millisecond. */
const TURN = 1e6;

/** One hidden layer at work on one region of the layers before it. */
class LayerAtWork {
  readonly arrangement: Arrangement;
  /** This layer's pre-activations in the region at hand. */
  readonly maps: AffineMaps;
  readonly edges = new Floats();
  regions = 0;
  readonly #next: HostLayer;
  readonly #slope: number;
  readonly #base: AffineMaps;
  readonly #into: AffineMaps;
  /** The sides that `into` was made for, and how many updates ago it was made afresh. */
  readonly #sides: Uint8Array;
  readonly #rows: Int32Array;
  #updates = Number.POSITIVE_INFINITY;

  /** @param base what the next layer's maps hold whatever this layer does; `into` is the next layer's maps. */
  constructor(maps: AffineMaps, next: HostLayer, slope: number, base: AffineMaps, into: AffineMaps) {
    this.maps = maps;
    this.#next = next;
    this.#slope = slope;
    this.#base = base;
    this.#into = into;
    this.#sides = new Uint8Array(maps.count);
    this.#rows = new Int32Array(maps.count);
    this.arrangement = new Arrangement(maps, (x0, y0, x1, y1) => {
      this.edges.push(x0, y0);
      this.edges.push(x1, y1);
    });
  }

  enter(corners: Corners, start: number, size: number): void {
    this.arrangement.enter(corners, start, size);
    this.#updates = Number.POSITIVE_INFINITY;
  }

  /** Brings the next layer's maps up to date with the piece at hand; returns the multiplications it took. */
  hand(): number {
    this.regions++;
    const { side, lines, count } = this.arrangement;
    const { outputs, inputs } = this.#next;
    if (this.#updates < REFRESH) {
      let flips = 0;
      for (let k = 0; k < count; k++) {
        const i = lines[k] as number;
        if (side[i] === this.#sides[i]) continue;
        this.#sides[i] = side[i] as number;
        addNeuron(this.#next, this.maps, i, side[i] === 1 ? 1 - this.#slope : this.#slope - 1, this.#into);
        flips++;
      }
      this.#updates += flips;
      return 3 * flips * outputs;
    }
    this.#sides.set(side);
    compose(this.#next, this.maps, this.#sides, this.#slope, this.#base, this.#into, this.#rows);
    this.#updates = 0;
    return 3 * inputs * outputs;
  }
}

function frameOf({ origin, e1, e2 }: Plane, view: View): Frame {
  const unit = unitOf(view);
  return {
    centre: origin.map((x, i) => x + view.u * (e1[i] as number) + view.v * (e2[i] as number)),
    x: e1.map((x) => x * unit),
    y: e2.map((x) => x * unit),
  };
}

/** What a layer adds whatever its input: its bias, and the bypass at the output. */
function baseOf(layer: HostLayer, bypass: Float64Array | null, frame: Frame): AffineMaps {
  if (bypass !== null) return pullBack(frame, bypass, layer.bias, layer.outputs);
  const base = affineMaps(layer.outputs);
  if (layer.bias !== null) base.c.set(layer.bias);
  return base;
}

/** Cuts the rectangle. Yields the share of its area that is done, every millisecond or so; whoever calls decides whether to go on. */
export function* sliceRegions(
  network: PiecewiseNetwork,
  plane: Plane,
  view: View,
  { mostRegions, classless = false, onRegion }: SliceOptions,
): Generator<number, Slice> {
  const frame = frameOf(plane, view);
  const { hidden, slope, output, bypass } = network;
  const [nearest] = hidden;
  if (nearest === undefined) throw new Error('a network without hidden layers has one region');
  const offsets = new Integers();
  const corners = new Floats();
  const classes = new Integers();
  const regionOf = new Integers();
  const boundary = new Floats();
  const logits = affineMaps(output.outputs);
  let regions = 0;
  const piece = (winner: number, of: Corners, start: number, size: number): void => {
    offsets.push(corners.length / 2);
    for (let i = start; i < start + size; i++) corners.push(of.x[i] as number, of.y[i] as number);
    classes.push(winner);
    regionOf.push(regions);
  };
  const envelope = new Envelope(logits, {
    piece: (winner, of, size) => piece(winner, of, 0, size),
    boundary(x0, y0, x1, y1) {
      boundary.push(x0, y0);
      boundary.push(x1, y1);
    },
  });

  const rectangle = new Corners();
  const [w, h] = [view.halfWidth / unitOf(view), view.halfHeight / unitOf(view)];
  rectangle.set(0, -w, -h);
  rectangle.set(1, w, -h);
  rectangle.set(2, w, h);
  rectangle.set(3, -w, h);
  const whole = areaOf(rectangle, 0, 4);

  const layers: LayerAtWork[] = [];
  let maps = pullBack(frame, nearest.weight, nearest.bias, nearest.outputs);
  hidden.forEach((_, l) => {
    const next = hidden[l + 1] ?? output;
    const into = l === hidden.length - 1 ? logits : affineMaps(next.outputs);
    layers.push(new LayerAtWork(maps, next, slope, baseOf(next, l === hidden.length - 1 ? bypass : null, frame), into));
    maps = into;
  });
  const sides = layers.map(({ arrangement }) => arrangement.side);

  let covered = 0;
  let complete = true;
  let work = 0;
  (layers[0] as LayerAtWork).enter(rectangle, 0, 4);
  for (let l = 0; l >= 0;) {
    const { arrangement } = layers[l] as LayerAtWork;
    if (!arrangement.next()) {
      l--;
      continue;
    }
    if (regions >= mostRegions) {
      complete = false;
      break;
    }
    const { corners: of, start, size, count } = arrangement;
    // Besides bringing maps up to date: the lines that were tried on the way to this piece, and those the next layer tries.
    work += (layers[l] as LayerAtWork).hand() + 8 * count + 500;
    const below = layers[l + 1];
    if (below === undefined) {
      onRegion?.(sides, of, start, size);
      if (classless) piece(0, of, start, size);
      else envelope.divide(of, start, size);
      regions++;
      covered += areaOf(of, start, size) / whole;
      work += 2 * size * logits.count;
    } else {
      below.enter(of, start, size);
      work += 2 * size * below.maps.count;
      l++;
    }
    if (work > TURN) {
      work = 0;
      yield covered;
    }
  }
  offsets.push(corners.length / 2);
  return {
    view,
    complete,
    covered: Math.min(1, covered),
    regions,
    regionsByLayer: layers.map((layer) => layer.regions),
    offsets: offsets.take(),
    corners: corners.take(),
    classes: classes.take(),
    regionOf: regionOf.take(),
    edges: layers.map(({ edges }) => edges.take()),
    boundary: boundary.take(),
  };
}
