/** Whether the loss rises on the straight line between two networks. Pure. */

interface Barrier {
  readonly from: number;
  readonly to: number;
  /** The largest on the line, ends included. */
  readonly peak: number;
  /** Whether it rises above both ends by more than rounding and a coarse line would: a tenth of the higher of them. */
  readonly rises: boolean;
}

/** Times the higher end. */
const TIMES = 1.1;

export function barrierOf(line: Float32Array): Barrier {
  const [from, to] = [line[0] as number, line.at(-1) as number];
  const peak = line.reduce((most, value) => (value > most || Number.isNaN(value) ? value : most), -Infinity);
  return { from, to, peak, rises: !(peak <= TIMES * Math.max(from, to)) };
}
