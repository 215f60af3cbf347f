/** The axes of a landscape's pictures: domains, ticks and scales. Pure. */
import { scaleLog } from 'd3-scale';
import { growDecades, type Domain } from '../../../figures/plot/yAxis.ts';
import type { Margin } from '../../../figures/plot/layout.ts';

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly margin: Margin;
}

/** Room for two rows of labels, norm and α, under the plot, and for words above it. */
export function boxOf(width: number, height: number): Box {
  return { width, height, margin: { top: 26, right: 14, bottom: 50, left: 48 } };
}

/** Norms of the grid and half a column more at both ends, so that no point lies on the frame and every cell of a map is whole. */
export function normDomain(alphas: readonly number[], perAlpha: number): Domain {
  const [low = 1, high = 1] = [alphas[0], alphas.at(-1)];
  const half = alphas.length < 2 ? 2 : (high / low) ** (0.5 / (alphas.length - 1));
  return [(low / half) * perAlpha, high * half * perAlpha];
}

export interface LogScale {
  (value: number): number;
  invert(pixel: number): number;
}

export function logScale(domain: Domain, from: number, to: number): LogScale {
  const scale = scaleLog().domain(domain).range([from, to]);
  return Object.assign((value: number): number => scale(value), { invert: (pixel: number): number => scale.invert(pixel) });
}

/** Pixels that neighbouring labels need between their centres. */
const ROOM = 34;

/** 1, 2, 5, 10, … or, where that is too many, decades, or every other decade. */
export function logTicks([low, high]: Domain, scale: (value: number) => number): number[] {
  for (const factors of [[1, 2, 5], [1, 3], [1]]) {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
      for (const factor of factors) {
        const tick = Number(`${factor}e${power}`);
        if (tick >= low && tick <= high) ticks.push(tick);
      }
    if (ticks.every((tick, i) => i === 0 || Math.abs(scale(tick) - scale(ticks[i - 1] as number)) >= ROOM)) return ticks;
  }
  return [low, high];
}

/** How far below the lowest test loss the vertical axis goes: a training loss of nearly nothing must not press the U flat. */
const BELOW = 10;

/**
 * A vertical axis of decades with room for both curves, and above for the run too. Training losses far below the test curve stand on the edge:
 * how small nothing is does not matter, and the L is flat there.
 */
export function heightDomain(train: readonly number[], test: readonly number[], run: readonly number[] = []): Domain {
  const positive = (values: readonly number[]): number[] => values.filter((value) => value > 0);
  const floor = Math.min(...positive(test));
  const low = Math.max(floor / BELOW, Math.min(...positive(train), floor));
  const high = Math.max(...positive([...train, ...test, ...run]));
  if (!Number.isFinite(low) || !Number.isFinite(high)) return growDecades(null, 0.1, 1);
  const power = Math.floor(Math.log10(low) + 1e-9);
  // Number('1e-4') is 0.0001; 10 ** -4 is not quite.
  return [Number(`1e${power}`), Number(`1e${Math.max(power + 1, Math.ceil(Math.log10(high) - 1e-9))}`)];
}
