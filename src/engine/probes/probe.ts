/** What a probe must offer. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Device } from '../backend/device.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Batch } from '../data/plan.ts';
import type { LossDef } from '../losses/loss.ts';
import type { Model } from '../models/model.ts';
import type { Parameters, Value, Values } from '../parameters.ts';
import type { Entry, Section, Typed } from '../registry.ts';
import type { Rng } from '../rng.ts';

export interface ProbeContext {
  readonly device: Device;
  readonly model: Model;
  readonly loss: LossDef;
  readonly lossSection: Section;
  readonly dataset: Dataset;
  readonly train: Batch;
  readonly val: Batch;
  readonly parameterNames: readonly string[];
  rng(stream: string): Rng;
}

export interface Probe {
  /** Where each number stands in the metrics event: ['train', 'loss'], ['weightNorms', 'embedding'], … */
  readonly series: readonly (readonly string[])[];
  /** One float32 tensor of `series.length` numbers; the caller disposes it. All due probes are read back at once. */
  measure(parameters: readonly Tensor[]): Tensor1D;
  dispose(): void;
}

export interface ProbeDef extends Entry {
  /** Whether this probe is due at an evaluation step, given its values; pure, so that the schedule follows from the config alone. */
  due(values: Record<string, Value>, step: number, steps: number): boolean;
  create(values: Record<string, Value>, context: ProbeContext): Probe | null;
}

export function defineProbe<const P extends Parameters>(
  entry: Typed<ProbeDef, P, 'due' | 'create'> & {
    due(values: Values<P>, step: number, steps: number): boolean;
    create(values: Values<P>, context: ProbeContext): Probe | null;
  },
): ProbeDef {
  return entry;
}
