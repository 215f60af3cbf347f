/**
 * The contracts between the engine's parts, and between the engine and whoever drives it (worker, command line, tests).
 * Every `…Def` is one entry of a registry; `define…` checks its parameters' types and forgets them.
 */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Device } from './backend/device.ts';
import type { Inputs } from './geometry/hull.ts';
import type { PiecewiseNetwork } from './geometry/regions/network.ts';
import type { Parameters, Value, Values } from './parameters.ts';
import type { Problem } from './problem.ts';
import type { Rng } from './rng.ts';
import type { Text } from './text.ts';

/** What every registry entry says of itself. */
export interface Entry {
  readonly id: string;
  readonly label: Text;
  /** One or two sentences for the form. */
  readonly summary: Text;
  /** Paper and section, for example 'Power et al. 2022, §A.1'. */
  readonly reference?: string;
  readonly parameters: Parameters;
}

/** One section of a config: which entry, and its parameters' values. */
export type Section = { readonly id: string } & Readonly<Record<string, Value>>;

// ------------------------------------------------------------------------------------------------ tasks

/**
 * Examples, row-major: of example i, `inputs` holds its tokens (int32) or its vector (float32), and `targets` its class (int32) or its values
 * (float32), as the dataset's shape says.
 */
export interface Examples {
  readonly count: number;
  /** int32 (count, arity), or float32 (count, dimension) */
  readonly inputs: Int32Array | Float32Array;
  /** int32 (count), or float32 (count, outputs) */
  readonly targets: Int32Array | Float32Array;
}

/** What an example's answer is: a class, or as many real values as the network has outputs. */
export type Target =
  | { readonly kind: 'class' }
  /** An answer counts as right when its mean squared error is below `tolerance`. */
  | { readonly kind: 'value'; readonly tolerance: number };

interface Answered {
  readonly target: Target;
  /** Numbers that the network puts out: one logit per class, or one per value. */
  readonly outputs: number;
}

/** Inputs that are `arity` tokens out of `vocabulary`. */
export interface TokenShape extends Answered {
  readonly kind: 'tokens';
  readonly arity: number;
  readonly vocabulary: number;
}

/** Inputs that are points of R^dimension. */
export interface VectorShape extends Answered {
  readonly kind: 'vectors';
  readonly dimension: number;
  /** Pixels, row by row, where the inputs are grey images. */
  readonly image: { readonly rows: number; readonly columns: number } | null;
  /** Smallest and largest value that an input can have, where it has bounds. */
  readonly domain: readonly [min: number, max: number] | null;
}

export type DatasetShape = TokenShape | VectorShape;

export interface Dataset {
  readonly shape: DatasetShape;
  readonly train: Examples;
  readonly val: Examples;
}

/** A file that a task's data comes from. Whoever drives a run knows where it lies. */
export type DataFile = 'digits' | 'mnist';
/** The contents of a task's files. */
export type Files = Readonly<Partial<Record<DataFile, Uint8Array>>>;

/** To be shown with the data. */
interface Credit {
  readonly text: Text;
  readonly url: string;
}

export interface TaskDef extends Entry {
  /** The parameter that says how much training data there is: a share of a table, or a number of examples. */
  readonly trainAmount: string;
  /** Files without which `dataset` cannot do. */
  readonly files?: readonly DataFile[];
  /** What can be known without making the data; cheap. */
  shape(values: Section): DatasetShape;
  /** An example's tokens as a reader would write them, for example «3 + 4»; without it, (3, 4). */
  question?(values: Section, tokens: readonly number[]): string;
  /** A class as a reader would write it; without it, its number. */
  answer?(label: number): string;
  /** Who made the data, and under which licence it is shown here. */
  readonly credit?: Credit;
  /** Conditions that span several parameters. `path` of each problem is relative to the section. */
  check?(values: Section): readonly Problem[];
  /** Makes the data; `rng` is the only source of chance. @throws Error when one of `files` is missing. */
  dataset(values: Section, rng: Rng, files?: Files): Dataset;
}

// ------------------------------------------------------------------------------------------------ models

export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** Initial values before the init scale α is applied; length is the product of `shape`. */
  readonly init: (rng: Rng) => Float32Array;
}

/**
 * Integer index of table rows: output row n sums the table rows `forward[n, 0…terms-1]` (-1: none).
 * `offsets` and `entries` are the same relation seen from the table (CSR), so that a backward pass can gather instead of scatter:
 * table row t receives output rows `entries[offsets[t] … offsets[t+1]-1]`.
 */
export interface RowIndex {
  readonly tableRows: number;
  readonly rows: number;
  readonly terms: number;
  /** int32 (rows, terms) */
  readonly forward: Tensor2D;
  /** int32 (tableRows + 1) */
  readonly offsets: Tensor1D;
  /** int32 (rows · terms); unused tail is 0 */
  readonly entries: Tensor1D;
}

/** A RowIndex before it is on a device. */
export interface RowIndexSpec {
  readonly name: string;
  readonly tableRows: number;
  readonly rows: number;
  readonly terms: number;
}

/**
 * What a model wants to know about a set of examples, as integers of fixed size: the sizes follow from the number of examples alone, so
 * that a mini-batch can be exchanged in place.
 */
export interface Plan {
  readonly indexes: readonly RowIndexSpec[];
  /** Writes every index's `forward` (rows × terms) for these examples. */
  fill(examples: Examples, forward: Readonly<Record<string, Int32Array>>): void;
}

/** Examples on the device, planned for one model. */
export interface Batch {
  readonly count: number;
  /** int32 (count) classes, or float32 (count, outputs) values. */
  readonly targets: Tensor;
  /** float32 (count, dimension) @throws Error when the examples are tokens. */
  readonly inputs: Tensor2D;
  /** @throws Error when the plan has no index of that name. */
  index(name: string): RowIndex;
  /** @throws Error when the model has no constant of that name. */
  constant(name: string): Tensor;
}

/** A table that a model reads and never trains, for example sinusoidal positions. */
export interface Constant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface Model {
  readonly parameters: readonly ParameterSpec[];
  readonly constants: readonly Constant[];
  plan(count: number): Plan;
  /** (count, outputs); differentiable in `parameters`, which come in the order of `this.parameters`. For gradients in inputs see `geometry`. */
  logits(parameters: readonly Tensor[], batch: Batch): Tensor2D;
  /** The piecewise view that local complexity, linear regions and attacks look at. */
  readonly geometry: Geometry;
}

/** A model as a function of a real-valued input: one-hot or pixel space for an MLP, the residual input for a transformer. */
export interface Geometry {
  /** Width of the input space, D. */
  readonly dimension: number;
  /** Names the space in the page. */
  readonly space: Text;
  /** Whether sign changes count linear regions (piecewise-linear activations) or just sign changes. */
  readonly piecewiseLinear: boolean;
  /** The integers that `points` needs for `count` examples. */
  pointPlan(count: number): Plan;
  /** (count, D): where the examples lie in the input space. */
  points(parameters: readonly Tensor[], batch: Batch): Tensor2D;
  /** The integers that `preactivations` needs for `count` inputs; independent of any example. */
  inputPlan(count: number): Plan;
  /**
   * Pre-activations of every hidden layer, first to last, each (m, H_ℓ), and the logits (m, outputs) at the end when asked.
   * `x` is (m, D), or a hull of m rows; `batch` comes from `inputPlan(m)`.
   */
  preactivations(parameters: readonly Tensor[], x: Inputs, batch: Batch, countLogits: boolean): Tensor2D[];
  /** What linear regions are cut from, or why there are none. */
  readonly regions: PiecewisePart | { readonly none: Text };
}

/** A model, or a part of it up to the outputs, as a piecewise-linear function of its input: on the host, from parameters read back. */
export interface PiecewisePart {
  /** Names its input space in the page. */
  readonly space: Text;
  /** Says which part of the model it is, and why not all; null where it is the whole. */
  readonly part: Text | null;
  network(parameters: readonly Float32Array[]): PiecewiseNetwork;
  /** (count, D), row-major: where the examples lie in the input space. */
  points(parameters: readonly Float32Array[], examples: Examples): Float64Array;
}

export interface ModelDef extends Entry {
  /** Kinds of input that this model can read. */
  readonly reads: readonly DatasetShape['kind'][];
  check?(values: Section, shape: DatasetShape): readonly Problem[];
  /** Pure and cheap: makes no tensor. */
  create(values: Section, shape: DatasetShape): Model;
}

// ------------------------------------------------------------------------------------------------ losses, optimisers

export interface LossDef extends Entry {
  /** Kinds of answer that this loss compares with. */
  readonly compares: readonly Target['kind'][];
  /** Mean loss over the rows, a scalar; differentiable in `logits` (n, outputs). `targets` as in Batch. */
  loss(logits: Tensor2D, targets: Tensor): Tensor;
}

export interface OptimizerDef extends Entry {
  /** State tensors of a parameter's shape that this optimiser keeps for each parameter, for example m and v. */
  readonly slots: readonly string[];
  /** How many per-step scalars `scalars` writes. */
  readonly scalarCount: number;
  /**
   * Everything that changes from step to step, in float64 on the host, for update number `t` = 1, 2, …
   * The device reads them from a table, so that a captured step can be replayed.
   */
  scalars(values: Section, t: number): readonly number[];
  /** Updates every parameter and slot in place. Makes no tensor that outlives the call. */
  update(parameters: readonly Tensor[], gradients: readonly Tensor[], slots: readonly (readonly Tensor[])[], scalars: Tensor1D): void;
}

// ------------------------------------------------------------------------------------------------ probes

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

type Typed<E extends Entry, P extends Parameters, K extends keyof E> = Omit<E, 'parameters' | K> & { readonly parameters: P };

/** Checks an entry against its own parameters' types. Values are validated before an entry sees them. */
export function defineTask<const P extends Parameters>(
  entry: Typed<TaskDef, P, 'shape' | 'question' | 'check' | 'dataset'> & {
    shape(values: Values<P>): DatasetShape;
    question?(values: Values<P>, tokens: readonly number[]): string;
    check?(values: Values<P>): readonly Problem[];
    dataset(values: Values<P>, rng: Rng, files?: Files): Dataset;
  },
): TaskDef {
  return entry as unknown as TaskDef;
}

export function defineModel<const P extends Parameters, const K extends DatasetShape['kind']>(
  entry: Typed<ModelDef, P, 'check' | 'create' | 'reads'> & {
    readonly reads: readonly K[];
    check?(values: Values<P>, shape: DatasetShape & { readonly kind: K }): readonly Problem[];
    create(values: Values<P>, shape: DatasetShape & { readonly kind: K }): Model;
  },
): ModelDef {
  return entry as unknown as ModelDef;
}

export function defineOptimizer<const P extends Parameters>(
  entry: Typed<OptimizerDef, P, 'scalars'> & { scalars(values: Values<P>, t: number): readonly number[] },
): OptimizerDef {
  return entry as unknown as OptimizerDef;
}

export function defineProbe<const P extends Parameters>(
  entry: Typed<ProbeDef, P, 'due' | 'create'> & {
    due(values: Values<P>, step: number, steps: number): boolean;
    create(values: Values<P>, context: ProbeContext): Probe | null;
  },
): ProbeDef {
  return entry;
}

/** The entries of one kind, in the order the page lists them. */
export class Registry<E extends Entry> {
  readonly kind: string;
  readonly entries: readonly E[];

  constructor(kind: string, entries: readonly E[]) {
    const ids = new Set(entries.map((e) => e.id));
    if (ids.size !== entries.length) throw new Error(`two entries of ${kind} share an id`);
    this.kind = kind;
    this.entries = entries;
  }

  get ids(): string[] {
    return this.entries.map((e) => e.id);
  }

  find(id: string): E | undefined {
    return this.entries.find((e) => e.id === id);
  }

  /** @throws Error when no entry has that id; validated configs never reach it. */
  get(id: string): E {
    const entry = this.find(id);
    if (entry === undefined) throw new Error(`no ${this.kind} «${id}»`);
    return entry;
  }
}
