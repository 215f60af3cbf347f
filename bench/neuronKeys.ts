/**
 * Key frequencies as Nanda et al. (2023, repo) read them off the neurons: activations at «=» over all pairs, centred, in waves of a and b; a neuron's is
 * the frequency k that has most of its energy, among the products of constant, cos k and sin k of a with those of b. Those of all neurons are counted.
 */
import type { NetworkAt } from '../src/engine/looks/look.ts';
import { frequenciesOf, wavesOf } from '../src/engine/looks/circles/spectrum.ts';

/** A neuron follows its frequency where that makes up this share of its energy. */
const FOLLOWS = 0.85;

export interface NeuronKey {
  readonly k: number;
  readonly neurons: number;
  /** Of those, how many it makes up all but 15 % of. */
  readonly follow: number;
}

function activationsOf({ model, parameters }: NetworkAt, p: number): { readonly values: Float64Array; readonly width: number } | null {
  const site = model.sites.findLast(({ id }) => id.endsWith('.activations'));
  if (site === undefined) return null;
  const inputs = Int32Array.from({ length: 2 * p * p }, (_, i) => (i % 2 === 0 ? Math.floor(i / 2 / p) : (i >> 1) % p));
  const kept: Float64Array[] = [];
  model.forward(parameters, { count: p * p, inputs, targets: new Int32Array(p * p) }, { [site.id]: (values) => void kept.push(Float64Array.from(values)) });
  const [values] = kept;
  return values === undefined ? null : { values, width: values.length / (p * p) };
}

/** Null where the network has no such neurons. */
export function neuronKeysOf(network: NetworkAt): readonly NeuronKey[] | null {
  const p = network.dataset.shape.outputs;
  const found = activationsOf(network, p);
  if (found === null) return null;
  const { values, width } = found;
  const { cosines, sines } = wavesOf(p);
  const count = frequenciesOf(p);
  // Rows: constant, cos 1, sin 1, cos 2, …
  const basis = Array.from({ length: 2 * count + 1 }, (_, row) => {
    if (row === 0) return new Float64Array(p).fill(1 / Math.sqrt(p));
    const k = (row - 1) >> 1;
    return (row % 2 === 1 ? cosines : sines).subarray(k * p, (k + 1) * p);
  });
  const neurons = new Map<number, { neurons: number; follow: number }>();
  for (let j = 0; j < width; j++) {
    const image = Float64Array.from({ length: p * p }, (_, pair) => values[pair * width + j] as number); // (a, b)
    const byB = basis.map((wave) => Float64Array.from({ length: p }, (_, a) => wave.reduce((sum, w, b) => sum + w * (image[a * p + b] as number), 0)));
    const component = (ofA: number, ofB: number): number => (basis[ofA] as Float64Array).reduce((sum, w, a) => sum + w * (byB[ofB]?.[a] as number), 0);
    const constant = component(0, 0) ** 2;
    const all = image.reduce((sum, x) => sum + x * x, 0) - constant;
    if (all < 1e-12) continue;
    const energies = Array.from({ length: count }, (_, i) => {
      const block = [0, 2 * i + 1, 2 * i + 2];
      return block.flatMap((a) => block.map((b) => component(a, b) ** 2)).reduce((sum, x) => sum + x, 0) - constant;
    });
    const best = energies.reduce((at, energy, i) => (energy > (energies[at] as number) ? i : at), 0);
    const counted = neurons.get(best + 1) ?? { neurons: 0, follow: 0 };
    counted.neurons++;
    if ((energies[best] as number) > FOLLOWS * all) counted.follow++;
    neurons.set(best + 1, counted);
  }
  return [...neurons].map(([k, counted]) => ({ k, ...counted })).toSorted((a, b) => b.neurons - a.neurons);
}
