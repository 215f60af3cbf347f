/** Losses and places of the plane as a picture. Pure. */
import type { Window } from '../../../engine/looks/lossPlane/weightPlane.ts';
import { isolinesOf, type Isoline } from '../landscape/isolines.ts';

/** On a log scale; nothing is lower. */
const LOWEST = 1e-8;
/** Decades above the lowest that are told apart: what lies higher is as dark as that. */
const DECADES = 6;

interface Heights {
  /** (grid²): 0 … 255, the higher the darker. */
  readonly levels: Uint8Array;
  readonly low: number;
  readonly high: number;
  readonly isolines: readonly Isoline[];
}

export function heightsOf(losses: Float32Array, grid: number): Heights {
  const sound = Array.from(losses, (loss) => Math.max(LOWEST, loss)).filter((loss) => Number.isFinite(loss));
  const low = sound.length === 0 ? LOWEST : Math.min(...sound);
  const high = sound.length === 0 ? 1 : Math.min(Math.max(...sound), low * 10 ** DECADES);
  const heights = Array.from(losses, (loss) => (Number.isFinite(loss) ? Math.min(high, Math.max(low, loss)) : high));
  const scale = high > low ? 255 / Math.log(high / low) : 0;
  const rows = Array.from({ length: grid }, (_, row) => heights.slice(row * grid, (row + 1) * grid));
  return { levels: Uint8Array.from(heights, (height) => Math.round(scale * Math.log(height / low))), low, high, isolines: isolinesOf(rows) };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** In a picture of `size` whose outermost networks stand in the middle of its outermost cells. */
export function placesIn({ left, bottom, side }: Window, grid: number, size: number): (x: number, y: number) => Point {
  const cell = size / grid;
  const scale = (size - cell) / side;
  return (x, y) => ({ x: cell / 2 + (x - left) * scale, y: size - cell / 2 - (y - bottom) * scale });
}

/** Isolines as a path in a picture. */
export function isolinePath({ lines }: Isoline, grid: number, size: number): string {
  const cell = size / grid;
  const at = (value: number): string => ((value + 0.5) * cell).toFixed(1);
  return lines.map((line) => `M${line.map(([x, y]) => `${at(x)} ${at(y)}`).join('L')}`).join('');
}

/** One kept moment of the run. */
export interface PathPoint extends Point {
  readonly step: number;
  readonly distance: number;
}

/** How far the path leaves the plane. */
export function farthest(path: readonly PathPoint[]): PathPoint | null {
  return path.reduce<PathPoint | null>((most, one) => (most === null || one.distance > most.distance ? one : most), null);
}

/** The last point that is not behind a step; of no step the last of all. */
export function pointAt(path: readonly PathPoint[], step: number | null): number {
  if (step === null) return path.length - 1;
  return path.findLastIndex((point) => point.step <= step);
}
