/** Data sets: what an example is, and what its answer. */
import type { Names } from './names.ts';
import type { Texts } from './texts.ts';

/**
 * Examples, row-major: of example i, `inputs` holds its tokens (int32), its vector or its nodes' features (float32), and `targets` its class
 * (int32) or its values (float32), as the dataset's shape says.
 */
export interface Examples {
  readonly count: number;
  /** int32 (count, arity), float32 (count, dimension), or float32 (count, nodes · features) */
  readonly inputs: Int32Array | Float32Array;
  /** int32 (count), or float32 (count, outputs) */
  readonly targets: Int32Array | Float32Array;
  /** Of graphs: int32 (count, 1 + nodes · neighbours), as graphs.ts writes them. */
  readonly edges?: Int32Array;
  /** Of graphs: where their nodes are drawn, float32 (count, 2 · nodes), x and y of each, NaN where one is not drawn. */
  readonly places?: Float32Array;
}

/** What an example's answer is: a class, or as many real values as the network has outputs. */
export type Target =
  | { readonly kind: 'class' }
  /**
   * An answer counts as right when its mean squared error is below `tolerance`. Accuracy is the share of right answers, or with `score` the
   * share of their variance that the outputs explain (R², clipped at 0).
   */
  | { readonly kind: 'value'; readonly tolerance: number; readonly score?: 'r2' };

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
  /** Where the inputs are images: pixels, row by row, and of each as many numbers as there are channels, 1 unless stated. */
  readonly image: { readonly rows: number; readonly columns: number; readonly channels?: number } | null;
  /** Smallest and largest value that an input can have, where it has bounds. */
  readonly domain: readonly [min: number, max: number] | null;
}

/** Inputs that are graphs, molecules for example: nodes with features, and edges of a few types between them. */
export interface GraphShape extends Answered {
  readonly kind: 'graphs';
  /** Most nodes of a graph; smaller ones leave the last places empty. */
  readonly nodes: number;
  /** Numbers that say what a node is. */
  readonly features: number;
  /** Most neighbours of a node. */
  readonly neighbours: number;
  readonly edgeTypes: number;
}

export type DatasetShape = TokenShape | VectorShape | GraphShape;

/** Numbers in the inputs of an example. */
export function inputWidth(shape: DatasetShape): number {
  if (shape.kind === 'tokens') return shape.arity;
  return shape.kind === 'vectors' ? shape.dimension : shape.nodes * shape.features;
}

export interface Dataset {
  readonly shape: DatasetShape;
  readonly train: Examples;
  readonly val: Examples;
  /** Where examples are texts: what they were before they became tokens. */
  readonly texts?: Texts;
  /** Where its task does not know what they are called. */
  readonly names?: Names;
  /** Where a run begins with weights of a file: these, before the init scale α is applied, in the order of the model's parameters. */
  readonly start?: readonly Float32Array[];
}

/** The two halves of a data set. */
export const SETS = ['train', 'val'] as const;
export type ExampleSet = (typeof SETS)[number];
