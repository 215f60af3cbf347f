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

/** x (inputs) through one layer, into a fresh vector. */
function through({ inputs, outputs, weight, bias }: HostLayer, x: Float64Array): Float64Array {
  const z = bias === null ? new Float64Array(outputs) : bias.slice();
  for (let i = 0; i < inputs; i++) {
    for (let o = 0; o < outputs; o++) z[o] = (z[o] as number) + (x[i] as number) * (weight[i * outputs + o] as number);
  }
  return z;
}

/** The class that the network gives a point (D): its largest output, the first of equals. */
export function answerAt({ hidden, slope, output, bypass }: PiecewiseNetwork, point: Float64Array): number {
  let h = point;
  for (const layer of hidden) h = through(layer, h).map((z) => (z > 0 ? z : slope * z));
  const logits = through(output, h);
  const around = bypass === null ? null : through({ inputs: point.length, outputs: output.outputs, weight: bypass, bias: null }, point);
  return logits.reduce((best, value, o) => {
    const leads = value + (around?.[o] ?? 0) > (logits[best] as number) + (around?.[best] ?? 0);
    return leads ? o : best;
  }, 0);
}
