/** A model as a function of a real-valued input: what local complexity, linear regions and attacks look at. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Work } from '../cost/work.ts';
import type { Examples } from '../data/dataset.ts';
import type { Batch, Plan } from '../data/plan.ts';
import type { Text } from '../text.ts';
import type { Inputs } from './hull.ts';
import type { PiecewiseNetwork } from './regions/network.ts';

/** A model as a function of a real-valued input: one-hot or pixel space for an MLP, the residual input for a transformer. */
export interface Geometry {
  /** Width of the input space, D. */
  readonly dimension: number;
  /** Names the space in the page. */
  readonly space: Text;
  /** The integers that `points` needs for `count` examples. */
  pointPlan(count: number): Plan;
  /** (count, D): where the examples lie in the input space. */
  points(parameters: readonly Tensor[], batch: Batch): Tensor2D;
  /** The integers that `preactivations` needs for `count` inputs. It is filled with the examples that these are points of, or lie around. */
  inputPlan(count: number): Plan;
  /** Stated where these differ from example to example, as the bonds of molecules do; else any examples do. */
  readonly bound?: true;
  /** Rows that an input becomes inside, where it is more than one: a graph's nodes. */
  readonly rows?: number;
  /**
   * Pre-activations of every hidden layer, first to last, each (m, H_ℓ), and the logits (m, outputs) at the end when asked.
   * `x` is (m, D), or a hull of m rows; `batch` comes from `inputPlan(m)`.
   */
  preactivations(parameters: readonly Tensor[], x: Inputs, batch: Batch, countLogits: boolean): Tensor2D[];
  /** Stated where a hidden neuron whose pre-activation is not above 0 passes nothing on, as with ReLU. */
  readonly silentBelow0?: true;
  /** Where an input is embeddings side by side that a table has for each token: how wide one is, and where in it each operand's begins. */
  readonly embedded?: { readonly width: number; readonly at: readonly number[] };
  /** What the pre-activations and logits of `rows` inputs take, of which `distinct` differ for linear maps: see Hull. */
  work(rows: number, distinct: number): Work;
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
