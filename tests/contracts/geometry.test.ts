/**
 * What holds for every model as a function of a real-valued input: it is the plain pass in float64 with that input in the place of the
 * examples', at every layer and in its gradients; and what linear regions are cut from is that function, or the part that it says.
 */
import { grads, memory, mul, sum, tensor2d, tidy, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { planBatch } from '../../src/engine/data/batch.ts';
import { firstOf, repeatedRows } from '../../src/engine/data/examples.ts';
import { rowsOf } from '../../src/engine/geometry/hull.ts';
import { planInputs } from '../../src/engine/geometry/inputs.ts';
import { inputsOf } from '../../src/engine/geometry/regions/network.ts';
import { models } from '../../src/engine/models/index.ts';
import type { Model } from '../../src/engine/models/model.ts';
import type { Section } from '../../src/engine/registry.ts';
import { Rng } from '../../src/engine/rng.ts';
import { useDevice } from '../devices.ts';
import { onDevice, randomParameters } from '../engine/small.ts';
import { evaluate } from '../reference/regions.ts';
import { exampleConfig, modelSections, readings, smallDataset } from './examples.ts';

type Numbers = ArrayLike<number>;
const length = (a: Numbers): number => Math.hypot(...Array.from(a));
const dot = (a: Numbers, b: Numbers): number => Array.from(a).reduce((total, x, i) => total + x * (b[i] as number), 0);
const distance = (a: Numbers, b: Numbers): number => length(Array.from(a, (x, i) => x - (b[i] as number)));

/** The values at every site of a pass, by the site's id. */
function sitesOf(model: Model, ...[parameters, examples, given = {}]: Parameters<Model['forward']>): Map<string, Float64Array> {
  const seen = new Map<string, Float64Array>();
  const hooks = model.sites.map(({ id }) => {
    const hook = (values: Float64Array): Float64Array => {
      const now = given[id]?.(values, []) ?? values;
      seen.set(id, now);
      return now;
    };
    return [id, hook] as const;
  });
  model.forward(parameters, examples, Object.fromEntries(hooks));
  return seen;
}

/** The columns of values that are laid out row by row. */
function columnsOf(values: Numbers, rows: number): number[][] {
  const width = values.length / rows;
  return Array.from({ length: width }, (_, j) => Array.from({ length: rows }, (_row, i) => values[i * width + j] as number));
}

describe.each(readings)('$model on $task', (ids) => {
  const config = exampleConfig(ids);
  const { shape, train } = smallDataset(config);
  const examples = firstOf(train, Math.min(5, train.count));
  const rows = examples.count;
  const def = models.get(ids.model);
  const sections = modelSections(ids);

  /** A model with random parameters, its examples' points moved at random, and the site where these enter the plain pass. */
  async function setUp(section: Section) {
    const device = await useDevice('wasm');
    const rng = new Rng(8, JSON.stringify([ids, section]));
    const model = def.create(section, shape);
    const { geometry } = model;
    const values = randomParameters(model, rng.split('parameters'));
    const parameters = onDevice(model, values);
    const batch = planBatch(geometry.pointPlan(rows), examples, model.constants, device);
    const inputs = planInputs(model, examples, device);
    const points = tidy(() => geometry.points(parameters, batch));
    const at = await device.read(points);
    const sites = sitesOf(model, values, examples);
    const entrance = model.sites.find(({ id }) => {
      const there = sites.get(id) as Float64Array;
      return there.length === at.length && distance(there, at) <= 1e-5 * length(at);
    })?.id;
    expect(entrance, `model ${def.id}: no site has the values of geometry.points; state one for the input`).toBeDefined();
    const x = Float32Array.from(at, (value) => value + 0.3 * rng.normal());
    const dispose = (): void => {
      for (const t of [...parameters, points, batch, inputs]) t.dispose();
    };
    return { device, rng, model, geometry, values, parameters, inputs, x, entrance: entrance as string, dispose };
  }

  test.each(sections.map((section) => [JSON.stringify(section), section] as const))('layers and gradients are the plain pass’s: %s', async (_, section) => {
    const { device, rng, model, geometry, values, parameters, inputs, x, entrance, dispose } = await setUp(section);
    const place = (at: Float64Array) => ({ [entrance]: () => at });
    const before = memory().numTensors;
    const input = tensor2d(x, [rows, geometry.dimension]);
    const layers = tidy(() => geometry.preactivations(parameters, input, inputs, true));
    const read = await Promise.all(layers.map((z) => device.read(z)));
    const hidden = tidy(() => geometry.preactivations(parameters, input, inputs, false));
    const without = await Promise.all(hidden.map((z) => device.read(z)));
    expect(without.length, `model ${def.id}: geometry.preactivations without logits`).toBe(read.length - 1);
    without.forEach((z, l) => {
      expect(distance(z, read[l] as Numbers) / length(z), `model ${def.id}: geometry.preactivations[${l}] where no logits are asked for`).toBeLessThan(1e-6);
    });
    const sites = sitesOf(model, values, examples, place(Float64Array.from(x)));
    const logits = sites.get('logits') as Float64Array;
    expect(distance(read.at(-1) as Numbers, logits) / length(logits), `model ${def.id}: geometry’s logits are not those of forward`).toBeLessThan(2e-5);

    // As points and offsets it is the same rows.
    const offsets = tensor2d(rng.normals(3 * geometry.dimension, 0.1), [3, geometry.dimension]);
    const many = planInputs(model, repeatedRows(examples, 3), device);
    const hull = { points: input, offsets };
    const spread = tidy(() => rowsOf(hull));
    const both = [hull, spread].map((given) => tidy(() => geometry.preactivations(parameters, given, many, true)));
    const [asHull, oneByOne] = await Promise.all(both.map((all) => Promise.all(all.map((z) => device.read(z)))));
    asHull?.forEach((z, l) => {
      const expected = oneByOne?.[l] as Numbers;
      expect(distance(z, expected) / length(expected), `model ${def.id}: geometry.preactivations[${l}] of points and offsets`).toBeLessThan(2e-5);
    });

    // Every neuron that is counted is one that the plain pass has.
    const known = [...sites].flatMap(([id, there]) => (id === 'logits' ? [] : columnsOf(there, rows)));
    for (const [l, z] of read.slice(0, -1).entries()) {
      const size = length(z) / Math.sqrt(z.length);
      const strangers = columnsOf(z, rows).filter(
        (column) => !known.some((other) => column.every((value, i) => Math.abs(value - (other[i] as number)) < 1e-4 * size)),
      );
      expect(strangers.length, `model ${def.id}: neurons of geometry.preactivations[${l}] that are at no site of forward`).toBe(0);
    }

    // What an attack follows.
    const factors = rng.normals(rows * shape.outputs, 1);
    const weights = tensor2d(factors, [rows, shape.outputs]);
    const [made] = grads((p: Tensor) => sum(mul(geometry.preactivations(parameters, p as Tensor2D, inputs, true).at(-1) as Tensor, weights)))([input]);
    const gradient = await device.read(made as Tensor);
    const f = (at: Float64Array): number => dot(model.forward(values, examples, place(at)), factors);
    for (let k = 0; k < 6; k++) {
      const drawn = Float64Array.from(rng.normals(x.length, 1));
      const whole = length(drawn);
      const direction = drawn.map((value) => value / whole);
      const along = (by: number): number => f(direction.map((value, i) => (x[i] as number) + by * value));
      const slope = (along(1e-7) - along(-1e-7)) / 2e-7;
      const error = Math.abs(dot(gradient, direction) - slope);
      expect(error / length(gradient), `model ${def.id}: the gradient through geometry.preactivations in its input`).toBeLessThan(2e-5);
    }
    for (const t of [input, weights, made, offsets, spread, many, ...layers, ...hidden, ...both.flat()]) t?.dispose();
    expect(memory().numTensors, `model ${def.id}: tensors left by geometry`).toBe(before);
    dispose();
  });

  test.each(sections.map((section) => [JSON.stringify(section), section] as const))('regions are cut from the model: %s', async (_, section) => {
    const { rng, model, geometry, values, dispose } = await setUp(section);
    dispose();
    const part = geometry.regions;
    if ('none' in part) return;
    const network = part.network(values);
    const points = part.points(values, examples);
    expect(points.length, `model ${def.id}: regions.points`).toBe(rows * inputsOf(network));
    const sites = sitesOf(model, values, examples);
    // Of the sites with these values the last one: nothing before it matters then.
    const site = model.sites.findLast(({ id }) => {
      const there = sites.get(id) as Float64Array;
      return there.length === points.length && distance(there, points) <= 1e-9 * length(points);
    })?.id;
    expect(site, `model ${def.id}: no site has the values of regions.points`).toBeDefined();
    const onLine = Float64Array.from(points, (value) => value + rng.normal());
    for (const at of [points, onLine]) {
      const expected = model.forward(values, examples, { [site as string]: () => at });
      const got = Array.from(
        { length: rows },
        (_row, i) => evaluate(network, [...at.subarray(i * inputsOf(network), (i + 1) * inputsOf(network))]).logits,
      ).flat();
      expect(distance(got, expected) / length(expected), `model ${def.id}: regions.network is not forward`).toBeLessThan(1e-9);
    }
  });
});
