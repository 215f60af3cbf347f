/** A piecewise-linear network evaluated at one point, in float64: no regions, no maps, just the definition. */
import type { HostLayer, PiecewiseNetwork } from '../../src/engine/geometry/regions/network.ts';
import type { Plane } from '../../src/engine/geometry/regions/plane.ts';
import { unitOf, type View } from '../../src/engine/geometry/regions/slice.ts';

export interface Evaluated {
  /** Pre-activations of every hidden layer. */
  readonly layers: readonly (readonly number[])[];
  readonly logits: readonly number[];
}

function through({ inputs, outputs, weight, bias }: HostLayer, x: readonly number[]): number[] {
  return Array.from({ length: outputs }, (_, o) => {
    let sum = bias?.[o] ?? 0;
    for (let i = 0; i < inputs; i++) sum += (x[i] as number) * (weight[i * outputs + o] as number);
    return sum;
  });
}

export function evaluate({ hidden, slope, output, bypass }: PiecewiseNetwork, x: readonly number[]): Evaluated {
  const layers: number[][] = [];
  let h = [...x];
  for (const layer of hidden) {
    const z = through(layer, h);
    layers.push(z);
    h = z.map((value) => (value > 0 ? value : slope * value));
  }
  const logits = through(output, h);
  if (bypass !== null) {
    const around = through({ inputs: x.length, outputs: output.outputs, weight: bypass, bias: null }, x);
    return { layers, logits: logits.map((value, o) => value + (around[o] as number)) };
  }
  return { layers, logits };
}

/** The input at window coordinates (x, y). */
export function inputAt({ origin, e1, e2 }: Plane, view: View, x: number, y: number): number[] {
  const [u, v] = [view.u + unitOf(view) * x, view.v + unitOf(view) * y];
  return Array.from(origin, (o, i) => o + u * (e1[i] as number) + v * (e2[i] as number));
}

/** Which neurons are positive, all layers in a row. */
export const patternOf = ({ layers }: Evaluated): string => layers.flatMap((z) => z.map((value) => (value > 0 ? '1' : '0'))).join('');

export const classOf = ({ logits }: Evaluated): number => logits.indexOf(Math.max(...logits));
