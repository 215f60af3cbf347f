/** Examples in the form a model planned for them: integers on the host (Plan), tensors on the device (Batch). */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Examples } from './dataset.ts';

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
  /** What the step before has left, and this one writes over; null where nothing is carried from step to step. */
  carried(name: string): Tensor | null;
}

/** Numbers that a training step hands to the next one beside the parameters: zeros where an epoch begins. */
export interface Carried {
  readonly name: string;
  readonly shape: readonly number[];
}

/** A table that a model reads and never trains, for example sinusoidal positions. */
export interface Constant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}
