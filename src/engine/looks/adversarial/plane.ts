/** Where an attack moved the embeddings of tokens, cast on a plane through all tokens' embeddings. */
import { tensor, tidy } from '@tensorflow/tfjs-core';
import type { Device } from '../../backend/device.ts';
import { planBatch } from '../../data/batch.ts';
import type { Examples } from '../../data/dataset.ts';
import { directionsOf } from '../circles/circle.ts';
import { roundBy, type Cycle } from '../circles/group.ts';
import { cycleIn } from '../circles/lacks.ts';
import { principalOf } from '../circles/principal.ts';
import { componentsOf, sharesOf, type Table } from '../circles/spectrum.ts';
import type { NetworkAt } from '../look.ts';
import type { PlaneKind, TokenPlane } from './question.ts';

/** Tokens of a vocabulary, and of an example, beyond which a picture of points says nothing. */
const [MOST_TOKENS, MOST_OPERANDS] = [200, 4];

/** Every token's embedding as it lies in the input at the first operand's place, (vocabulary, width). */
function tableAt(network: NetworkAt, at: number, width: number, device: Device): Table {
  const { model, parameters: numbers, dataset } = network;
  const { shape } = dataset;
  const arity = shape.kind === 'tokens' ? shape.arity : 1;
  const n = shape.kind === 'tokens' ? shape.vocabulary : 0;
  const inputs = new Int32Array(n * arity);
  for (let token = 0; token < n; token++) inputs[token * arity] = token;
  const examples: Examples = { count: n, inputs, targets: shape.target.kind === 'class' ? new Int32Array(n) : new Float32Array(n * shape.outputs) };
  const points = tidy(() => {
    const parameters = model.parameters.map((spec, i) => tensor(numbers[i] as Float32Array, [...spec.shape], 'float32'));
    const batch = planBatch(model.geometry.pointPlan(n), examples, model.constants, device);
    return model.geometry.points(parameters, batch).dataSync<'float32'>().slice();
  });
  const values = new Float64Array(n * width);
  for (let token = 0; token < n; token++) {
    const from = token * model.geometry.dimension + at;
    values.set(points.subarray(from, from + width), token * width);
  }
  return { values, n, width };
}

interface Directions {
  readonly frequency: number | null;
  readonly order: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const squared = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value * value, 0);

/** The two directions in which the embeddings are spread the most, of unit length. */
function* widest({ values, n, width }: Table, mean: Float64Array): Generator<number, Directions> {
  const work = principalOf({ values, n, width });
  let next = work.next();
  for (; next.done !== true; next = work.next()) yield 0.7;
  const { places } = next.value;
  const axis = (which: number): Float64Array => {
    const along = new Float64Array(width);
    for (let token = 0; token < n; token++)
      for (let j = 0; j < width; j++)
        along[j] = (along[j] as number) + (places[2 * token + which] as number) * ((values[token * width + j] as number) - (mean[j] as number));
    const length = Math.sqrt(squared(along));
    return length === 0 ? along : along.map((value) => value / length);
  };
  return { frequency: null, order: new Int32Array(0), x: axis(0), y: axis(1) };
}

/** The plane of the frequency that has the largest share of the embedding. */
function ofStrongest({ values, width }: Table, { tokens }: Cycle): Directions {
  const ordered = new Float64Array(tokens.length * width);
  tokens.forEach((token, e) => ordered.set(values.subarray(token * width, (token + 1) * width), e * width));
  const components = componentsOf({ values: ordered, n: tokens.length, width });
  const shares = sharesOf(components);
  const frequency = 1 + shares.indexOf(Math.max(...shares));
  const [x, y] = directionsOf(components, width, frequency);
  return { frequency, order: roundBy(frequency, tokens.length).map((e) => tokens[e] as number), x, y };
}

/** Whose row lies nearest. */
function nearestTo({ values, n, width }: Table, point: Float64Array): number {
  let [best, least] = [0, Infinity];
  for (let token = 0; token < n; token++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += ((values[token * width + j] as number) - (point[j] as number)) ** 2;
    if (sum < least) [best, least] = [token, sum];
  }
  return best;
}

/** @param centre (D), one example's input, and @param moved what an attack made of it. @returns null where these are no few tokens' embeddings */
export function* tokenPlane(
  network: NetworkAt,
  tokens: ArrayLike<number>,
  { centre, moved }: { readonly centre: Float32Array; readonly moved: Float32Array },
  wanted: PlaneKind,
  device: Device,
): Generator<number, TokenPlane | null> {
  const { embedded } = network.model.geometry;
  const { shape } = network.dataset;
  if (embedded === undefined || shape.kind !== 'tokens' || shape.vocabulary > MOST_TOKENS || shape.arity > MOST_OPERANDS) return null;
  const { width, at } = embedded;
  const table = tableAt(network, at[0] as number, width, device);
  const mean = new Float64Array(width);
  table.values.forEach((value, i) => (mean[i % width] = (mean[i % width] as number) + value / table.n));
  if (!Number.isFinite(squared(table.values))) return null;
  const cycle = wanted === 'circle' ? cycleIn(network.config) : null;
  const plane = cycle === null ? yield* widest(table, mean) : ofStrongest(table, cycle);
  const castOf = (point: Float64Array): readonly [x: number, y: number] => {
    const along = (axis: Float64Array): number => axis.reduce((sum, value, j) => sum + value * ((point[j] as number) - (mean[j] as number)), 0);
    return [along(plane.x), along(plane.y)];
  };
  const all = new Float32Array(2 * table.n);
  const rowOf = ({ values }: Table, token: number): Float64Array => values.subarray(token * width, (token + 1) * width);
  for (let token = 0; token < table.n; token++) all.set(castOf(rowOf(table, token)), 2 * token);
  return {
    kind: cycle === null ? 'principal' : 'circle',
    frequency: plane.frequency,
    places: all,
    order: plane.order,
    moved: at.map((from, operand) => {
      const token = tokens[operand] as number;
      // Positions are added to embeddings; the plane is the first operand's, so that only the move is taken over from the others.
      const own = rowOf(table, token);
      const there = own.map((value, j) => value + (moved[from + j] as number) - (centre[from + j] as number));
      return { token, from: castOf(own), to: castOf(there), nearest: nearestTo(table, there) };
    }),
  };
}
