/** Trains one point of an LU landscape (landscape.ts) and reports its minima. */
import type { BackendChoice, BackendRequest } from '../backend/choice.ts';
import { DeviceLost, type Device } from '../backend/device.ts';
import type { Backends } from '../backend/select.ts';
import type { RunConfig } from '../config/config.ts';
import type { Dataset } from '../data/dataset.ts';
import { evaluation } from '../probes/evaluation.ts';
import { loadDataset } from '../run/data.ts';
import type { Host } from '../run/host.ts';
import { createTrainer } from '../run/trainer.ts';
import { trialOf } from '../run/trial.ts';
import { tasks } from '../tasks/index.ts';
import type { Metrics } from '../run/events.ts';
import type { LandscapePoint } from './point.ts';

/** Where the training of a point is. */
export interface PointProgress {
  readonly step: number;
  /** The norm that is held. */
  readonly norm: number;
}

/** Longest stretch of steps between two turns to whoever trains the point, in milliseconds: what it takes to hear «pause». */
const SLICE_MS = 100;

const lower = (low: number | null, value: number): number | null => (Number.isFinite(value) && (low === null || value < low) ? value : low);

const sideOf = (values: Metrics['values'], side: 'train' | 'val') => ({
  loss: values[`${side}.loss`] as number,
  accuracy: values[`${side}.accuracy`] as number,
});

/**
 * Trains one point of a plan and yields between slices of steps; whoever drives it may wait there, or leave with `return()`.
 * @param config a point's config, as the plan has it. @param now milliseconds on a monotonic clock; decides nothing about the numbers.
 * @throws DeviceLost; the point must then be trained again from its start.
 */
async function* trainPoint(config: RunConfig, dataset: Dataset, device: Device, now: () => number): AsyncGenerator<PointProgress, LandscapePoint, void> {
  const { steps } = config;
  const logEvery = config.probes[evaluation.id]?.['every'] as number;
  const trainer = createTrainer(config, dataset, device, null);
  let norm: number | null = null;
  let drift = 0;
  let diverged: number | null = null;
  const least = { trainLoss: null as number | null, testLoss: null as number | null, trainError: 1, testError: 1 };
  let perSlice = 1;
  let lost = false;
  try {
    for (;;) {
      const { step } = trainer;
      if (step % logEvery === 0 || step === steps) {
        const { values } = await trainer.measure();
        const [train, val, weightNorm] = [sideOf(values, 'train'), sideOf(values, 'val'), values['weightNorm'] as number];
        norm ??= weightNorm;
        drift = Math.max(drift, Math.abs(weightNorm / norm - 1));
        least.trainLoss = lower(least.trainLoss, train.loss);
        least.testLoss = lower(least.testLoss, val.loss);
        least.trainError = Math.min(least.trainError, 1 - train.accuracy);
        least.testError = Math.min(least.testError, 1 - val.accuracy);
        if (![train.loss, val.loss, weightNorm].every(Number.isFinite)) diverged = step;
      }
      if (step === steps || diverged !== null) break;
      const start = now();
      const taken = Math.min(perSlice, logEvery - (step % logEvery), steps - step);
      trainer.advance(taken);
      // The next evaluation waits for the device anyway.
      if (taken < logEvery) await trainer.settle();
      perSlice = Math.max(1, Math.min(logEvery, Math.round(taken * Math.min(2, SLICE_MS / Math.max(now() - start, 0.1)))));
      yield { step: trainer.step, norm: norm ?? 0 };
    }
    const { trainAmount } = tasks.get(config.task.id);
    return {
      type: 'landscape',
      alpha: config.init.scale,
      norm: norm ?? 0,
      ...least,
      amount: config.task[trainAmount] as number,
      trainSize: trainer.trainSize,
      steps: trainer.step,
      drift,
      diverged,
      backend: device.backend,
    };
  } catch (error) {
    lost = error instanceof DeviceLost;
    throw error;
  } finally {
    // What a lost device held is gone already.
    if (!lost) trainer.dispose();
  }
}

/** Whoever has a point trained: the worker, the command line, a test. */
export interface PointHost extends Pick<Host, 'now' | 'file'> {
  /** Gives control back for a moment, for as long as the point shall pause. Says whether to go on. */
  turn(): Promise<'on' | 'stop'>;
  opened?(choice: BackendChoice): void;
  progress?(progress: PointProgress): void;
}

/** Devices that may be lost on one point before WebGPU is left alone. */
const MAX_LOSSES = 2;

/**
 * Trains one point of a plan on a backend; where its device is lost, from its start on a fresh one, so that the numbers stay the same.
 * @returns null when it was stopped. @throws Error when no backend works at all, or a data file cannot be had.
 */
export async function runPoint(config: RunConfig, host: PointHost, backends: Backends, backend: BackendRequest): Promise<LandscapePoint | null> {
  const dataset = await loadDataset(config, host);
  for (let losses = 0; ; losses++) {
    const { device, choice } = await backends.open(losses > MAX_LOSSES ? 'wasm' : backend, trialOf(config, dataset, host));
    host.opened?.(choice);
    const training = trainPoint(config, dataset, device, host.now);
    try {
      for (;;) {
        const next = await training.next();
        if (next.done === true) return next.value;
        host.progress?.(next.value);
        if ((await host.turn()) === 'stop') return null;
      }
    } catch (error) {
      if (!(error instanceof DeviceLost)) throw error;
      backends.forget(device);
    } finally {
      await training.return(null as never);
    }
  }
}
