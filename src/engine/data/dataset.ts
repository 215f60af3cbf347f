/** Data sets: what an example is, and what its answer. */
import type { Texts } from './texts.ts';

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
  /** Where examples are texts: what they were before they became tokens. */
  readonly texts?: Texts;
}

/** The two halves of a data set. */
export const SETS = ['train', 'val'] as const;
export type ExampleSet = (typeof SETS)[number];
