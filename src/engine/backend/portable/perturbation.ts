import type { PortableKernel } from './memory.ts';

/** The «lowbias32» mixer of 32 bits, a bijection (C. Wellons, hash-prospector). */
function mix(bits: number): number {
  let x = bits;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/** Keeps index 0 from being a fixed point of the mixer. */
const GOLDEN = 0x9e3779b9;

export const GrokUniform: PortableKernel<'GrokUniform'> = (input, { rows, columns, scale, seed, at }, memory) => {
  const noise = memory.output([rows, columns]);
  const [counter, out] = [memory.floats(input('counters'))[at] as number, memory.floats(noise)];
  const key = mix((mix(seed) + counter) | 0);
  const width = Math.fround(scale);
  // 24 bits make a float32 in [−1, 1) without rounding; the product is rounded once, on every backend alike.
  for (let i = 0; i < out.length; i++) out[i] = width * ((mix((mix((i + GOLDEN) | 0) + key) | 0) >>> 8) * 2 ** -23 - 1);
  return [noise];
};

export const GrokBoxStep: PortableKernel<'GrokBoxStep'> = (input, { size, epsilon, low, high }, memory) => {
  const x = input('x');
  const moved = memory.output(x.shape);
  const [from, moves, centres, to] = [memory.floats(x), memory.floats(input('move')), memory.floats(input('centre')), memory.floats(moved)];
  // Rounded to float32 wherever the other backends round, so that all make the same bits.
  const [step, radius, least, most] = [size, epsilon, low, high].map(Math.fround) as [number, number, number, number];
  for (let i = 0; i < to.length; i++) {
    const [move, centre] = [moves[i] as number, centres[i] as number];
    const by = size === 0 ? move : move > 0 ? step : move < 0 ? -step : 0;
    const there = Math.fround((from[i] as number) + by);
    to[i] = Math.min(Math.max(there, Math.max(Math.fround(centre - radius), least)), Math.min(Math.fround(centre + radius), most));
  }
  return [moved];
};
