/** A power law through points: steps to grok against weight decay, t ∝ 1/λ, and the like. */
import { quantileSorted } from 'd3-array';
import { Rng } from '../rng.ts';

export interface PowerLaw {
  /** y = factor · x^exponent, by least squares on log scales. */
  readonly exponent: number;
  readonly factor: number;
  /** 95 % of the exponents of resampled points (percentile bootstrap; Efron & Tibshirani 1993, §13.3). */
  readonly interval: readonly [low: number, high: number];
  readonly points: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const RESAMPLES = 2000;

interface Line {
  readonly slope: number;
  readonly offset: number;
}

/** Least squares; null where all x are one. */
function lineThrough(points: readonly Point[]): Line | null {
  const n = points.length;
  const [mx, my] = [points.reduce((sum, { x }) => sum + x, 0) / n, points.reduce((sum, { y }) => sum + y, 0) / n];
  const spread = points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
  if (!(spread > 1e-12)) return null;
  const slope = points.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) / spread;
  return { slope, offset: my - slope * mx };
}

/** The same points give the same interval. @returns null where fewer than two places have points above 0 */
export function powerLawThrough(points: readonly Point[]): PowerLaw | null {
  const logs = points.filter(({ x, y }) => x > 0 && y > 0).map(({ x, y }): Point => ({ x: Math.log(x), y: Math.log(y) }));
  const line = logs.length < 3 ? null : lineThrough(logs);
  if (line === null) return null;
  const rng = new Rng(0, 'bootstrap');
  const slopes: number[] = [];
  for (let i = 0; i < RESAMPLES; i++) {
    const again = lineThrough(logs.map(() => logs[rng.integer(logs.length)] as Point));
    if (again !== null) slopes.push(again.slope);
  }
  slopes.sort((a, b) => a - b);
  const at = (share: number): number => quantileSorted(slopes, share) ?? line.slope;
  return { exponent: line.slope, factor: Math.exp(line.offset), interval: [at(0.025), at(0.975)], points: logs.length };
}
