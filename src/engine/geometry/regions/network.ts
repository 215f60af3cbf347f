/** A piecewise-linear network on the host, in float64: what linear regions are cut from. */

/** z = x·weight + bias. */
export interface HostLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** (inputs, outputs), row-major. */
  readonly weight: Float64Array;
  /** (outputs); null is zero. */
  readonly bias: Float64Array | null;
}

/** x → hidden layers, each followed by max(z, slope·z) → output (+ x·bypass). */
export interface PiecewiseNetwork {
  readonly hidden: readonly HostLayer[];
  /** Slope of the activation below zero: 0 is ReLU. */
  readonly slope: number;
  readonly output: HostLayer;
  /** (inputs of the network, outputs of the network): a residual connection around the hidden layers; null where there is none. */
  readonly bypass: Float64Array | null;
}

/** Width of the input space, D. */
export function inputsOf({ hidden, output }: PiecewiseNetwork): number {
  return (hidden[0] ?? output).inputs;
}

/** A layer from float32 parameters. */
export function hostLayer(inputs: number, outputs: number, weight: ArrayLike<number>, bias: ArrayLike<number> | null): HostLayer {
  return { inputs, outputs, weight: Float64Array.from(weight), bias: bias === null ? null : Float64Array.from(bias) };
}
