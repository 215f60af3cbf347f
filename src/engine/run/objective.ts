/** What a training step minimises: the loss on the examples as they are, or on what an attack makes of them. */
import { add, grads, sub, tidy, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { AdversarialValues } from '../adversarial/parameters.ts';
import { boxOf, logitsAt, pgd, type Attack } from '../adversarial/pgd.ts';
import type { Device } from '../backend/device.ts';
import { planBatch, type OwnedBatch } from '../data/batch.ts';
import type { DatasetShape, Examples } from '../data/dataset.ts';
import { planInputs } from '../geometry/inputs.ts';
import type { PlacedLoss } from '../losses/placed.ts';
import type { Model } from '../models/model.ts';
import type { Chance } from '../ops/chance.ts';

export interface Objective {
  /** Gradient of each parameter. Kernels only, the same ones at every call; the caller disposes the result. */
  gradients(parameters: readonly Tensor[]): Tensor[];
  /** Replaces the examples by as many others. */
  refill(examples: Examples): void;
  dispose(): void;
}

export interface Training {
  readonly model: Model;
  readonly shape: DatasetShape;
  readonly loss: Pick<PlacedLoss, 'loss'>;
  readonly device: Device;
  /** What a model draws at random while it trains. */
  readonly chance: Chance;
}

/** Loss on the batch, which stays the caller's to dispose. */
export function plainObjective({ model, loss, chance }: Training, batch: OwnedBatch): Objective {
  const gradientsOf = grads((...p) => loss.loss(model.logits(p, batch, chance), batch.targets));
  return { gradients: (parameters) => gradientsOf([...parameters]), refill: (next) => batch.refill(next), dispose: () => undefined };
}

/** Where the random starts of a run come from: `counters` holds the number of the step at entry `at`. */
export interface Starts {
  readonly seed: number;
  readonly counters: Tensor1D;
  readonly at: number;
}

/**
 * min_θ mean_i max_{x in the box around xᵢ} L(θ; x, yᵢ) (Madry et al. 2018, eq. 2.1): PGD looks for the worst x, and the gradient in θ is taken
 * there with the found move held still. Images move in pixel space, graphs in their nodes' features; tokens in the space of their embeddings, which go on learning through
 * the moved points.
 */
export function adversarialObjective(training: Training, examples: Examples, values: AdversarialValues, starts: Starts): Objective {
  const { model, shape, loss, device } = training;
  const { geometry } = model;
  const { count } = examples;
  const batch: OwnedBatch = planBatch(geometry.pointPlan(count), examples, model.constants, device);
  const inputs = planInputs(model, examples, device);
  /** Tokens lie where the parameters put them. */
  const moves = shape.kind === 'tokens';
  const attack: Attack = {
    box: boxOf(values.epsilon, shape),
    stepSize: values.stepSize,
    steps: values.steps,
    start: values.randomStart ? starts : null,
  };
  /** Worst points (n, D) of data that no parameter moves, or worst moves (n, D) of points that parameters make. */
  const worst = (parameters: readonly Tensor[]): Tensor2D =>
    tidy(() => {
      const centre = geometry.points(parameters, batch);
      const found = pgd({ geometry, parameters, inputs, targets: batch.targets }, centre, attack);
      return moves ? sub(found, centre) : found;
    });
  return {
    gradients: (parameters) =>
      tidy(() => {
        const found = worst(parameters);
        return grads((...p) => {
          const x = moves ? add<Tensor2D>(geometry.points(p, batch), found) : found;
          return loss.loss(logitsAt({ geometry, parameters: p, inputs }, x), batch.targets);
        })([...parameters]);
      }),
    refill: (next) => {
      batch.refill(next);
      if (geometry.bound === true) inputs.refill(next);
    },
    dispose: () => {
      batch.dispose();
      inputs.dispose();
    },
  };
}
