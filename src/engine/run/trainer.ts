/** One network in training on one device: its tensors, its step, its probes. `run.ts` decides when; this file does. */
import { concat, tensor, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Device } from '../backend/device.ts';
import type { RunConfig } from '../config/config.ts';
import { planBatch } from '../data/batch.ts';
import type { Dataset } from '../data/dataset.ts';
import { cycleIn } from '../looks/circles/lacks.ts';
import { placeLoss } from '../losses/placed.ts';
import { models } from '../models/index.ts';
import { chanceOf } from '../ops/chance.ts';
import { optimizers } from '../optimizers/index.ts';
import { measuring, pacing } from '../probes/measuring.ts';
import type { Probe } from '../probes/probe.ts';
import { Rng } from '../rng.ts';
import { Batches } from './batches.ts';
import type { Change } from './change.ts';
import { Course } from './course.ts';
import type { Metrics } from './events.ts';
import { lengthOf } from './graft.ts';
import type { ParametersAt } from './host.ts';
import { initialParameters } from './initial.ts';
import type { Learned } from './learned.ts';
import { modelOf } from './network.ts';
import { adversarialObjective, plainObjective } from './objective.ts';
import { ScalarRow } from './scalarRow.ts';
import { isScheduled } from './schedule.ts';
import type { Snapshot } from './snapshot.ts';
import { Updates } from './updates.ts';

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
  /** @throws DeviceLost */
  snapshot(learned: Learned): Promise<Snapshot>;
  /**
   * Goes on from a snapshot of the same run, with the steps that it has ready. Returns whether it can: where the snapshot's changes are those that it
   * has made, and no other is to come.
   */
  goTo(snapshot: Snapshot): boolean;
  /** Makes a change of live fields: from the next update on, or where its step is yet to come, from there. Changes come in the order of their steps. */
  change(change: Change): void;
  dispose(): void;
}

/** Gives the numbers of all due probes their names. */
function metricsOf(step: number, due: readonly Probe[], numbers: Float32Array): Metrics {
  const values: Record<string, number> = {};
  let next = 0;
  for (const { keys, onHost, derive } of due) {
    const read = numbers.subarray(next, (next += onHost?.reads ?? keys.length));
    const formed: ArrayLike<number> = onHost?.reduce(read) ?? read;
    const own = Object.fromEntries(keys.map((key, i) => [key, formed[i] as number]));
    Object.assign(values, own, derive?.(own));
  }
  return { type: 'metrics', step, values };
}

/**
 * Builds the network of a validated config on a device: freshly initialised, or as `from` left it, with the changes that it has made. The caller
 * disposes it. @param dataset of the config after those changes.
 */
export function createTrainer(began: RunConfig, dataset: Dataset, device: Device, from: Snapshot | null): Trainer {
  const course = new Course(began, from);
  const { config } = course;
  const model = models.get(config.model.id).create(config.model, dataset.shape);
  const optimizer = optimizers.get(config.optimizer.id);
  const loss = placeLoss(config.loss, device);

  const rng = (stream: string): Rng => new Rng(config.seed, stream);
  const values = from?.parameters ?? initialParameters(config, model, dataset.start);
  const placed = (arrays: readonly Float32Array[]): Tensor[] =>
    model.parameters.map(({ shape }, i) => tensor((arrays[i] as Float32Array).slice(), [...shape], 'float32'));
  const parameters = placed(values);
  const start = optimizer.looksBack(config.optimizer) ? placed(initialParameters(began, modelOf(began), dataset.start)) : [];
  const heldNorm = config.constraint.norm === 'free' ? null : (from?.heldNorm ?? lengthOf(values));

  const size = Math.min(optimizer.batchSize(config.optimizer, dataset.train.count), dataset.train.count);
  const batches = size < dataset.train.count ? new Batches(dataset.train, size, rng('batches')) : null;
  const train = planBatch(model.plan(dataset.train.count), dataset.train, model.constants, device);
  const val = planBatch(model.plan(dataset.val.count), dataset.val, model.constants, device);

  const attacked = config.adversarial.train !== 'off';
  const row = new ScalarRow(course);
  const chance = (name: string) => chanceOf(rng(name).integer(2 ** 31), row.tensor, row.counter);
  const training = { model, shape: dataset.shape, loss, device, chance: chance('dropout') };
  const starts = { seed: rng('attack').integer(2 ** 31), counters: row.tensor, at: row.counter };
  const batch = batches === null || attacked ? train : planBatch(model.plan(size), batches.at(0), model.constants, device, model.carried?.(size));
  if (from?.carried !== undefined) batch.restart(from.carried);
  const objective = attacked ? adversarialObjective(training, batches?.at(0) ?? dataset.train, config.adversarial, starts) : plainObjective(training, batch);
  const updates = new Updates({ device, course, parameters, specs: model.parameters, start, objective, row, chance, heldNorm }, from?.slots ?? null);

  const parameterNames = model.parameters.map(({ name }) => name);
  const context = { device, model, loss, dataset, train, val, parameterNames, cycle: cycleIn(config), rng };
  const created = measuring(config).map(({ def, values: probeValues }) => ({ def, values: probeValues, probe: def.create(probeValues, context) }));
  const pace = pacing();

  /** Makes the changes that have come. */
  const turn = (): void => {
    if (!course.turn()) return;
    loss.set(course.config.loss);
    updates.turn();
  };

  const evaluations = pace.schedule(config.probes[pace.id] ?? {});
  const dueAt = (at: number): boolean => isScheduled(evaluations, at, config.steps);

  return {
    get step() {
      return course.step;
    },
    parameterCount: parameters.reduce((sum, p) => sum + p.size, 0),
    trainSize: dataset.train.count,
    valSize: dataset.val.count,
    advance(count) {
      const end = course.step + count;
      while (course.step < end) {
        turn();
        const first = course.step;
        const refill = (i: number): void => {
          objective.refill((batches as Batches).at(first + i));
          if (batches?.begins(first + i) === true && batch.states.length > 0) batch.restart();
        };
        updates.take(course.room(end), batches === null ? null : refill);
      }
    },
    async settle() {
      await device.read(row.tensor);
    },
    isDue: () => dueAt(course.step),
    stepsUntilDue() {
      let count = 1;
      while (!dueAt(course.step + count)) count++;
      return count;
    },
    async measure() {
      const at = course.step;
      const due = created.filter(({ def, values: v }) => def === pace || isScheduled(def.schedule(v), at, config.steps)).map(({ probe }) => probe);
      const packed: Tensor1D = tidy(() => concat(due.map((probe) => probe.measure(parameters))));
      try {
        return metricsOf(at, due, await device.read(packed));
      } finally {
        packed.dispose();
      }
    },
    async parameters() {
      const at = course.step;
      return { step: at, parameters: await Promise.all(parameters.map((t) => device.read(t))) };
    },
    async snapshot(learned) {
      const [at, changes] = [course.step, [...course.made]];
      const read = (tensors: readonly Tensor[]): Promise<Float32Array[]> => Promise.all(tensors.map((t) => device.read(t)));
      const [p, carried, ...s] = (await Promise.all([parameters, batch.states, ...updates.slots].map(read))) as [
        Float32Array[],
        Float32Array[],
        ...Float32Array[][],
      ];
      return { step: at, parameters: p, slots: s, heldNorm, changes, learned, ...(carried.length === 0 ? {} : { carried }) };
    },
    goTo(snapshot) {
      if (!course.isAt(snapshot.changes) || snapshot.heldNorm !== heldNorm) return false;
      const put = (arrays: readonly Float32Array[], into: readonly Tensor[]): void => into.forEach((t, i) => device.write(t, arrays[i] as Float32Array));
      put(snapshot.parameters, parameters);
      updates.slots.forEach((slot, i) => put(snapshot.slots[i] as readonly Float32Array[], slot));
      if (batch.states.length > 0) batch.restart(snapshot.carried);
      course.step = snapshot.step;
      return true;
    },
    change(next) {
      course.expect(next);
      turn();
    },
    dispose() {
      for (const { probe } of created) probe.dispose();
      for (const owned of new Set([updates, train, val, batch, objective, loss, row])) owned.dispose();
      for (const t of [...parameters, ...start]) t.dispose();
    },
  };
}
