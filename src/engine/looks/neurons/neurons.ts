/** What each neuron does over all pairs (a, b): its picture, the wave that it is most of, and where its weights stand on the clock. */
import { text } from '../../text.ts';
import { cycleOf } from '../circles/group.ts';
import { noCycle, residuesOf } from '../circles/lacks.ts';
import { tablesOf } from '../circles/tables.ts';
import type { LookDef, NetworkAt } from '../look.ts';
import { seenOfPairs, type PairsSeen } from '../pairs/pairs.ts';
import { addToMargins, addValues, emptyMargins, emptySums } from '../pairs/sums.ts';
import { fitOf, termsOf, wavesOf } from '../pairs/waves.ts';
import { clockOf } from './clock.ts';
import { lacks } from './lacks.ts';
import { layersOf, reachesAnswers, type NeuronLayer } from './layers.ts';
import { parseNeuronsQuestion, type NeuronsQuestion, type NeuronsSeen, type Sort, type Thumbnail } from './question.ts';

const NO_NUMBERS = text('Some of its activations are no numbers any more: the run diverged.', '活性の一部が数でなくなりました。学習が発散したためです。');

/** Activations that are held: 64 MB. */
const MOST_KEPT = 8e6;

/** The neurons as they are to be sorted. */
export function sorted(frequencies: Int32Array, shares: Float32Array, sort: Sort): Int32Array {
  const order = Int32Array.from(frequencies, (_, j) => j);
  if (sort === 'number') return order;
  const key = (j: number): number => (frequencies[j] === 0 ? Infinity : (frequencies[j] as number));
  const compare = (x: number, y: number): number => (key(x) === key(y) ? (shares[y] as number) - (shares[x] as number) : key(x) - key(y));
  return order.sort((x, y) => compare(x, y) || x - y);
}

/** Values as 256 levels between their least and their largest. */
export function thumbnailOf(neuron: number, values: Float64Array): Thumbnail {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = high > low ? 255 / (high - low) : 0;
  const levels = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) levels[i] = Math.round(scale * ((values[i] as number) - low));
  return { neuron, levels, low, high };
}

/** The activations of some neurons over all pairs, (n²) each. */
function valuesOf(parts: Iterable<PairsSeen>, pairs: number, neurons: readonly number[], { place: { stride, offset } }: NeuronLayer): Float64Array[] {
  const all = neurons.map(() => new Float64Array(pairs));
  for (const { first, count, values } of parts) {
    const [activations] = values as readonly [Float64Array];
    for (let i = 0, at = offset; i < count; i++, at += stride) {
      for (let row = 0; row < neurons.length; row++) (all[row] as Float64Array)[first + i] = activations[at + (neurons[row] as number)] as number;
    }
  }
  return all;
}

function* look(network: NetworkAt, question: NeuronsQuestion): Generator<number, NeuronsSeen> {
  const residues = residuesOf(network.config);
  if (!('p' in residues)) return { problem: residues };
  const { p } = residues;
  const under = question.under ?? residues.under;
  const cycle = cycleOf(under, p);
  if (cycle === null) return { problem: noCycle(p) };
  const { tokens, root } = cycle;
  const layers = layersOf(network.model);
  const index = Math.min(question.layer ?? Infinity, layers.length - 1);
  const layer = layers[index] as NeuronLayer;
  const { neurons: width, place } = layer;
  const n = tokens.length;

  const [incoming, outgoing] = [emptyMargins(n, width), emptySums(n, width)];
  /** Activations of all parts, where they can be held. */
  const kept: PairsSeen[] | null = n * n * place.stride <= MOST_KEPT ? [] : null;
  for (const part of seenOfPairs(network, tokens, [layer.preactivations, layer.activations])) {
    yield (0.6 * part.first) / n ** 2;
    const [before, after] = part.values as readonly [Float64Array, Float64Array];
    addToMargins(incoming, before, part.first, place);
    addValues(outgoing, after, part.first, place);
    kept?.push({ ...part, values: [after] });
    yield (0.6 * (part.first + part.count)) / n ** 2;
  }
  if (!incoming.first.every(Number.isFinite) || !outgoing.squares.every(Number.isFinite)) return { problem: NO_NUMBERS };
  const terms = termsOf(outgoing);
  yield 0.8;
  const waves = wavesOf(terms);
  const frequencies = Int32Array.from(waves, ({ frequency }) => frequency);
  const shares = Float32Array.from(waves, ({ share }) => share);
  const clock = clockOf(incoming, reachesAnswers(network.model, index) ? tablesOf(network, tokens).outputs.table : null, frequencies);
  yield 0.9;

  const order = sorted(frequencies, shares, question.sort);
  const from = Math.min(question.from, Math.max(0, width - 1));
  const shown = [...order.subarray(from, from + question.count)];
  const neuron = question.neuron !== null && question.neuron < width ? question.neuron : (order[0] as number);
  // What was too large to be held is worked out once more, for these.
  const parts = kept ?? seenOfPairs(network, tokens, [layer.activations]);
  const values = valuesOf(parts, n * n, [...shown, neuron], layer);
  return {
    p,
    under,
    root,
    tokens,
    layers: layers.map(({ activations }) => activations.label),
    layer: index,
    frequencies,
    shares,
    order,
    from,
    thumbnails: shown.map((j, i) => thumbnailOf(j, values[i] as Float64Array)),
    one: {
      neuron,
      values: new Float32Array(values.at(-1) as Float64Array),
      fit: new Float32Array(fitOf(terms, frequencies[neuron] as number, neuron)),
    },
    clock,
  };
}

export const neurons: LookDef<NeuronsQuestion, NeuronsSeen> = {
  id: 'neurons',
  label: text('neurons over all pairs', 'すべての組でのニューロン'),
  summary: text(
    'What each neuron does over all pairs (a, b), the wave that it is most of, and the phases of its weights.',
    'すべての組 (a, b) に対する各ニューロンの活性と、その大半をなす波、重みの位相を示します。',
  ),
  parseQuestion: parseNeuronsQuestion,
  lacks,
  look,
  transfer(seen) {
    if ('problem' in seen) return [];
    const { tokens, frequencies, shares, order, thumbnails, one, clock } = seen;
    const hands = [clock.a, clock.b, ...(clock.out === null ? [] : [clock.out])];
    return [
      tokens,
      frequencies,
      shares,
      order,
      ...thumbnails.map(({ levels }) => levels),
      one.values,
      one.fit,
      ...hands.flatMap(({ phases, amplitudes }) => [phases, amplitudes]),
    ].map(({ buffer }) => buffer);
  },
};
