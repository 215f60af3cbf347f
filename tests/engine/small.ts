/** Small networks, examples and sections for the engine's tests. */
import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import type { Device } from '../../src/engine/backend/device.ts';
import type { Examples } from '../../src/engine/data/dataset.ts';
import { losses } from '../../src/engine/losses/index.ts';
import { placeLoss, type PlacedLoss } from '../../src/engine/losses/placed.ts';
import type { Chance } from '../../src/engine/ops/chance.ts';
import type { Model } from '../../src/engine/models/model.ts';
import { defaultsOf, type Value } from '../../src/engine/parameters.ts';
import type { Entry, Section } from '../../src/engine/registry.ts';
import type { Rng } from '../../src/engine/rng.ts';
import type { NamedParameters } from '../reference/numbers.ts';

/** An entry's section: its defaults, with some values replaced. */
export function sectionOf(entry: Entry, values: Readonly<Record<string, Value>> = {}): Section {
  return { ...defaultsOf(entry.parameters), ...values, id: entry.id };
}

/** For what must draw nothing. */
export const NO_CHANCE: Chance = {
  uniform: () => {
    throw new Error('nothing is drawn here');
  },
  normal: () => {
    throw new Error('nothing is drawn here');
  },
};

/** A loss at its defaults, with some values replaced; the caller disposes it. */
export function lossOn(device: Device, id: string, values: Readonly<Record<string, Value>> = {}): PlacedLoss {
  return placeLoss(sectionOf(losses.get(id), values), device);
}

/** `count` pairs of tokens drawn at random, so that some repeat, with random labels. */
export function randomExamples(count: number, vocabulary: number, classes: number, rng: Rng): Examples {
  return {
    count,
    inputs: Int32Array.from({ length: 2 * count }, () => rng.integer(vocabulary)),
    targets: Int32Array.from({ length: count }, () => rng.integer(classes)),
  };
}

export function pairsOf({ count, inputs: tokens }: Examples): number[][] {
  return Array.from({ length: count }, (_, i) => [tokens[2 * i] as number, tokens[2 * i + 1] as number]);
}

/** The model's own initial values plus N(0, spread²): no bias is zero and no gain is one, so that every gradient shows. */
export function randomParameters(model: Model, rng: Rng, spread = 0.3): Float32Array[] {
  return model.parameters.map(({ name, init }) => init(rng.split(name)).map((x) => x + spread * rng.normal()));
}

export function onDevice(model: Model, values: readonly Float32Array[]): Tensor[] {
  return model.parameters.map(({ shape }, i) => tensor((values[i] as Float32Array).slice(), [...shape], 'float32'));
}

/** The same numbers for the float64 reference. */
export function named(model: Model, values: readonly ArrayLike<number>[]): NamedParameters {
  return new Map(model.parameters.map(({ name, shape }, i) => [name, { shape, data: Float64Array.from(values[i] as ArrayLike<number>) }]));
}
