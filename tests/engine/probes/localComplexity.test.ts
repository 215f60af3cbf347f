/** The probe's random points: over the data's domain where there is one, as spread as the training points where there is none. */
import { tensor, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { planBatch } from '../../../src/engine/data/batch.ts';
import type { Examples } from '../../../src/engine/data/dataset.ts';
import { blank, firstOf, rowsOf } from '../../../src/engine/data/examples.ts';
import { localComplexity, meanOver, orthonormalFrame, randomPointsLike, signedFrame, uniformIn } from '../../../src/engine/geometry/localComplexity.ts';
import { losses } from '../../../src/engine/losses/index.ts';
import { models } from '../../../src/engine/models/index.ts';
import { localComplexity as probe } from '../../../src/engine/probes/localComplexity.ts';
import { defaultsOf } from '../../../src/engine/parameters.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { loadDataset } from '../../../src/engine/run/data.ts';
import { initialParameters } from '../../../src/engine/run/initial.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';
import { useDevice } from '../../devices.ts';
import { testFile } from '../../host.ts';

const POINTS = 12;
const RADIUS = 0.4;
const P = 5;

test.each([
  ['digits, whose pixels have bounds', 'digits', true],
  ['a teacher’s inputs, which have none', 'teacher-student', false],
])('%s', async (_, task, bounded) => {
  const parsed = withPairs(defaultConfig(), [
    ['task.id', task],
    ['model.width', '16'],
    ['probes.localComplexity.points', String(POINTS)],
    ['probes.localComplexity.directions', String(P)],
    ['probes.localComplexity.radius', String(RADIUS)],
  ]);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  const { config } = parsed;
  const device = await useDevice('wasm');
  const dataset = await loadDataset(config, { file: testFile });
  const model = models.get(config.model.id).create(config.model, dataset.shape);
  const parameters = initialParameters(config, model).map((values, i) => tensor(values, [...(model.parameters[i]?.shape ?? [])]));
  const [train, val] = [dataset.train, dataset.val].map((examples) => planBatch(model.plan(examples.count), examples, model.constants, device));
  if (train === undefined || val === undefined) throw new Error('no data');
  const rng = (stream: string): Rng => new Rng(5, stream);
  const context = { device, model, loss: losses.get(config.loss.id), lossSection: config.loss, dataset, train, val, parameterNames: [], rng };
  const made = probe.create(config.probes['localComplexity'] ?? {}, context as unknown as Parameters<typeof probe.create>[1]);
  const measured = await device.read(made.measure(parameters));

  const { geometry } = model;
  const size = POINTS * geometry.dimension;
  const domain = dataset.shape.kind === 'vectors' ? dataset.shape.domain : null;
  expect(domain !== null).toBe(bounded);
  const expected = tidy(() => {
    const first = tensor2d(firstOf(dataset.train, POINTS).inputs as Float32Array, [POINTS, geometry.dimension]);
    const shaped = (values: Float32Array): Tensor2D => tensor2d(values, [POINTS, geometry.dimension]);
    const points = domain === null ? randomPointsLike(first, shaped(rng('noise').normals(size, 1))) : shaped(uniformIn(domain, size, rng('noise')));
    const inputs = planBatch(geometry.inputPlan(POINTS * 2 * P), blank(POINTS * 2 * P), model.constants, device);
    const frame = signedFrame(orthonormalFrame(P, geometry.dimension, rng('frame')), P, RADIUS);
    return meanOver(localComplexity(parameters, points, { geometry, frame, countLogits: false, chunk: POINTS, inputs: [inputs] }));
  });
  expect(measured[2]).toBeCloseTo((await device.read(expected))[0] as number, 5);
  expect(measured[2]).toBeGreaterThan(0);
});

test('its work grows with the points, up to ten thousand, whatever divides them', () => {
  const model = models.get('mlp').create({ ...defaultConfig().model, ...defaultsOf(models.get('mlp').parameters), id: 'mlp' }, pairShape(113));
  const workAt = (points: number): number =>
    probe.work?.({ ...defaultsOf(probe.parameters), points }, { model, sizes: { train: 10_000, val: 10_000 }, cycle: null }).multiplyAdds as number;
  const [usual, ...others] = [64, 1021, 1024, 4999, 9973, 10_000].map((points) => workAt(points) / points) as [number, ...number[]];
  for (const perPoint of others) {
    expect(perPoint / usual).toBeLessThan(1.3);
    expect(perPoint / usual).toBeGreaterThan(0.7);
  }
});

test('around a molecule it is counted with that molecule’s own bonds, atom by atom, and without places that have no atom', async () => {
  const [count, directions] = [6, 3];
  const parsed = withPairs(defaultConfig(), [
    ['task.id', 'molecules'],
    ['task.trainSize', String(count)],
    ['task.valSize', '9'],
    ['model.width', '8'],
    ['probes.localComplexity.points', String(count)],
    ['probes.localComplexity.directions', String(directions)],
    ['probes.localComplexity.radius', '2'],
  ]);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  const { config } = parsed;
  const device = await useDevice('wasm');
  const dataset = await loadDataset(config, { file: testFile });
  const model = models.get(config.model.id).create(config.model, dataset.shape);
  const values = initialParameters(config, model);
  const parameters = values.map((numbers, i) => tensor(numbers.slice(), [...(model.parameters[i]?.shape ?? [])]));
  const rng = (stream: string): Rng => new Rng(5, stream);
  const made = probe.create(config.probes['localComplexity'] ?? {}, { device, model, dataset, rng } as unknown as Parameters<typeof probe.create>[1]);
  const measured = await device.read(made.measure(parameters));

  const D = model.geometry.dimension;
  const frame = orthonormalFrame(directions, D, rng('frame'));
  const layers = model.sites.map(({ id }) => id).filter((id) => id.endsWith('preactivations'));
  /** Pre-activations of all layers where every example stands at `x`. */
  const signsAt = (examples: Examples, x: Float64Array): boolean[] => {
    const seen: boolean[] = [];
    const look = (z: Float64Array): undefined => void seen.push(...Array.from(z, (value) => value > 0));
    model.forward(values, examples, { input: () => x, ...Object.fromEntries(layers.map((id) => [id, look])) });
    return seen;
  };
  const meanOf = (examples: Examples, points: ArrayLike<number>): number => {
    const total = Array.from({ length: count }, (_, i) => {
      const corners = Array.from({ length: 2 * directions }, (_corner, v) =>
        signsAt(
          rowsOf(examples, [i]),
          Float64Array.from(
            { length: D },
            (_x, d) => (points[i * D + d] as number) + 2 * (v < directions ? 1 : -1) * (frame[(v % directions) * D + d] as number),
          ),
        ),
      );
      return (corners[0] as boolean[]).filter((sign, neuron) => corners.some((corner) => corner[neuron] !== sign)).length;
    });
    return total.reduce((a, b) => a + b, 0) / count;
  };
  const [train, val] = [dataset.train, firstOf(dataset.val, count)];
  const random = await device.read(
    randomPointsLike(tensor2d(train.inputs as Float32Array, [count, D]), tensor2d(rng('noise').normals(count * D, 1), [count, D])),
  );
  const expected = [meanOf(train, train.inputs), meanOf(val, val.inputs), meanOf(train, random)];
  // A sign at the edge of rounding may differ.
  expected.forEach((mean, kind) => expect(Math.abs((measured[kind] as number) - mean)).toBeLessThanOrEqual(1 / count));
  expect(Math.min(...expected)).toBeGreaterThan(1);
  made.dispose();
});
