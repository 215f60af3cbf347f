/**
 * Local complexity point by point and layer by layer (Humayun et al. 2024, §3): how many neurons of a layer change sign between the vertices of the
 * cross-polytope {x ± r·v_k} around a point. The neighbourhood is the probe's, in size and in directions.
 */
import { tensor, tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Device } from '../../backend/device.ts';
import { planBatch } from '../../data/batch.ts';
import type { Examples } from '../../data/dataset.ts';
import { partOf, repeatedRows } from '../../data/examples.ts';
import { planInputs } from '../../geometry/inputs.ts';
import { orthonormalFrame, signedFrame } from '../../geometry/localComplexity.ts';
import { signChanges } from '../../ops/signChanges.ts';
import { Rng } from '../../rng.ts';
import type { NetworkAt } from '../look.ts';

interface Neighbourhood {
  readonly radius: number;
  readonly directions: number;
  readonly countLogits: boolean;
  /** (P, D) */
  readonly frame: Float32Array;
}

const known = new WeakMap<NetworkAt['model'], Neighbourhood>();

/** As the probe of the run has it. */
export function neighbourhoodOf({ config, model }: NetworkAt): Neighbourhood {
  const before = known.get(model);
  if (before !== undefined) return before;
  const values = config.probes['localComplexity'] as unknown as Omit<Neighbourhood, 'frame'>;
  const { dimension } = model.geometry;
  const directions = Math.min(values.directions, dimension);
  const frame = orthonormalFrame(directions, dimension, new Rng(config.seed, 'frame'));
  const made = { radius: values.radius, directions, countLogits: values.countLogits, frame };
  known.set(model, made);
  return made;
}

/** Rows that go through the network at once, and multiply-adds. */
const [MOST_ROWS, AT_A_TIME] = [8192, 8e7];

/** Multiply-adds of one point. */
export function workOf(network: NetworkAt): number {
  const vertices = 2 * neighbourhoodOf(network).directions;
  return network.model.geometry.work(64 * vertices, 64 + vertices).multiplyAdds / 64;
}

/** (layers) arrays of `examples.count` numbers each. */
function foldsAt(network: NetworkAt, examples: Examples, device: Device): Float32Array[] {
  const { model, parameters: numbers } = network;
  const { geometry } = model;
  const { directions, radius, countLogits, frame } = neighbourhoodOf(network);
  const vertices = 2 * directions;
  const layers: Float32Array[] = [];
  tidy(() => {
    const parameters = model.parameters.map(({ shape }, i) => tensor(numbers[i] as Float32Array, [...shape], 'float32'));
    const batch = planBatch(geometry.pointPlan(examples.count), examples, model.constants, device);
    const points: Tensor2D = geometry.points(parameters, batch); // (n, D)
    const offsets = signedFrame(frame, directions, radius); // (2P, D)
    const inputs = planInputs(model, repeatedRows(examples, vertices), device);
    for (const z of geometry.preactivations(parameters, { points, offsets }, inputs, countLogits)) {
      layers.push(Float32Array.from(signChanges(z, vertices).dataSync<'float32'>()));
    }
  });
  return layers;
}

/** (layers, count) of all these examples, a part at a time: yields the share that is done. */
export function* foldsOf(
  network: NetworkAt,
  examples: Examples,
  device: Device,
): Generator<number, { readonly layers: number; readonly counts: Float32Array }> {
  const { count } = examples;
  const { rows = 1 } = network.model.geometry;
  const vertices = 2 * neighbourhoodOf(network).directions;
  const size = Math.max(1, Math.floor(Math.min(MOST_ROWS / (vertices * rows), AT_A_TIME / workOf(network))));
  let [layers, counts] = [0, new Float32Array(0)];
  for (let first = 0; first < count; first += size) {
    const part = partOf(examples, first, Math.min(first + size, count));
    const found = foldsAt(network, part, device);
    if (first === 0) [layers, counts] = [found.length, new Float32Array(found.length * count)];
    found.forEach((values, layer) => counts.set(values, layer * count + first));
    yield (first + part.count) / count;
  }
  return { layers, counts };
}
