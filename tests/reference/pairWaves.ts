/** Waves on pairs by the textbook: the two-dimensional transform, one complex exponential at a time. */

type Frequency = readonly [u: number, v: number];

/** |X(u, v)|² of values (n, n), X = Σ f(a, b) e^(−2πi (ua + vb) / n). */
export function pairPower(values: ArrayLike<number>, n: number, [u, v]: Frequency): number {
  const [cosines, sines] = [Math.cos, Math.sin].map((f) => Float64Array.from({ length: n }, (_, i) => f((2 * Math.PI * i) / n))) as [
    Float64Array,
    Float64Array,
  ];
  let [re, im] = [0, 0];
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      const turn = (((u * a + v * b) % n) + n) % n;
      re += (values[a * n + b] as number) * (cosines[turn] as number);
      im -= (values[a * n + b] as number) * (sines[turn] as number);
    }
  }
  return re * re + im * im;
}

/** Each once, however they are written. */
function distinct(all: readonly Frequency[], n: number): Frequency[] {
  const residue = (x: number): number => ((x % n) + n) % n;
  const found = new Map(all.map(([u, v]) => [residue(u) * n + residue(v), [residue(u), residue(v)] as const]));
  found.delete(0);
  return [...found.values()];
}

const SIGNS = [-1, 0, 1] as const;
/** The block of 3 × 3 around nothing. */
const block = (k: number): Frequency[] => SIGNS.flatMap((s) => SIGNS.map((t) => [s * k, t * k] as const));
/** What cos² and sin² of one of the two bring in. */
const overtones = (k: number): Frequency[] =>
  [-2, 2].flatMap((s): Frequency[] => [
    [s * k, 0],
    [0, s * k],
  ]);

const powerOf = (values: ArrayLike<number>, n: number, all: readonly Frequency[]): number =>
  distinct(all, n).reduce((sum, frequency) => sum + pairPower(values, n, frequency), 0);

/** The frequency with the largest block, and which share of what varies its polynomials of degree 2 have. */
export function waveByTransform(values: ArrayLike<number>, n: number): { readonly frequency: number; readonly share: number } {
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  // Parseval: Σ |X|² = n² Σ f².
  const whole = n * n * all.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const powers = Array.from({ length: Math.floor(n / 2) }, (_, i) => powerOf(all, n, block(i + 1)));
  const frequency = powers.indexOf(Math.max(...powers)) + 1;
  return { frequency, share: powerOf(all, n, [...block(frequency), ...overtones(frequency)]) / whole };
}

/** (n, n): the wave of frequency k alone, put together again from its terms. */
export function waveAlone(values: ArrayLike<number>, n: number, k: number): number[] {
  const terms = [[0, 0] as const, ...distinct([...block(k), ...overtones(k)], n)].map(([u, v]) => {
    let [re, im] = [0, 0];
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) {
        const angle = (-2 * Math.PI * (u * a + v * b)) / n;
        re += (values[a * n + b] as number) * Math.cos(angle);
        im += (values[a * n + b] as number) * Math.sin(angle);
      }
    }
    return { u, v, re, im };
  });
  return Array.from({ length: n * n }, (_, i) => {
    const [a, b] = [Math.floor(i / n), i % n];
    return terms.reduce((sum, { u, v, re, im }) => {
      const angle = (2 * Math.PI * (u * a + v * b)) / n;
      return sum + (re * Math.cos(angle) - im * Math.sin(angle)) / n ** 2;
    }, 0);
  });
}
