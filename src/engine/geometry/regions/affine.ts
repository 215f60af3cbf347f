/** Affine functions of the window's coordinates: each neuron's pre-activation inside one linear region. */
import type { HostLayer } from './network.ts';

/** Neuron i is s[i]·x + t[i]·y + c[i]. */
export interface AffineMaps {
  readonly count: number;
  readonly s: Float64Array;
  readonly t: Float64Array;
  readonly c: Float64Array;
}

export function affineMaps(count: number): AffineMaps {
  return { count, s: new Float64Array(count), t: new Float64Array(count), c: new Float64Array(count) };
}

/** One row of numbers through a linear map: row (inputs) · weight (inputs, outputs), added to `into` (outputs). */
function addProduct(row: Float64Array, weight: Float64Array, into: Float64Array): void {
  for (let i = 0; i < row.length; i++) {
    const x = row[i] as number;
    const at = i * into.length;
    for (let o = 0; o < into.length; o++) into[o] = (into[o] as number) + x * (weight[at + o] as number);
  }
}

/** The first layer on a window: its centre (D), and what one unit of x and of y is in the input space (D). */
export interface Frame {
  readonly centre: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** What a linear map makes of a window. `weight` is (D, outputs). */
export function pullBack({ centre, x, y }: Frame, weight: Float64Array, bias: Float64Array | null, outputs: number): AffineMaps {
  const maps = affineMaps(outputs);
  if (bias !== null) maps.c.set(bias);
  addProduct(x, weight, maps.s);
  addProduct(y, weight, maps.t);
  addProduct(centre, weight, maps.c);
  return maps;
}

/**
 * The next layer's maps from this layer's, given which neurons are active: into = base + Σ_i q_i · weight[i] ⊗ from[i], with q_i = 1 where
 * `active`, else `slope`. `base` holds what does not depend on the region: bias and bypass. Four neurons at a time, which halves the traffic.
 */
export function compose(layer: HostLayer, from: AffineMaps, active: Uint8Array, slope: number, base: AffineMaps, into: AffineMaps, rows: Int32Array): void {
  const { weight, inputs, outputs } = layer;
  const { s, t, c } = into;
  s.set(base.s);
  t.set(base.t);
  c.set(base.c);
  let count = 0;
  // Stryker disable next-line ConditionalExpression: a neuron whose factor is 0 adds nothing, it only takes time
  for (let i = 0; i < inputs; i++) if (slope !== 0 || active[i] === 1) rows[count++] = i;
  let k = 0;
  // Stryker disable next-line ConditionalExpression: one at a time they add up to the same
  for (; k + 3 < count; k += 4) {
    const i0 = rows[k] as number;
    const i1 = rows[k + 1] as number;
    const i2 = rows[k + 2] as number;
    const i3 = rows[k + 3] as number;
    const q0 = factor(active, i0, slope);
    const q1 = factor(active, i1, slope);
    const q2 = factor(active, i2, slope);
    const q3 = factor(active, i3, slope);
    const s0 = q0 * (from.s[i0] as number);
    const s1 = q1 * (from.s[i1] as number);
    const s2 = q2 * (from.s[i2] as number);
    const s3 = q3 * (from.s[i3] as number);
    const t0 = q0 * (from.t[i0] as number);
    const t1 = q1 * (from.t[i1] as number);
    const t2 = q2 * (from.t[i2] as number);
    const t3 = q3 * (from.t[i3] as number);
    const c0 = q0 * (from.c[i0] as number);
    const c1 = q1 * (from.c[i1] as number);
    const c2 = q2 * (from.c[i2] as number);
    const c3 = q3 * (from.c[i3] as number);
    const w0 = i0 * outputs;
    const w1 = i1 * outputs;
    const w2 = i2 * outputs;
    const w3 = i3 * outputs;
    for (let o = 0; o < outputs; o++) {
      const a = weight[w0 + o] as number;
      const b = weight[w1 + o] as number;
      const d = weight[w2 + o] as number;
      const e = weight[w3 + o] as number;
      s[o] = (s[o] as number) + (a * s0 + b * s1 + (d * s2 + e * s3));
      t[o] = (t[o] as number) + (a * t0 + b * t1 + (d * t2 + e * t3));
      c[o] = (c[o] as number) + (a * c0 + b * c1 + (d * c2 + e * c3));
    }
  }
  for (; k < count; k++) {
    const i = rows[k] as number;
    addNeuron(layer, from, i, factor(active, i, slope), into);
  }
}

function factor(active: Uint8Array, i: number, slope: number): number {
  return active[i] === 1 ? 1 : slope;
}

/** into += q · weight[i] ⊗ from[i]: what changes when neuron i's factor changes by q. */
export function addNeuron({ weight, outputs }: HostLayer, from: AffineMaps, i: number, q: number, into: AffineMaps): void {
  const x = q * (from.s[i] as number);
  const y = q * (from.t[i] as number);
  const z = q * (from.c[i] as number);
  const at = i * outputs;
  for (let o = 0; o < outputs; o++) {
    const w = weight[at + o] as number;
    into.s[o] = (into.s[o] as number) + w * x;
    into.t[o] = (into.t[o] as number) + w * y;
    into.c[o] = (into.c[o] as number) + w * z;
  }
}
