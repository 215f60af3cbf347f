/** What a probe must offer. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Device } from '../backend/device.ts';
import type { RunConfig } from '../config/config.ts';
import type { Work } from '../cost/work.ts';
import type { Dataset, DatasetShape } from '../data/dataset.ts';
import type { Batch } from '../data/plan.ts';
import type { Cycle } from '../looks/circles/group.ts';
import type { PlacedLoss } from '../losses/placed.ts';
import type { Model } from '../models/model.ts';
import type { Parameters, Value, Values } from '../parameters.ts';
import type { Entry, Typed } from '../registry.ts';
import type { Rng } from '../rng.ts';
import type { Schedule } from '../run/schedule.ts';
import type { Sizes } from '../tasks/task.ts';
import type { Text } from '../text.ts';
import type { ChartSpec, Measure } from './chart.ts';

export interface ProbeContext {
  readonly device: Device;
  readonly model: Model;
  readonly loss: Pick<PlacedLoss, 'loss'>;
  readonly dataset: Dataset;
  readonly train: Batch;
  readonly val: Batch;
  readonly parameterNames: readonly string[];
  /** The numbers of which the task's inputs and answers are, in the order of its group; null where they are none. */
  readonly cycle: Cycle | null;
  rng(stream: string): Rng;
}

export interface Probe {
  /** Series keys of the numbers that `measure` returns, in their order: 'train.loss', 'weightNorms.embedding', … */
  readonly keys: readonly string[];
  /** One float32 tensor of `keys.length` numbers; the caller disposes it. All due probes are read back at once. */
  measure(parameters: readonly Tensor[]): Tensor1D;
  /**
   * Where a number takes an operation that devices do not have: `measure` returns `reads` numbers instead, of which `reduce` makes one for each key, on
   * the host in float64.
   */
  readonly onHost?: { readonly reads: number; reduce(numbers: Float32Array): readonly number[] };
  /** Further numbers, formed on the host in float64 from those that were read back. */
  derive?(values: Readonly<Record<string, number>>): Readonly<Record<string, number>>;
  dispose(): void;
}

/** What a probe may know of a run when it states its charts. */
export interface Measured {
  readonly shape: DatasetShape;
  readonly model: Model;
}

/** What will be measured, before it is made. */
export interface Subject {
  readonly model: Model;
  readonly sizes: Sizes;
  readonly cycle: Cycle | null;
}

export interface ProbeDef extends Entry {
  /** Top-level names of its keys. In the command line's JSON they are null at steps where it did not measure. */
  readonly names: readonly string[];
  /** Keys without whose finite value a run has diverged, and what they are called in the message. */
  readonly vital?: Readonly<Record<string, string>>;
  /** Whether its due steps are the run's evaluation steps. Exactly one probe paces. */
  readonly paces?: boolean;
  /** Values with which it measures nothing; absent: it always measures. */
  readonly off?: Readonly<Record<string, Value>>;
  /** Why it means nothing with such a config, where it then neither measures nor is offered; null where it means something, as always when absent. */
  lacks?(config: Pick<RunConfig, 'task' | 'model'>): Text | null;
  /** Of a run's evaluation steps, those at which it measures; at the last it always does. It follows from the config alone. */
  schedule(values: Record<string, Value>): Schedule;
  /** What one measurement takes; left out where that is next to nothing. Not called where it is off. */
  work?(values: Record<string, Value>, subject: Subject): Work;
  /** Not called where it is off. */
  create(values: Record<string, Value>, context: ProbeContext): Probe;
  /** Its charts, in the order of the page. Not called where it is off. */
  charts(values: Record<string, Value>, measured: Measured): readonly ChartSpec[];
  /** What its quantities are on such data, for the page's legend. */
  measures(shape: DatasetShape): readonly Measure[];
}

export function defineProbe<const P extends Parameters>(
  entry: Typed<ProbeDef, P, 'schedule' | 'work' | 'create' | 'charts' | 'off'> & {
    schedule(values: Values<P>): Schedule;
    work?(values: Values<P>, subject: Subject): Work;
    create(values: Values<P>, context: ProbeContext): Probe;
    charts(values: Values<P>, measured: Measured): readonly ChartSpec[];
    readonly off?: Partial<Values<P>>;
  },
): ProbeDef {
  return entry as unknown as ProbeDef;
}
