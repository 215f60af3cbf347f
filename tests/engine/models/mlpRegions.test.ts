import { expect, test } from 'vitest';
import type { DatasetShape } from '../../../src/engine/data/dataset.ts';
import { inputsOf } from '../../../src/engine/geometry/regions/network.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { randomParameters } from '../small.ts';
import { build, itHasNone, itsPartIsTheModel, partOf } from './piecewise.ts';

itsPartIsTheModel('mlp', { depth: 1, width: 5 }, true);
itsPartIsTheModel('mlp', { depth: 3, width: 6, activation: 'leakyRelu', bias: false }, true);
itsPartIsTheModel('mlp', { depth: 2, width: 7, input: 'embedding', embedding: 3 }, true);

test('vectors are their own points', () => {
  const shape: DatasetShape = { kind: 'vectors', dimension: 4, image: null, domain: null, target: { kind: 'class' }, outputs: 3 };
  const model = build('mlp', { depth: 2, width: 5 }, shape);
  const parameters = randomParameters(model, new Rng(1, 'vectors'));
  const part = partOf(model);
  const examples = { count: 2, inputs: Float32Array.of(1, 2, 3, 4, -1, 0, 0.5, 2), targets: Int32Array.of(0, 1) };
  expect([...part.points(parameters, examples)]).toEqual([1, 2, 3, 4, -1, 0, 0.5, 2]);
  expect(inputsOf(part.network(parameters))).toBe(4);
});

itHasNone('mlp', { activation: 'gelu' }, 'GELU');
itHasNone('mlp', { activation: 'quadratic' }, 'quadratic');
