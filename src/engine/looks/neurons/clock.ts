/**
 * Neurons on the clock: at which angle, and how strongly, each takes in a, takes in b, and puts out c, as waves of its frequency: A·cos(2πke/n − φ).
 * In the network that can be written down, (cos(wa − φ_a) + cos(wb − φ_b))² goes out by cos(wc − φ_a − φ_b) (Gromov 2023, §3).
 */
import { componentsOf, type Components, type Table } from '../circles/spectrum.ts';
import type { Margins } from '../pairs/sums.ts';

/** Of every neuron, (H) each; zeros of one without a frequency. */
export interface Hands {
  /** In turns, above −½ and up to ½. */
  readonly phases: Float32Array;
  /** In units of what comes in, or of the weights to the logits. */
  readonly amplitudes: Float32Array;
}

export interface Clock {
  /** Of its pre-activation as a goes round, averaged over b: in the first layer of an MLP the weights themselves. */
  readonly a: Hands;
  readonly b: Hands;
  /** Of its weights to the answers; null where its layer has none of its own. */
  readonly out: Hands | null;
}

/** @param scale of what the components are of, to the hand's unit */
function handsOf({ cosines, sines }: Components, frequencies: Int32Array, n: number, scale: number): Hands {
  const width = frequencies.length;
  const [phases, amplitudes] = [new Float32Array(width), new Float32Array(width)];
  frequencies.forEach((k, j) => {
    if (k === 0) return;
    const at = (k - 1) * width + j;
    const [c, s] = [cosines[at] as number, sines[at] as number];
    phases[j] = Math.atan2(s, c) / (2 * Math.PI);
    // Components are in the orthonormal basis: √(2/n)·cos, and of the last frequency of an even n √(1/n)·cos.
    amplitudes[j] = scale * Math.sqrt((2 * k === n ? 1 : 2) / n) * Math.hypot(c, s);
  });
  return { phases, amplitudes };
}

/** @param incoming the pre-activations' sums. @param outgoing (n, H): the weights to each answer, in the order of the group */
export function clockOf(incoming: Margins, outgoing: Table | null, frequencies: Int32Array): Clock {
  const { n, width } = incoming;
  const along = (values: Float64Array): Hands => handsOf(componentsOf({ values, n, width }), frequencies, n, 1 / n);
  return {
    a: along(incoming.first),
    b: along(incoming.second),
    out: outgoing === null ? null : handsOf(componentsOf(outgoing), frequencies, n, 1),
  };
}

/** The nearest turn to 0. */
export const wrapped = (turns: number): number => turns - Math.round(turns);

/** Which of φ_a + φ_b and φ_a − φ_b the phases on the way out are nearer to, and how near. */
export interface Agreement {
  readonly sign: 1 | -1;
  /** (count): of each of these neurons, by how many degrees it is off, ascending. */
  readonly degrees: readonly number[];
}

/** @param neurons those that are looked at. @returns null where there is no way out, or none of them */
export function agreementOf({ a, b, out }: Clock, neurons: readonly number[]): Agreement | null {
  if (out === null || neurons.length === 0) return null;
  const off = (sign: 1 | -1): Agreement => ({
    sign,
    degrees: neurons
      .map((j) => 360 * Math.abs(wrapped((out.phases[j] as number) - (a.phases[j] as number) - sign * (b.phases[j] as number))))
      .toSorted((x, y) => x - y),
  });
  const [sum, difference] = [off(1), off(-1)];
  const total = ({ degrees }: Agreement): number => degrees.reduce((all, one) => all + one, 0);
  return total(difference) < total(sum) ? difference : sum;
}
