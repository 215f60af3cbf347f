/** The plane against the network itself, asked in plain float64 at places of its own. */
import { expect, test } from 'vitest';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import { plane } from '../../../../src/engine/looks/plane/plane.ts';
import type { Area, PlaneShown } from '../../../../src/engine/looks/plane/question.ts';
import { configOf, networkOf, seenBy } from '../networks.ts';

const SUM = { 'task.p': 7, 'model.id': 'mlp', 'model.input': 'sum', 'model.embedding': 2, 'model.width': 12, 'model.depth': 2 };
const network = networkOf(configOf(SUM));

function seen(of: NetworkAt, held = 0): PlaneShown {
  const { answer } = seenBy(plane, of, { held });
  if ('problem' in answer) throw new Error(answer.problem.en);
  return answer;
}

const named = ({ model, parameters }: NetworkAt, name: string): Float32Array =>
  parameters[model.parameters.findIndex((spec) => spec.name === name)] as Float32Array;

/** One layer by hand: rows of the weights are inputs. */
function layer(x: readonly number[], weight: Float32Array, bias: Float32Array, bends: boolean): number[] {
  return Array.from(bias, (b, j) => {
    const z = x.reduce((sum, value, i) => sum + value * (weight[i * bias.length + j] as number), b);
    return bends ? Math.max(0, z) : z;
  });
}

/** The answer to a sum at a place. */
function answerAt(of: NetworkAt, x: number, y: number): number {
  const one = layer([x, y], named(of, 'hidden1.weight.0'), named(of, 'hidden1.bias'), true);
  const two = layer(one, named(of, 'hidden2.weight'), named(of, 'hidden2.bias'), true);
  const out = layer(two, named(of, 'output.weight'), named(of, 'output.bias'), false);
  return out.indexOf(Math.max(...out));
}

/** Whether a place is inside, by the even-odd rule. */
function holds({ corners, ends }: Area, x: number, y: number): boolean {
  let inside = false;
  let first = 0;
  for (const end of ends) {
    for (let i = first, j = end - 1; i < end; j = i++) {
      const [xi, yi, xj, yj] = [corners[2 * i], corners[2 * i + 1], corners[2 * j], corners[2 * j + 1]] as [number, number, number, number];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
    first = end;
  }
  return inside;
}

/** Places in a window, irregular. */
const PLACES = Array.from({ length: 400 }, (_, i) => [2 * ((i * 0.618034) % 1) - 1, 2 * ((i * 0.754878) % 1) - 1] as const);

test('points are the embedding, and the window is a square around them', () => {
  const { points, middle, half, summed, pairs, told } = seen(network);
  expect([...points]).toEqual([...named(network, 'embedding')]);
  expect(summed).toBe(true);
  const offs = Array.from(points, (value, i) => Math.abs(value - (middle[i % 2] as number)));
  expect(Math.max(...offs) * 1.18).toBeCloseTo(half, 6);
  expect([pairs.length, told]).toEqual([98, network.dataset.train.count]);
});

test('a place of the background has the answer that the network gives to a sum twice as far out', () => {
  const { areas, names, middle, half } = seen(network);
  const answer = (x: number, y: number): number => answerAt(network, 2 * (middle[0] + half * x), 2 * (middle[1] + half * y));
  // Beside a border lines between grid points may be off by a little.
  const agree = PLACES.filter(([x, y]) => {
    const here = areas.filter((area) => holds(area, x, y)).map((area) => area.answer);
    return here.length === 1 && here[0] === answer(x, y);
  });
  expect(agree.length / PLACES.length).toBeGreaterThan(0.985);
  expect(names.length).toBeGreaterThan(0);
  for (const { answer: one, x, y } of names) expect(answer(x, y)).toBe(one);
});

test('what it says to the questions is what its sums say', () => {
  const { pairs, said, right, points, told } = seen(network);
  said.forEach((answer, i) => {
    const [a, b] = [pairs[2 * i] as number, pairs[2 * i + 1] as number];
    expect(answer).toBe(answerAt(network, ...([0, 1].map((axis) => (points[2 * a + axis] as number) + (points[2 * b + axis] as number)) as [number, number])));
    expect(right[i]).toBe((a + b) % 7);
  });
  expect([...pairs.subarray(0, 2 * told)]).toEqual([...network.dataset.train.inputs]);
});

test.each([
  ['side by side', { ...SUM, 'model.input': 'embedding' }],
  ['a transformer', { 'task.p': 7, 'model.width': 2, 'model.heads': 1, 'model.ffn': 8, 'model.sequence': 'a op b =' }],
])('%s: the background is of the first token’s place, with the second held', (_, set) => {
  const other = networkOf(configOf(set));
  for (const held of [2, 5]) {
    const { areas, middle, half, points, summed, held: shown } = seen(other, held);
    expect([summed, shown]).toEqual([false, held]);
    const table = other.model.parameters.findIndex(({ name }) => name === other.model.tables?.rows.of[0]);
    expect(points).toHaveLength(14);
    const agree = PLACES.slice(0, 60).filter(([x, y]) => {
      // Token 6 moved there: the same network with another row in its table.
      const moved = Float32Array.from(other.parameters[table] as Float32Array);
      moved.set([middle[0] + half * x, middle[1] + half * y], 12);
      const parameters = other.parameters.with(table, moved);
      const out = other.model.forward(parameters, { count: 1, inputs: Int32Array.of(6, held), targets: new Int32Array(1) });
      const here = areas.filter((area) => holds(area, x, y)).map(({ answer }) => answer);
      return here.length === 1 && here[0] === out.indexOf(Math.max(...out));
    });
    expect(agree.length).toBeGreaterThan(57);
  }
  expect(seen(other, 99).held).toBe(6);
});

test('of values each answer is the nearest that is right somewhere', () => {
  const valued = networkOf(configOf({ ...SUM, 'task.id': 'sums', 'task.p': 5, 'task.answer': 'place', 'loss.id': 'mse' }));
  const { answers, right, said, pairs, order, frequency } = seen(valued);
  expect([...answers]).toEqual([...answers].toSorted((a, b) => a - b));
  expect(answers).toHaveLength(9);
  const { train, val } = valued.dataset;
  const out = [train, val].flatMap((examples) => [...valued.model.forward(valued.parameters, examples)]);
  right.forEach((target, i) => {
    expect(target).toBe((pairs[2 * i] as number) + (pairs[2 * i + 1] as number));
    const nearest = Array.from(answers, (value) => Math.abs(value - (out[i] as number)));
    expect(said[i]).toBe(nearest.indexOf(Math.min(...nearest)));
  });
  expect([[...order], frequency]).toEqual([[0, 1, 2, 3, 4], null]);
});

test('tokens on a circle are joined round it', () => {
  const angle = (token: number): number => (2 * Math.PI * 3 * token) / 7;
  const embedding = Float32Array.from({ length: 14 }, (_, i) => (i % 2 === 0 ? Math.cos(angle(i >> 1)) : Math.sin(angle(i >> 1))));
  const { order, frequency } = seen({ ...network, parameters: network.parameters.with(0, embedding) });
  // 3·a is 0, 1, 2, … for these.
  expect([frequency, [...order]]).toEqual([3, [0, 5, 3, 1, 6, 4, 2]]);
});

test('what is no number is told, and points that lie in one place have a window all the same', () => {
  for (const at of [0, 1]) {
    const { answer } = seenBy(
      plane,
      { ...network, parameters: network.parameters.with(at, network.parameters[at]?.map(() => Number.NaN) as Float32Array) },
      { held: 0 },
    );
    expect('problem' in answer && answer.problem.en).toMatch(/diverged/);
  }
  expect(seen({ ...network, parameters: network.parameters.with(0, new Float32Array(14)) }).half).toBe(1);
});
