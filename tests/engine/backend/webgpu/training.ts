/** A small training run on the current device. */
import { tensor, tensor1d, tidy, variable, variableGrads, zeros, type Scalar, type Tensor, type Tensor1D, type Variable } from '@tensorflow/tfjs-core';
import type { Device } from '../../../../src/engine/backend/device.ts';
import { planBatch, type OwnedBatch } from '../../../../src/engine/data/batch.ts';
import type { Examples } from '../../../../src/engine/data/dataset.ts';
import { losses } from '../../../../src/engine/losses/index.ts';
import { placeLoss } from '../../../../src/engine/losses/placed.ts';
import { models } from '../../../../src/engine/models/index.ts';
import { adamw } from '../../../../src/engine/optimizers/adamw.ts';
import { defaultsOf, type Value } from '../../../../src/engine/parameters.ts';
import type { Section } from '../../../../src/engine/registry.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { pairShape } from '../../../../src/engine/tasks/split.ts';

export interface Setup {
  readonly p: number;
  readonly model: string;
  readonly loss: string;
  readonly values?: Readonly<Record<string, Value>>;
  /** All pairs, or only as many. */
  readonly count?: number;
}

export interface Training {
  readonly parameters: readonly Variable[];
  readonly slots: readonly (readonly Tensor[])[];
  readonly batch: OwnedBatch;
  readonly scalars: Tensor1D;
  step(): void;
  scalarsOf(t: number): readonly number[];
  /** Every parameter's numbers, one after another. */
  weights(): Promise<number[]>;
  loss(): Promise<number>;
  dispose(): void;
}

/** `count` of the pairs (a, b) → a + b mod p, from a place in a fixed order of them. */
export function examples(p: number, count: number, from = 0): Examples {
  const tokens = new Int32Array(2 * count);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const pair = ((from + i) * 29) % (p * p);
    const [a, b] = [Math.floor(pair / p), pair % p];
    tokens.set([a, b], 2 * i);
    labels[i] = (a + b) % p;
  }
  return { count, inputs: tokens, targets: labels };
}

const seeded = (setup: Setup): Rng => new Rng(7, `${setup.model} ${setup.p}`);

export function training(device: Device, setup: Setup): Training {
  const { p, count = p * p } = setup;
  const definition = models.get(setup.model);
  const section = { id: definition.id, ...defaultsOf(definition.parameters), ...setup.values } as Section;
  const model = definition.create(section, pairShape(p));
  const batch = planBatch(model.plan(count), examples(p, count), model.constants, device, model.carried?.(count));
  const rng = seeded(setup);
  // A variable is a new tensor on its initial value's data: tidy frees the latter, variables stay.
  const parameters = tidy(() => model.parameters.map(({ init, shape }) => variable(tensor(init(rng), [...shape]))));
  const slots = tidy(() => adamw.slots.map(() => parameters.map(({ shape }) => variable(zeros(shape), false))));
  const scalars = tensor1d(new Float32Array(adamw.scalarCount));
  const loss = placeLoss({ id: setup.loss, ...defaultsOf(losses.get(setup.loss).parameters) }, device);
  const lossOf = (): Scalar => loss.loss(model.logits(parameters, batch), batch.targets) as Scalar;
  const values = { id: 'adamw', ...defaultsOf(adamw.parameters) } as Section;
  return {
    parameters,
    slots,
    batch,
    scalars,
    step: () =>
      tidy(() => {
        const { grads } = variableGrads(lossOf, parameters);
        const gradients = parameters.map(({ name }) => grads[name] as Tensor);
        adamw.update({ parameters, gradients, slots, scalars, start: [], hidden: [], values });
      }),
    scalarsOf: (t) => adamw.scalars(values, t),
    weights: async () => {
      const all: number[] = [];
      for (const parameter of parameters) all.push(...(await device.read(parameter)));
      return all;
    },
    loss: async () => {
      const value = tidy(lossOf);
      const [number] = await device.read(value);
      value.dispose();
      return number as number;
    },
    dispose: () => {
      for (const t of [...parameters, ...slots.flat(), scalars]) t.dispose();
      for (const owned of [batch, loss]) owned.dispose();
    },
  };
}
