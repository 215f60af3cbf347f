/** One network in training on one device: its tensors, its step, its probes. `run.ts` decides when; this file does. */
import { concat, tensor, tensor1d, tidy, zeros, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Device } from '../backend/device.ts';
import type { RunConfig } from '../config/config.ts';
import { withChanges, withPatch } from '../config/live.ts';
import { planBatch } from '../data/batch.ts';
import type { Dataset } from '../data/dataset.ts';
import { placeLoss } from '../losses/placed.ts';
import { models } from '../models/index.ts';
import { project } from '../ops/parameters.ts';
import { optimizers } from '../optimizers/index.ts';
import { measuring, pacing } from '../probes/measuring.ts';
import type { Probe } from '../probes/probe.ts';
import { Rng } from '../rng.ts';
import { Batches } from './batches.ts';
import type { Change } from './change.ts';
import type { Metrics } from './events.ts';
import type { AnswersAt, ParametersAt } from './host.ts';
import { initialParameters } from './initial.ts';
import type { MilestoneKind } from './milestone.ts';
import { adversarialObjective, plainObjective } from './objective.ts';
import { createAnswerer, sampleOf, type Answerer } from './sample.ts';
import type { Snapshot } from './snapshot.ts';

export interface Trainer {
  /** Updates made so far. */
  readonly step: number;
  readonly parameterCount: number;
  readonly trainSize: number;
  readonly valSize: number;
  /** Makes `count` updates without reading anything back. @throws DeviceLost */
  advance(count: number): void;
  /** Waits until the device has done what it was given. @throws DeviceLost */
  settle(): Promise<void>;
  /** Whether this step is on the evaluation schedule. */
  isDue(): boolean;
  /** Steps from here to the next evaluation step; at least 1. */
  stepsUntilDue(): number;
  /** Runs the evaluation and the other probes that are due, and reads their numbers back together. @throws DeviceLost */
  measure(): Promise<Metrics>;
  /** A copy of the parameters. @throws DeviceLost */
  parameters(): Promise<ParametersAt>;
  /** What the network says to the run's sample. @throws DeviceLost */
  answers(): Promise<AnswersAt>;
  /** @throws DeviceLost */
  snapshot(milestones: readonly MilestoneKind[]): Promise<Snapshot>;
  /** Makes a change: from the next update on, or where its step is yet to come, from there. Changes come in the order of their steps. */
  change(change: Change): void;
  dispose(): void;
}

/** Joint L2 norm. */
function lengthOf(arrays: readonly Float32Array[]): number {
  let sum = 0;
  for (const array of arrays) for (const x of array) sum += x * x;
  return Math.sqrt(sum);
}

/** Gives the numbers of all due probes their names. */
function metricsOf(step: number, due: readonly Probe[], numbers: Float32Array): Metrics {
  const values: Record<string, number> = {};
  let next = 0;
  for (const { keys, derive } of due) {
    const own = Object.fromEntries(keys.map((key) => [key, numbers[next++] as number]));
    Object.assign(values, own, derive?.(own));
  }
  return { type: 'metrics', step, values };
}

/**
 * Builds the network of a validated config on a device: freshly initialised, or as `from` left it. The caller disposes it.
 */
export function createTrainer(config: RunConfig, dataset: Dataset, device: Device, from: Snapshot | null): Trainer {
  const model = models.get(config.model.id).create(config.model, dataset.shape);
  const optimizer = optimizers.get(config.optimizer.id);
  let step = from?.step ?? 0;
  const made: Change[] = [...(from?.changes ?? [])];
  const coming: Change[] = [];
  /** The config as the changes made so far left it. */
  let current = withChanges(config, made);
  const loss = placeLoss(current.loss, device);

  const rng = (stream: string): Rng => new Rng(config.seed, stream);
  const values = from?.parameters ?? initialParameters(config, model);
  const parameters = model.parameters.map(({ shape }, i) => tensor((values[i] as Float32Array).slice(), [...shape], 'float32'));
  const slots = optimizer.slots.map((_, s) =>
    model.parameters.map(({ shape }, i) => {
      const saved = from?.slots[s]?.[i];
      return saved === undefined ? zeros([...shape]) : tensor(saved.slice(), [...shape], 'float32');
    }),
  );
  const heldNorm = config.constraint.norm === 'free' ? null : (from?.heldNorm ?? lengthOf(values));

  const size = Math.min(optimizer.batchSize(config.optimizer) ?? Infinity, dataset.train.count);
  const batches = size < dataset.train.count ? new Batches(dataset.train, size, rng('batches')) : null;
  const train = planBatch(model.plan(dataset.train.count), dataset.train, model.constants, device);
  const val = planBatch(model.plan(dataset.val.count), dataset.val, model.constants, device);

  const attacked = config.adversarial.train !== 'off';
  // Behind the optimiser's scalars stands the number of the step, for the attacks' random starts: float32 counts to 2²⁴.
  const scalars = tensor1d(new Float32Array(optimizer.scalarCount + (attacked ? 1 : 0)));
  const scalarsAt = (done: number): readonly number[] => {
    const row = optimizer.scalars(current.optimizer, done + 1);
    return attacked ? [...row, done] : row;
  };
  const training = { model, shape: dataset.shape, loss, device };
  const starts = { seed: rng('attack').integer(2 ** 31), counters: scalars, at: optimizer.scalarCount };
  const batch = batches === null || attacked ? train : planBatch(model.plan(size), batches.at(0), model.constants, device);
  const objective = attacked ? adversarialObjective(training, batches?.at(0) ?? dataset.train, config.adversarial, starts) : plainObjective(training, batch);
  const stepper = device.stepper(() => {
    tidy(() => {
      optimizer.update(parameters, objective.gradients(parameters), slots, scalars);
      if (heldNorm !== null) project(parameters, heldNorm);
    });
  }, scalars);

  const context = { device, model, loss, dataset, train, val, parameterNames: model.parameters.map(({ name }) => name), rng };
  const created = measuring(config).map(({ def, values: probeValues }) => ({ def, values: probeValues, probe: def.create(probeValues, context) }));
  const pace = pacing();

  let answerer: Answerer | null = null;

  /** Makes the changes that have come. */
  const change = (): void => {
    for (let next = coming[0]; next !== undefined && next.step <= step; next = coming[0]) {
      current = withPatch(current, next.patch);
      loss.set(current.loss);
      made.push(next);
      coming.shift();
    }
  };

  const dueAt = (at: number): boolean => pace.due(config.probes[pace.id] ?? {}, at, config.steps);

  return {
    get step() {
      return step;
    },
    parameterCount: parameters.reduce((sum, p) => sum + p.size, 0),
    trainSize: dataset.train.count,
    valSize: dataset.val.count,
    advance(count) {
      const end = step + count;
      while (step < end) {
        change();
        const first = step;
        const refill = batches === null ? null : (i: number): void => objective.refill(batches.at(first + i));
        const taken = Math.min(end, coming[0]?.step ?? end) - first;
        stepper.advance(taken, (i) => scalarsAt(first + i), refill);
        step += taken;
      }
    },
    async settle() {
      await device.read(scalars);
    },
    isDue: () => dueAt(step),
    stepsUntilDue() {
      let count = 1;
      while (!dueAt(step + count)) count++;
      return count;
    },
    async measure() {
      const due = created.filter(({ def, values: v }) => def === pace || def.due(v, step, config.steps)).map(({ probe }) => probe);
      const at = step;
      const packed: Tensor1D = tidy(() => concat(due.map((probe) => probe.measure(parameters))));
      try {
        return metricsOf(at, due, await device.read(packed));
      } finally {
        packed.dispose();
      }
    },
    async parameters() {
      const at = step;
      return { step: at, parameters: await Promise.all(parameters.map((t) => device.read(t))) };
    },
    async answers() {
      const at = step;
      answerer ??= createAnswerer(model, sampleOf(dataset), device);
      return { step: at, answers: await answerer.ask(parameters) };
    },
    async snapshot(milestones) {
      const [at, changes] = [step, [...made]];
      const read = (tensors: readonly Tensor[]): Promise<Float32Array[]> => Promise.all(tensors.map((t) => device.read(t)));
      const [p, ...s] = await Promise.all([parameters, ...slots].map(read));
      return { step: at, parameters: p as Float32Array[], slots: s, heldNorm, changes, milestones: [...milestones] };
    },
    change(next) {
      coming.push(next);
      change();
    },
    dispose() {
      stepper.dispose();
      answerer?.dispose();
      for (const { probe } of created) probe.dispose();
      for (const owned of new Set([train, val, batch, objective, loss])) owned.dispose();
      for (const t of [...parameters, ...slots.flat(), scalars]) t.dispose();
    },
  };
}
