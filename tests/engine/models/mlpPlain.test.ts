/** Every site of the MLP's plain pass against the reference, and what happens after it when half of it is changed. */
import { describe, expect, test } from 'vitest';
import type { Examples, VectorShape } from '../../../src/engine/data/dataset.ts';
import { mlp } from '../../../src/engine/models/mlp.ts';
import type { FlatShape } from '../../../src/engine/models/mlpInput.ts';
import type { Hook } from '../../../src/engine/models/plain/pass.ts';
import type { Value } from '../../../src/engine/parameters.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { mlpInput, mlpLayers } from '../../reference/mlp.ts';
import { mlpOptions } from '../references.ts';
import { named, pairsOf, randomExamples, randomParameters, sectionOf } from '../small.ts';

const VOCABULARY = 7;
const COUNT = 9;
const VECTORS: VectorShape = { kind: 'vectors', dimension: 5, image: null, domain: null, target: { kind: 'value', tolerance: 1 }, outputs: 4 };

const changed = (x: number, i: number): number => (i % 3 === 0 ? 0 : 1.5 * x + 0.25);

const CASES: readonly (readonly [string, Readonly<Record<string, Value>>, FlatShape])[] = [
  ['one-hot', { depth: 1, activation: 'quadratic', bias: false }, pairShape(VOCABULARY)],
  ['one-hot, deeper', { depth: 3 }, pairShape(VOCABULARY)],
  ['embedded', { depth: 2, input: 'embedding', embedding: 3, activation: 'gelu' }, pairShape(VOCABULARY)],
  ['vectors', { depth: 2, activation: 'tanh' }, VECTORS],
];

describe.each(CASES)('%s', (name, more, shape) => {
  const section = sectionOf(mlp, { width: 6, ...more });
  const model = mlp.create(section, shape);
  const rng = new Rng(4, name);
  const parameters = randomParameters(model, rng);
  const examples: Examples =
    shape.kind === 'tokens'
      ? randomExamples(COUNT, VOCABULARY, VOCABULARY, rng)
      : { count: COUNT, inputs: rng.normals(COUNT * shape.dimension, 1), targets: new Float32Array(COUNT * shape.outputs) };
  const options = mlpOptions(section, VOCABULARY);
  const reference = named(model, parameters);
  const inputs =
    shape.kind === 'tokens'
      ? pairsOf(examples).map((tokens) => mlpInput(options, reference, tokens))
      : Array.from({ length: COUNT }, (_, i) => [...examples.inputs.subarray(i * shape.dimension, (i + 1) * shape.dimension)]);

  function referenceLogits(site: string, look: (numbers: readonly number[], example: number) => readonly number[]): number[] {
    return inputs.flatMap((input, example) => mlpLayers(options, reference, input, (at, values) => (at === site ? [...look(values, example)] : values)).at(-1));
  }

  test.each(model.sites.map(({ id }) => id))('%s', (site) => {
    let seen: Float64Array = new Float64Array(0);
    const keep: Hook = (values) => void (seen = values);
    model.forward(parameters, examples, { [site]: keep });
    const size = seen.length / COUNT;
    referenceLogits(site, (numbers, example) => {
      expect(numbers).toHaveLength(size);
      numbers.forEach((x, i) => expect(seen[example * size + i]).toBeCloseTo(x, 10));
      return numbers;
    });

    const logits = model.forward(parameters, examples, { [site]: (values) => values.map((x, i) => changed(x, i % size)) });
    const expected = referenceLogits(site, (numbers) => numbers.map(changed));
    expected.forEach((x, i) => expect(logits[i]).toBeCloseTo(x, 9));
  });
});
