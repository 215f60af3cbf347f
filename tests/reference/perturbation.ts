/** An attack's random start and clipped step, from their definitions: exact integers, and float32 where the kernels round. */

const WORD = 1n << 32n;

/** The «lowbias32» mixer (C. Wellons, hash-prospector), in integers without end. */
function mix(bits: bigint): bigint {
  let x = bits % WORD;
  x = ((x ^ (x >> 16n)) * 0x7feb352dn) % WORD;
  x = ((x ^ (x >> 15n)) * 0x846ca68bn) % WORD;
  return x ^ (x >> 16n);
}

/** scale·u for entries 0 … count−1, u in [−1, 1). */
export function uniformReference(count: number, scale: number, seed: number, counter: number): Float32Array {
  const key = mix(mix(BigInt(seed)) + BigInt(counter));
  return Float32Array.from({ length: count }, (_, i) => Math.fround(scale) * (Number(mix(mix(BigInt(i) + 0x9e3779b9n) + key) >> 8n) / 2 ** 23 - 1));
}

/** The sum of four such rows of numbers, of variance 1, for the tensor of a stream. */
export function normalReference(count: number, seed: number, counter: number, stream: number): number[] {
  const terms = [0, 1, 2, 3].map((k) => uniformReference(count, Math.sqrt(3) / 2, (seed + 4 * stream + k) % 2 ** 32, counter));
  return Array.from({ length: count }, (_, i) => terms.reduce((sum, term) => Math.fround(sum + (term[i] as number)), 0));
}

/** 0 where an entry is dropped, which is so with probability `rate`, and else 1/(1 − rate) (Srivastava et al. 2014). */
export function maskReference(count: number, rate: number, seed: number, counter: number, stream: number): number[] {
  // u in [−1, 1): (u + 1)/2 is uniform in [0, 1).
  return Array.from(uniformReference(count, 1, (seed + stream) % 2 ** 32, counter), (u) => ((u + 1) / 2 < rate ? 0 : 1 / (1 - rate)));
}

/** Every sum is rounded to float32 once. */
export function boxStepReference(
  x: ArrayLike<number>,
  move: ArrayLike<number>,
  centre: ArrayLike<number>,
  { size, epsilon, low, high }: { readonly size: number; readonly epsilon: number; readonly low: number; readonly high: number },
): Float32Array {
  const [step, radius, least, most] = [size, epsilon, low, high].map(Math.fround) as [number, number, number, number];
  return Float32Array.from(x, (from, i) => {
    const [by, c] = [move[i] as number, centre[i] as number];
    const there = Math.fround(from + (size === 0 ? by : step * Math.sign(by)));
    return Math.min(Math.max(there, Math.fround(c - radius), least), Math.min(Math.fround(c + radius), most));
  });
}
