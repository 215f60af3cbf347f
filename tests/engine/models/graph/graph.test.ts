/** The graph network against NNConv edge by edge in float64: outputs, and every gradient against finite differences; and what it must not see. */
import { grads, mean, memory, square, sub, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { dataFile } from '../../../../scripts/data-plugin.ts';
import { planBatch } from '../../../../src/engine/data/batch.ts';
import type { Examples, GraphShape } from '../../../../src/engine/data/dataset.ts';
import { edgesWidth, seeEdges, type Edge } from '../../../../src/engine/data/graphs.ts';
import { madeUp } from '../../../../src/engine/data/madeUp.ts';
import { parameterCount } from '../../../../src/engine/models/count.ts';
import { graph } from '../../../../src/engine/models/graph/graph.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { molecules } from '../../../../src/engine/tasks/molecules.ts';
import { HOST_DEVICES, useDevice } from '../../../devices.ts';
import { graphOutput, type ReferenceGraph } from '../../../reference/graph.ts';
import { named, onDevice, randomParameters, sectionOf } from '../../small.ts';

const SHAPE: GraphShape = {
  kind: 'graphs',
  nodes: 6,
  features: 3,
  neighbours: 3,
  edgeTypes: 3,
  target: { kind: 'value', tolerance: 1 },
  outputs: 2,
};

/** Graphs as a list of nodes and a list of edges. */
function listed({ inputs, edges = new Int32Array(0), count }: Examples, shape: GraphShape): ReferenceGraph[] {
  const width = edgesWidth(shape);
  return Array.from({ length: count }, (_, i) => {
    const row = edges.subarray(i * width, (i + 1) * width);
    const found: Edge[] = [];
    seeEdges(row, shape, (one, other, type) => {
      if (one < other) found.push([one, other, type]);
    });
    const at = (node: number): number => (i * shape.nodes + node) * shape.features;
    return { nodes: Array.from({ length: row[0] as number }, (_node, n) => [...inputs.subarray(at(n), at(n + 1))]), edges: found };
  });
}

const CASES = [
  [{ layers: 1, width: 5, edgeWidth: 3 }, SHAPE, 9],
  [{ layers: 2, width: 6, edgeWidth: 4 }, SHAPE, 7],
  [{ layers: 3, width: 7, edgeWidth: 5 }, { ...SHAPE, edgeTypes: 1, neighbours: 5, outputs: 1 }, 8],
] as const;

describe.each(HOST_DEVICES)('on %s', (deviceName) => {
  test.each(CASES)('%o: outputs and gradients are those of NNConv', async (values, shape, count) => {
    const device = await useDevice(deviceName);
    const before = memory().numTensors;
    const model = graph.create(sectionOf(graph, values), shape);
    const float32 = randomParameters(model, new Rng(1, JSON.stringify(values)));
    const examples = madeUp(shape, count, new Rng(2, 'graphs'));
    const graphs = listed(examples, shape);
    expect(new Set(graphs.map(({ nodes }) => nodes.length)).size).toBeGreaterThan(2);
    const outputsOf = (at: readonly ArrayLike<number>[]): number[] =>
      graphs.flatMap((one) => graphOutput(named(model, at), values.layers, shape.edgeTypes, one));
    const lossOf = (at: readonly ArrayLike<number>[]): number =>
      outputsOf(at).reduce((sum, y, i) => sum + (y - (examples.targets[i] as number)) ** 2 / examples.targets.length, 0);

    const batch = planBatch(model.plan(count), examples, model.constants, device);
    const parameters = onDevice(model, float32);
    const made = tidy(() => model.logits(parameters, batch));
    const expected = outputsOf(float32);
    const size = Math.hypot(...expected);
    const read = await device.read(made);
    expect(Math.hypot(...expected.map((y, i) => y - (read[i] as number))) / size).toBeLessThan(1e-5);
    expect(Math.hypot(...expected.map((y, i) => y - (model.forward(float32, examples)[i] as number))) / size).toBeLessThan(1e-12);

    const gradients = grads((...p: Tensor[]) => mean(square(sub(model.logits(p, batch), batch.targets))))(parameters);
    const all = await Promise.all(gradients.map((g) => device.read(g)));
    const whole = Math.hypot(...all.flatMap((g) => [...g]));
    const rng = new Rng(3, 'entries');
    float32.forEach((data, i) => {
      // A few entries of each tensor. So small a step crosses no kink.
      for (const k of new Set([0, data.length - 1, ...Array.from({ length: 4 }, () => rng.integer(data.length))])) {
        const moved = (by: number): ArrayLike<number>[] => float32.map((other, j) => (i === j ? Array.from(data, (x, l) => (l === k ? x + by : x)) : other));
        const slope = (lossOf(moved(1e-7)) - lossOf(moved(-1e-7))) / 2e-7;
        expect(Math.abs((all[i]?.[k] as number) - slope) / whole, `${model.parameters[i]?.name}[${k}]`).toBeLessThan(1e-5);
      }
    });
    for (const t of [...parameters, ...gradients, made]) t.dispose();
    batch.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

test('what stands where there is no node changes nothing, and the order of the nodes does not either', () => {
  const model = graph.create(sectionOf(graph, { width: 6, edgeWidth: 4 }), SHAPE);
  const parameters = randomParameters(model, new Rng(1, 'order'));
  const examples = madeUp(SHAPE, 12, new Rng(4, 'order'));
  const outputs = model.forward(parameters, examples);
  const noisy = examples.inputs.slice() as Float32Array;
  listed(examples, SHAPE).forEach(({ nodes }, i) => noisy.fill(7, (i * SHAPE.nodes + nodes.length) * SHAPE.features, (i + 1) * SHAPE.nodes * SHAPE.features));
  expect(noisy).not.toEqual(examples.inputs);
  expect(model.forward(parameters, { ...examples, inputs: noisy })).toEqual(outputs);
  const backwards = listed(examples, SHAPE).flatMap(({ nodes, edges }) => {
    const turned = (node: number): number => nodes.length - 1 - node;
    return graphOutput(named(model, parameters), 2, SHAPE.edgeTypes, {
      nodes: nodes.toReversed(),
      edges: edges.map(([one, other, type]) => [turned(one), turned(other), type]),
    });
  });
  backwards.forEach((y, i) => expect(y).toBeCloseTo(outputs[i] as number, 10));
});

test('on molecules it has the paper’s 30,321 parameters, 32 and 16 wide', () => {
  const model = graph.create(sectionOf(graph), molecules.shape(sectionOf(molecules)));
  expect(parameterCount(model.parameters)).toBe(30_321);
  const [hidden, last] = ['layer1.root', 'layer2.root'].map((name) => model.parameters.find((spec) => spec.name === name)?.shape);
  expect([hidden, last]).toEqual([
    [11, 32],
    [32, 16],
  ]);
});

test('examples that are no graphs are refused', () => {
  const model = graph.create(sectionOf(graph), SHAPE);
  const { edges: _, ...bare } = madeUp(SHAPE, 2, new Rng(1, 'bare'));
  expect(() => model.forward(randomParameters(model, new Rng(1, 'bare')), bare)).toThrow('no graphs');
  const { indexes, fill } = model.plan(2);
  expect(() => fill(bare, Object.fromEntries(indexes.map(({ name, rows, terms }) => [name, new Int32Array(rows * terms)])))).toThrow('no graphs');
});

test('the plan of real molecules has each bond from both ends and each atom once', () => {
  const dataset = molecules.dataset(sectionOf(molecules, { trainSize: 20, valSize: 5 }), new Rng(1, 'task'), { molecules: dataFile('molecules') });
  const shape = dataset.shape as GraphShape;
  const { train } = dataset;
  const { indexes, fill } = graph.create(sectionOf(graph), shape).plan(train.count);
  const forward = Object.fromEntries(indexes.map(({ name, rows, terms }) => [name, new Int32Array(rows * terms)]));
  fill(train, forward);
  const graphs = listed(train, shape);
  const [atoms, bonds] = [graphs.flatMap(({ nodes }) => nodes).length, graphs.flatMap(({ edges }) => edges).length];
  const present = (name: string): number => (forward[name] as Int32Array).filter((row) => row >= 0).length;
  expect([present('pool'), present('edges')]).toEqual([atoms, atoms + 2 * bonds]);
});
