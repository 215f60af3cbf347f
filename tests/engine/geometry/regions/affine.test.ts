/** Affine maps against matrices multiplied out: whatever the sizes, the slope, and which neurons are active. */
import { describe, expect, test } from 'vitest';
import { addNeuron, affineMaps, compose, pullBack, type AffineMaps } from '../../../../src/engine/geometry/regions/affine.ts';
import type { HostLayer } from '../../../../src/engine/geometry/regions/network.ts';
import { Rng } from '../../../../src/engine/rng.ts';

const random = (count: number, rng: Rng): Float64Array => Float64Array.from({ length: count }, () => rng.normal());
const layerOf = (inputs: number, outputs: number, rng: Rng): HostLayer => ({ inputs, outputs, weight: random(inputs * outputs, rng), bias: null });
const mapsOf = (count: number, rng: Rng): AffineMaps => ({ count, s: random(count, rng), t: random(count, rng), c: random(count, rng) });
/** Maps in memory that goes on behind them: what is not theirs stays as it is. */
const BEHIND = 3;
const roomFor = (count: number): AffineMaps => {
  const { s, t, c } = affineMaps(count + BEHIND);
  return { count, s, t, c };
};

function expectMaps(maps: AffineMaps, expected: (o: number, of: 's' | 't' | 'c') => number): void {
  for (const of of ['s', 't', 'c'] as const) {
    Array.from({ length: maps.count }, (_, o) => expect(maps[of][o]).toBeCloseTo(expected(o, of), 12));
    expect(Array.from(maps[of].subarray(maps.count))).toEqual(Array.from({ length: maps[of].length - maps.count }, () => 0));
  }
}

const sum = (count: number, term: (i: number) => number): number => Array.from({ length: count }, (_, i) => term(i)).reduce((all, one) => all + one, 0);

test.each([1, 2, 5])('a window seen through a linear map with %i outputs', (outputs) => {
  const rng = new Rng(outputs, 'window');
  const [weight, bias] = [random(4 * outputs, rng), random(outputs, rng)];
  const frame = { centre: random(4, rng), x: random(4, rng), y: random(4, rng) };
  const along = { s: frame.x, t: frame.y, c: frame.centre };
  for (const added of [bias, null]) {
    expectMaps(
      pullBack(frame, weight, added, outputs),
      (o, of) => sum(4, (i) => (along[of][i] as number) * (weight[i * outputs + o] as number)) + (of === 'c' ? (added?.[o] ?? 0) : 0),
    );
  }
});

describe.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 13])('%i neurons', (inputs) => {
  test.each([0, 0.2, -0.5])('through the next layer; slope %d below zero', (slope) => {
    for (const outputs of [1, 3, 4]) {
      const rng = new Rng(inputs, `${slope} ${outputs}`);
      const layer = layerOf(inputs, outputs, rng);
      const [from, base] = [mapsOf(inputs, rng), mapsOf(outputs, rng)];
      const active = Uint8Array.from({ length: inputs }, () => Number(rng.normal() > 0));
      const into = roomFor(outputs);
      // What stood there before does not matter.
      for (const numbers of [into.s, into.t, into.c]) numbers.fill(7, 0, outputs);
      compose(layer, from, active, slope, base, into, new Int32Array(inputs));
      const factor = (i: number): number => (active[i] === 1 ? 1 : slope);
      const expected = (o: number, of: 's' | 't' | 'c'): number =>
        (base[of][o] as number) + sum(inputs, (i) => factor(i) * (from[of][i] as number) * (layer.weight[i * outputs + o] as number));
      expectMaps(into, expected);

      // One neuron more or less.
      const one = inputs - 1;
      addNeuron(layer, from, one, -0.75, into);
      expectMaps(into, (o, of) => expected(o, of) - 0.75 * (from[of][one] as number) * (layer.weight[one * outputs + o] as number));
    }
  });
});
