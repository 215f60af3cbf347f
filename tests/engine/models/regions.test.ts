/** What regions are cut from is the model itself: on the host, at the examples' own points, it gives the reference's logits. */
import { describe, expect, test } from 'vitest';
import type { DatasetShape } from '../../../src/engine/data/dataset.ts';
import type { PiecewisePart } from '../../../src/engine/geometry/geometry.ts';
import { inputsOf } from '../../../src/engine/geometry/regions/network.ts';
import { models } from '../../../src/engine/models/index.ts';
import type { Model } from '../../../src/engine/models/model.ts';
import type { Value } from '../../../src/engine/parameters.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { evaluate } from '../../reference/regions.ts';
import { MODEL_REFERENCE } from '../references.ts';
import { named, pairsOf, randomExamples, randomParameters, sectionOf } from '../small.ts';

type Changes = Readonly<Record<string, Value>>;

function build(id: string, values: Changes, shape: DatasetShape): Model {
  const entry = models.get(id);
  return entry.create(sectionOf(entry, values), shape);
}

function partOf({ geometry }: Model): PiecewisePart {
  if ('none' in geometry.regions) throw new Error(geometry.regions.none.en);
  return geometry.regions;
}

const PIECEWISE: readonly { readonly id: string; readonly values: Changes }[] = [
  { id: 'mlp', values: { depth: 1, width: 5 } },
  { id: 'mlp', values: { depth: 3, width: 6, activation: 'leakyRelu', bias: false } },
  { id: 'mlp', values: { depth: 2, width: 7, input: 'embedding', embedding: 3 } },
  { id: 'transformer', values: { width: 6, heads: 2, ffn: 9 } },
  { id: 'transformer', values: { width: 6, heads: 3, ffn: 5, activation: 'leakyRelu', bias: false, positions: 'sinusoidal', sequence: 'a op b =' } },
];

describe.each(PIECEWISE)('$id $values', ({ id, values }) => {
  const vocabulary = 7;
  const rng = new Rng(3, id + JSON.stringify(values));
  const model = build(id, values, pairShape(vocabulary));
  const parameters = randomParameters(model, rng);
  const examples = randomExamples(12, vocabulary, vocabulary, rng);
  const part = partOf(model);
  const network = part.network(parameters);
  const points = part.points(parameters, examples);

  test('its logits at the examples are the model’s', () => {
    const d = inputsOf(network);
    expect(points).toHaveLength(12 * d);
    const expected = MODEL_REFERENCE[id]?.(sectionOf(models.get(id), values), vocabulary, named(model, parameters), pairsOf(examples));
    expected?.forEach((row, i) => {
      const { logits } = evaluate(network, [...points.subarray(i * d, (i + 1) * d)]);
      row.forEach((value, j) => expect(logits[j]).toBeCloseTo(value, 10));
    });
  });

  test('it says whether it is the whole model', () => {
    expect(part.part === null).toBe(id === 'mlp');
  });
});

test('vectors are their own points', () => {
  const shape: DatasetShape = { kind: 'vectors', dimension: 4, image: null, domain: null, target: { kind: 'class' }, outputs: 3 };
  const model = build('mlp', { depth: 2, width: 5 }, shape);
  const parameters = randomParameters(model, new Rng(1, 'vectors'));
  const part = partOf(model);
  const examples = { count: 2, inputs: Float32Array.of(1, 2, 3, 4, -1, 0, 0.5, 2), targets: Int32Array.of(0, 1) };
  expect([...part.points(parameters, examples)]).toEqual([1, 2, 3, 4, -1, 0, 0.5, 2]);
  expect(inputsOf(part.network(parameters))).toBe(4);
});

test.each([
  ['mlp', { activation: 'gelu' }, 'GELU'],
  ['mlp', { activation: 'quadratic' }, 'quadratic'],
  ['transformer', { activation: 'tanh' }, 'tanh'],
  ['transformer', { layers: 2 }, 'one layer'],
  ['transformer', { layerNorm: 'pre' }, 'LayerNorm'],
  ['transformer', { layerNorm: 'post' }, 'LayerNorm'],
])('%s %o has none, and says why in both languages', (id, values, word) => {
  const { regions } = build(id, values, pairShape(5)).geometry;
  if (!('none' in regions)) throw new Error('it has some');
  expect(regions.none.en).toContain(word);
  expect(regions.none.ja).not.toBe('');
});
