/** A network with nothing switched off: what every switch is compared with, and from where its own passes begin. Worked out once per network. */
import type { Examples, ExampleSet } from '../../data/dataset.ts';
import { joined, partOf } from '../../data/examples.ts';
import { arraysByName } from '../../models/named.ts';
import { inSixDigits } from '../../models/plain/hastened.ts';
import { linear, type Numbers } from '../../models/plain/linear.ts';
import type { Held, Hooks } from '../../models/plain/pass.ts';
import type { NetworkAt } from '../look.ts';
import { measured } from './measure.ts';
import type { Measured } from './question.ts';
import { wavesOf, type Waves } from './waves.ts';

export interface Whole {
  /** Those that are asked: all of a table, and of other data as many as there is time for. */
  readonly asked: Readonly<Record<ExampleSet, Examples>>;
  /** One behind the other, so that what their tokens share is worked out once. */
  readonly both: Examples;
  /** (both.count, outputs) */
  readonly logits: Float64Array;
  readonly measured: Measured;
  readonly waves: Waves | null;
  /** By site, (entries): means over `both`, as far as they were asked for. */
  readonly means: Map<string, Float64Array>;
  /** What its readout reads, (both.count, entries), and by which map (entries, outputs), once asked for. */
  readout: { readonly values: Float64Array; readonly map: Float64Array } | null;
}

/** Multiply-adds of a pass over data that is no table, and between two yields. */
const [MOST, AT_A_TIME] = [1.5e9, 4e8];

/** Of one example. */
export const workOf = ({ model }: Pick<NetworkAt, 'model'>): number => Math.max(1, model.work(1000).multiplyAdds / 1000);

/** Outputs of examples, a part at a time; null where there are none of a part. */
function* inParts(network: NetworkAt, examples: Examples, pass: (part: Examples) => Float64Array | null): Generator<number, Float64Array | null> {
  const { outputs } = network.dataset.shape;
  const all = new Float64Array(examples.count * outputs);
  const size = Math.max(1, Math.floor(AT_A_TIME / workOf(network)));
  for (let first = 0; first < examples.count; first += size) {
    const part = partOf(examples, first, Math.min(first + size, examples.count));
    const logits = inSixDigits(() => pass(part));
    if (logits === null) return null;
    all.set(logits, first * outputs);
    yield (first + part.count) / examples.count;
  }
  return all;
}

/** A forward pass over examples, a part at a time. */
export function* passOf(network: NetworkAt, parameters: readonly Numbers[], examples: Examples, hooks: Hooks = {}): Generator<number, Float64Array> {
  return (yield* inParts(network, examples, (part) => network.model.forward(parameters, part, hooks))) as Float64Array;
}

/** The same with entries of a site held; null where the model has no shorter way for that. */
export const heldOf = (network: NetworkAt, parameters: readonly Numbers[], examples: Examples, held: Held): Generator<number, Float64Array | null> =>
  inParts(network, examples, (part) => network.model.held?.(parameters, part, held) ?? null);

function askedOf(network: NetworkAt): Whole['asked'] {
  const { train, val, shape } = network.dataset;
  const isTable = shape.kind === 'tokens' && shape.arity === 2;
  const most = isTable ? Infinity : Math.ceil(MOST / 2 / workOf(network));
  const some = (set: Examples): Examples => partOf(set, 0, Math.min(most, set.count));
  return { train: some(train), val: some(val) };
}

const known = new WeakMap<NetworkAt, Whole>();

/** The same each time for a network. */
export function* wholeOf(network: NetworkAt): Generator<number, Whole> {
  const before = known.get(network);
  if (before !== undefined) return before;
  const asked = askedOf(network);
  const both = joined(asked.train, asked.val);
  const logits = yield* passOf(network, network.parameters, both);
  const { config, dataset } = network;
  const whole: Whole = {
    asked,
    both,
    logits,
    measured: measured(logits, asked.train, asked.val, dataset.shape, config),
    waves: wavesOf(network),
    means: new Map(),
    readout: null,
  };
  known.set(network, whole);
  return whole;
}

/** Means over all examples of what stands at these sites. */
export function* meansAt(network: NetworkAt, whole: Whole, sites: readonly string[]): Generator<number, ReadonlyMap<string, Float64Array>> {
  const wanted = sites.filter((site) => !whole.means.has(site));
  if (wanted.length === 0) return whole.means;
  const sums = new Map<string, Float64Array>();
  const hooks: Hooks = Object.fromEntries(
    wanted.map((site) => [
      site,
      (values: Float64Array, [count = 0]: readonly number[]) => {
        const size = values.length / count;
        const sum = sums.get(site) ?? new Float64Array(size);
        sums.set(site, sum);
        for (let row = 0; row < values.length; row += size) for (let j = 0; j < size; j++) sum[j] = (sum[j] as number) + (values[row + j] as number);
        return undefined;
      },
    ]),
  );
  yield* passOf(network, network.parameters, whole.both, hooks);
  for (const [site, sum] of sums)
    whole.means.set(
      site,
      sum.map((value) => value / whole.both.count),
    );
  return whole.means;
}

/** What the readout reads of every example, and its map; null where a network has none. */
export function* readoutOf(network: NetworkAt, whole: Whole): Generator<number, Whole['readout']> {
  const { model, parameters, dataset } = network;
  const { readout } = model;
  if (readout === undefined || whole.readout !== null) return whole.readout;
  const parts: Float64Array[] = [];
  const keep = (values: Float64Array): undefined => void parts.push(values.slice());
  yield* passOf(network, parameters, whole.both, { [readout.site]: keep });
  const values = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  const [last, ...before] = readout.of.map((name) => Float64Array.from(arraysByName(model.parameters, parameters)(name))).toReversed();
  const map = before.reduce((right, left) => linear(left, right, dataset.shape.outputs), last as Float64Array);
  whole.readout = { values, map };
  return whole.readout;
}
