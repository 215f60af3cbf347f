/** The look as a whole, on random small networks, against the same network changed by hand. */
import { describe, expect, test } from 'vitest';
import { ablation } from '../../../../src/engine/looks/ablation/ablation.ts';
import type { AblationQuestion, AblationSeen, StandIn } from '../../../../src/engine/looks/ablation/question.ts';
import { answers } from '../../../../src/engine/looks/answers.ts';
import type { NetworkAt } from '../../../../src/engine/looks/look.ts';
import type { Examples } from '../../../../src/engine/data/dataset.ts';
import { joined } from '../../../../src/engine/data/examples.ts';
import { OPERATIONS } from '../../../../src/engine/tasks/modular.ts';
import { LOSS_REFERENCE } from '../../../reference/losses.ts';
import { mlpLayers, mlpInput, type MlpOptions } from '../../../reference/mlp.ts';
import type { Matrix, NamedParameters } from '../../../reference/numbers.ts';
import { configOf, DIGITS, MLP, MOLECULES, networkOf, REGRESSION, seenBy, TRANSFORMER } from '../networks.ts';

const NOTHING: AblationQuestion = { waves: [], from: 'embedding', units: [], by: 'mean' };
const asked = (network: NetworkAt, question: Partial<AblationQuestion>): AblationSeen => seenBy(ablation, network, { ...NOTHING, ...question }).answer;

const rowsOf = (logits: ArrayLike<number>, outputs: number): Matrix =>
  Array.from({ length: logits.length / outputs }, (_, i) => Array.from({ length: outputs }, (__, o) => logits[i * outputs + o] as number));

/** What evaluations would say of these logits, both sets one behind the other. */
function scoresOf({ dataset: { train, val, shape }, config }: NetworkAt, logits: Matrix) {
  const loss = LOSS_REFERENCE[config.loss.id] as (typeof LOSS_REFERENCE)[string];
  const of = (rows: Matrix, { targets, count }: Examples) => {
    const said = rows.map((row) => row.indexOf(Math.max(...row)));
    return { loss: loss(rows, [...targets]), accuracy: said.filter((answer, i) => answer === targets[i]).length / count };
  };
  const [ofTrain, ofVal] = [of(logits.slice(0, train.count), train), of(logits.slice(train.count), val)];
  expect(shape.target.kind).toBe('class');
  return { train: ofTrain, val: ofVal };
}

function expectScores({ rest }: AblationSeen, expected: ReturnType<typeof scoresOf>): void {
  for (const set of ['train', 'val'] as const) {
    expect(rest.accuracy[set]).toBeCloseTo(expected[set].accuracy, 10);
    expect(Math.abs(rest.loss[set] - expected[set].loss)).toBeLessThan(1e-9);
  }
}

test.each([
  ['transformer', TRANSFORMER],
  ['MLP', MLP],
  ['images', DIGITS],
  ['values', REGRESSION],
  ['molecules', MOLECULES],
])('with nothing off it is the network: %s', (_, config) => {
  const network = networkOf(config);
  const seen = asked(network, {});
  expect(seen.rest).toEqual(seen.whole);
  expect(seen.answers).toEqual(seenBy(answers, network, { train: 1e5, val: 1e5 }).answer);
  const none = asked(network, {
    units: [
      { site: 'nowhere', index: 0 },
      { site: 'layer0.heads', index: 99 },
    ],
    waves: [4000],
  });
  expect(none.rest).toEqual(seen.whole);
});

test.each(Object.keys(OPERATIONS))('without any frequency the embedding is a constant: %s', (operation) => {
  const network = networkOf(configOf({ 'task.operation': operation, 'task.p': 7, 'model.width': 8, 'model.ffn': 6 }));
  const { answers: said, waves } = asked(network, { waves: 'others' });
  expect([...(waves?.off ?? [])]).toEqual(Array.from({ length: waves?.count ?? 0 }, (_, i) => i + 1).filter((k) => !waves?.keys.includes(k)));
  const all = asked(network, { waves: [1, 2, 3] });
  const given = [all.answers.train, all.answers.val].flatMap((set) => (set.kind === 'class' ? [...set.probabilities] : []));
  const inputs = [...network.dataset.train.inputs, ...network.dataset.val.inputs];
  // Under multiplication 0 has no place on the circle.
  const placed = given.filter((_, i) => waves?.under === 'addition' || (inputs[2 * i] !== 0 && inputs[2 * i + 1] !== 0));
  expect(new Set(placed.map((x) => x.toFixed(6))).size).toBe(1);
  expect(said.train.kind).toBe('class');
});

describe('heads', () => {
  test.each([1, 2])('a head that gives 0 is one whose output weights are 0, %i layers', (layers) => {
    const network = networkOf(configOf({ 'task.p': 7, 'model.width': 16, 'model.ffn': 24, 'model.layers': layers }));
    const [head, width] = [2, 4];
    for (let layer = 0; layer < layers; layer++) {
      const parameters = network.model.parameters.map(({ name }, i) => {
        const values = network.parameters[i] as Float32Array;
        return name === `layer${layer}.output` ? values.map((x, at) => (Math.floor(at / 16 / width) === head ? 0 : x)) : values;
      });
      const both = joined(network.dataset.train, network.dataset.val);
      const expected = scoresOf(network, rowsOf(network.model.forward(parameters, both), 7));
      expectScores(asked(network, { units: [{ site: `layer${layer}.heads`, index: head }], by: 'zero' }), expected);
    }
  });
});

describe('neurons', () => {
  const network = networkOf(MLP);
  const named: NamedParameters = new Map(
    network.model.parameters.map(({ name, shape }, i) => [name, { shape, data: Float64Array.from(network.parameters[i] as Float32Array) }]),
  );
  const options: MlpOptions = { input: 'one-hot', depth: 2, activation: 'relu', bias: true, vocabulary: 7 };
  const both = joined(network.dataset.train, network.dataset.val);
  const inputs = Array.from({ length: both.count }, (_, i) => mlpInput(options, named, [...both.inputs.subarray(2 * i, 2 * i + 2)]));

  /** Logits where neurons of a layer have these values. */
  const logitsWith = (put: (site: string, h: readonly number[]) => number[]): Matrix => inputs.map((x) => mlpLayers(options, named, x, put).at(-1));

  function meansAt(site: string): number[] {
    const seen: number[][] = [];
    logitsWith((at, h) => {
      if (at === site) seen.push([...h]);
      return [...h];
    });
    return (seen[0] as number[]).map((_, j) => seen.reduce((sum, h) => sum + (h[j] as number), 0) / seen.length);
  }

  test.each([
    ['mean', [['hidden2.activations', 3]]],
    [
      'zero',
      [
        ['hidden2.activations', 3],
        ['hidden2.activations', 20],
      ],
    ],
    ['mean', [['hidden1.activations', 0]]],
    [
      'zero',
      [
        ['hidden1.activations', 23],
        ['hidden2.activations', 1],
      ],
    ],
    [
      'mean',
      [
        ['hidden1.activations', 23],
        ['hidden2.activations', 1],
      ],
    ],
  ] as [StandIn, [string, number][]][])('are replaced by their %s: %j', (by, off) => {
    const means = Object.fromEntries(['hidden1.activations', 'hidden2.activations'].map((site) => [site, meansAt(site)]));
    const expected = logitsWith((site, h) =>
      h.map((x, j) => (off.some(([at, index]) => at === site && index === j) ? (by === 'mean' ? (means[site]?.[j] as number) : 0) : x)),
    );
    const units = off.map(([site, index]) => ({ site, index }));
    expectScores(asked(network, { units, by }), scoresOf(network, expected));
    const seen = asked(network, { units, by });
    expect(seen.rest.loss.all).not.toBe(seen.whole.loss.all);
    const { train, val } = network.dataset;
    expect(seen.rest.loss.all).toBeCloseTo((seen.rest.loss.train * train.count + seen.rest.loss.val * val.count) / both.count, 12);
  });
});

test('it says what there is to switch off, and of frequencies whether outputs have any', () => {
  const seen = asked(networkOf(TRANSFORMER), {});
  expect(seen.units.map(({ site, kind, count }) => [site, kind, count])).toEqual([
    ['layer0.heads', 'head', 4],
    ['layer0.activations', 'neuron', 24],
  ]);
  expect(seen.waves).toMatchObject({ p: 7, under: 'addition', count: 3, noLogits: null });
  expect(asked(networkOf(DIGITS), {}).waves).toBeNull();
  expect(seen.asked).toBeNull();
  const noisy = networkOf(configOf({ 'task.p': 7, 'task.labelNoise': 0.2, 'model.width': 8 }));
  const without = asked(noisy, { waves: [1], from: 'logits' });
  expect(without.waves?.noLogits?.en).toMatch(/random/);
  expect(without.rest).toEqual(without.whole);
});

test('frequencies go from outputs or embedding, together with neurons, whatever came before', () => {
  const network = networkOf(TRANSFORMER);
  const units = [{ site: 'layer0.activations', index: 4 }];
  const both = { waves: [2], from: 'embedding', units } as const;
  const first = asked(network, both);
  for (const question of [{ waves: [2], from: 'logits' }, { units }, { waves: 'others', from: 'logits', units }] as const) {
    expect(asked(network, question)).toEqual(asked(networkOf(TRANSFORMER), question));
    expect(asked(network, question).rest).not.toEqual(first.rest);
  }
  expect(asked(network, both)).toEqual(first);
});
