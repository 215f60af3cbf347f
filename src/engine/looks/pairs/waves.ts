/**
 * Waves on pairs: of one frequency k, the polynomials of degree 2 in cos and sin of 2πka/n and 2πkb/n, as Nanda et al. (2023, §4.2) fit them to
 * neurons. Without their constant they are spanned by the waves of ka, kb, k(a+b) and k(a−b), and by the overtones 2ka and 2kb. What a
 * square makes of a sum of two waves is one of them exactly (Gromov 2023).
 */
import { componentsOf, frequenciesOf, type Components } from '../circles/spectrum.ts';
import type { Sums } from './sums.ts';

/** The directions of a wave. */
const DIRECTIONS = ['first', 'second', 'sum', 'difference'] as const;
type Direction = (typeof DIRECTIONS)[number];

/** Components of `width` functions along each direction, (⌊n/2⌋, width) each. */
export interface Terms extends Readonly<Record<Direction, Components>> {
  readonly n: number;
  readonly width: number;
  /** (width) */
  readonly means: Float64Array;
  /** (width): sums of squares from the mean on. */
  readonly variances: Float64Array;
}

/** Beside a function's squares: what of it may vary by rounding alone. */
const NOTHING = 1e-12;

export function termsOf(sums: Sums): Terms {
  const { n, width } = sums;
  const of = (direction: Direction): Components => componentsOf({ values: sums[direction], n, width });
  const means = new Float64Array(width);
  for (let e = 0; e < n; e++) for (let j = 0; j < width; j++) means[j] = (means[j] as number) + (sums.first[e * width + j] as number) / (n * n);
  const variances = sums.squares.map((square, j) => {
    const variance = square - (n * (means[j] as number)) ** 2;
    return variance <= NOTHING * square ? 0 : variance;
  });
  return { n, width, means, variances, first: of('first'), second: of('second'), sum: of('sum'), difference: of('difference') };
}

/** Of frequency n/2 a + b and a − b make one wave, which is counted once. */
const directionsAt = (k: number, n: number): readonly Direction[] => (2 * k === n ? DIRECTIONS.slice(0, 3) : DIRECTIONS);

/** The frequency of the overtones, where they are waves of their own. */
export function overtoneOf(k: number, n: number): number | null {
  const folded = Math.min((2 * k) % n, n - ((2 * k) % n));
  return folded === 0 || folded === k ? null : folded;
}

const energyAt = ({ cosines, sines }: Components, k: number, j: number, { n, width }: Terms): number => {
  const at = (k - 1) * width + j;
  return ((cosines[at] as number) ** 2 + (sines[at] as number) ** 2) / n;
};

/** (⌊n/2⌋, width): by how much each function's squares are of each frequency alone, its waves of ka, kb, k(a+b) and k(a−b). */
export function energiesOf(terms: Terms): Float64Array {
  const { n, width } = terms;
  const energies = new Float64Array(frequenciesOf(n) * width);
  for (let k = 1; k <= frequenciesOf(n); k++) {
    for (const direction of directionsAt(k, n)) {
      const { cosines, sines } = terms[direction];
      for (let at = (k - 1) * width; at < k * width; at++) {
        energies[at] = (energies[at] as number) + ((cosines[at] as number) ** 2 + (sines[at] as number) ** 2) / n;
      }
    }
  }
  return energies;
}

/** A function's strongest frequency, counted from 1, and which share of its variance its wave has; 0 and 0 of one that is constant. */
export interface Wave {
  readonly frequency: number;
  readonly share: number;
}

export function wavesOf(terms: Terms): Wave[] {
  const { n, width, variances } = terms;
  const energies = energiesOf(terms);
  return Array.from(variances, (variance, j) => {
    if (variance === 0) return { frequency: 0, share: 0 };
    let frequency = 1;
    for (let k = 2; k <= frequenciesOf(n); k++) {
      if ((energies[(k - 1) * width + j] as number) > (energies[(frequency - 1) * width + j] as number)) frequency = k;
    }
    const overtone = overtoneOf(frequency, n);
    const over = overtone === null ? 0 : energyAt(terms.first, overtone, j, terms) + energyAt(terms.second, overtone, j, terms);
    return { frequency, share: Math.min(1, ((energies[(frequency - 1) * width + j] as number) + over) / variance) };
  });
}

/** (n): what the wave of frequency k along one direction adds to the function at each place. */
function alongOf({ cosines, sines }: Components, k: number, j: number, { n, width }: Terms): Float64Array {
  const at = (k - 1) * width + j;
  const scale = Math.sqrt((2 * k === n ? 1 : 2) / n) / n;
  const [c, s] = [scale * (cosines[at] as number), scale * (sines[at] as number)];
  return Float64Array.from({ length: n }, (_, e) => {
    const angle = (2 * Math.PI * ((k * e) % n)) / n;
    return c * Math.cos(angle) + s * Math.sin(angle);
  });
}

/** (n, n): the wave of frequency k that is nearest to a function, its mean included. */
export function fitOf(terms: Terms, k: number, j: number): Float64Array {
  const { n, means } = terms;
  const fit = new Float64Array(n * n).fill(means[j] as number);
  if (k === 0) return fit;
  const overtone = overtoneOf(k, n);
  const of = (direction: Direction): Float64Array => alongOf(terms[direction], k, j, terms);
  const withOvertone = (direction: Direction): Float64Array => {
    const over = overtone === null ? null : alongOf(terms[direction], overtone, j, terms);
    return of(direction).map((value, e) => value + (over?.[e] ?? 0));
  };
  const [first, second, sum] = [withOvertone('first'), withOvertone('second'), of('sum')];
  const difference = 2 * k === n ? new Float64Array(n) : of('difference');
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      fit[a * n + b] =
        (fit[a * n + b] as number) + (first[a] as number) + (second[b] as number) + (sum[(a + b) % n] as number) + (difference[(a - b + n) % n] as number);
    }
  }
  return fit;
}
