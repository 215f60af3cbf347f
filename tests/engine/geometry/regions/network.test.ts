/** A network's answer at a point: the definition's, the first of equals. */
import { expect, test } from 'vitest';
import { answerAt, hostLayer, inputsOf, type PiecewiseNetwork } from '../../../../src/engine/geometry/regions/network.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { classOf, evaluate } from '../../../reference/regions.ts';
import { randomNetwork } from './networks.ts';

test.each([
  { depth: 1, slope: 0, bypass: false },
  { depth: 2, slope: 0.2, bypass: true },
  { depth: 3, slope: 0, bypass: true },
  { depth: 2, slope: -1, bypass: false },
])('is that of the largest output: $depth layers, slope $slope, bypass $bypass', (shape) => {
  const rng = new Rng(1, JSON.stringify(shape));
  const network = randomNetwork({ ...shape, dimension: 5, width: 9, classes: 6 }, rng);
  const bare: PiecewiseNetwork = { ...network, hidden: network.hidden.map((layer) => ({ ...layer, bias: null })), output: { ...network.output, bias: null } };
  expect(inputsOf(network)).toBe(5);
  for (const one of [network, bare]) {
    const answers = Array.from({ length: 200 }, () => {
      const point = Float64Array.from({ length: 5 }, () => 2 * rng.normal());
      const before = point.slice();
      const answer = answerAt(one, point);
      expect(answer).toBe(classOf(evaluate(one, [...point])));
      expect(point).toEqual(before);
      return answer;
    });
    expect(new Set(answers).size).toBeGreaterThan(3);
  }
});

test('of equals is the first', () => {
  const hidden = [hostLayer(2, 1, [0, 0], null)];
  const network = (output: readonly number[], bypass: Float64Array | null): PiecewiseNetwork => ({
    hidden,
    slope: 0,
    output: hostLayer(1, 3, [0, 0, 0], output),
    bypass,
  });
  const point = Float64Array.of(1, 1);
  expect(
    [
      [0, 0, 0],
      [0, 2, 2],
      [-1, -2, -1],
    ].map((bias) => answerAt(network(bias, null), point)),
  ).toEqual([0, 1, 0]);
  expect(answerAt(network([1, 0, 0], Float64Array.of(0, 1, 0, 0, 0, 0.5)), point)).toBe(0);
});

test('a layer keeps its own copy of float32 numbers; without hidden layers the output sees the input', () => {
  const [weight, bias] = [Float32Array.of(1, 2, 3, 4, 5, 6), Float32Array.of(7, 8)];
  const layer = hostLayer(3, 2, weight, bias);
  weight.fill(0);
  expect(layer).toEqual({ inputs: 3, outputs: 2, weight: Float64Array.of(1, 2, 3, 4, 5, 6), bias: Float64Array.of(7, 8) });
  expect(hostLayer(3, 2, weight, null).bias).toBeNull();
  expect(inputsOf({ hidden: [], slope: 0, output: layer, bypass: null })).toBe(3);
});
