/** Test losses over norms and amounts of data, as the map shows them: a grid, what of it is not yet fitted, colours, lines of equal height. Pure. */
import type { LandscapePlan } from '../../../engine/sweeps/landscape.ts';
import type { LandscapePoint } from '../../../engine/sweeps/point.ts';
import { heightsOf, notYetFitted, type Height } from '../../../engine/sweeps/valley.ts';
import { isolinesOf, type Isoline } from './isolines.ts';

/** Nothing is lower on a log scale of errors: a single wrong answer at most. */
const LOWEST: Readonly<Record<Height, number>> = { loss: 1e-12, error: 1e-3 };

export interface HeightMap {
  /** By amount, then by alpha; null while not known. */
  readonly grid: readonly (readonly (number | null)[])[];
  /** Per amount the alphas whose training ended too early. */
  readonly unfitted: readonly ReadonlySet<number>[];
  /** Ends of the colour scale; null while nothing is known. */
  readonly scale: { readonly low: number; readonly high: number; readonly beyond: boolean } | null;
  /** Lines need whole rows: those of the longest stretch of them, the first of which is at `from`. */
  readonly isolines: { readonly from: number; readonly lines: readonly Isoline[] };
}

/** The longest stretch of trues, as [from, to). */
function longest(flags: readonly boolean[]): [from: number, to: number] {
  let best: [number, number] = [0, 0];
  let from = 0;
  flags.forEach((flag, i) => {
    if (!flag) from = i + 1;
    else if (i + 1 - from > best[1] - best[0]) best = [from, i + 1];
  });
  return best;
}

/** @param fitted train accuracy that counts as fitted. */
export function heightMapOf({ alphas, amounts }: LandscapePlan, points: readonly LandscapePoint[], height: Height, fitted: number): HeightMap {
  const places = new Map(points.map((point) => [`${point.amount} ${point.alpha}`, point]));
  const grid = amounts.map((amount) =>
    alphas.map((alpha): number | null => {
      const point = places.get(`${amount} ${alpha}`);
      const test = point === undefined ? null : heightsOf(point, height).test;
      return test === null ? null : Math.max(test, LOWEST[height]);
    }),
  );
  const unfitted = amounts.map((amount) =>
    notYetFitted(
      points.filter((point) => point.amount === amount),
      fitted,
    ),
  );
  const known = grid.flat().filter((value) => value !== null);
  // What is not yet fitted may lie as high as it likes; the scale is for the others.
  const settled = grid.flatMap((row, j) => row.filter((value, i) => value !== null && unfitted[j]?.has(alphas[i] as number) !== true)) as number[];
  const [low, high] = [Math.min(...known), Math.max(...(settled.length > 0 ? settled : known))];
  const [from, to] = longest(grid.map((row) => row.every((value) => value !== null)));
  const rows = grid.slice(from, to) as number[][];
  return {
    grid,
    unfitted,
    scale: known.length === 0 ? null : { low, high, beyond: known.some((value) => value > high) },
    isolines: { from, lines: isolinesOf(rows.map((row) => row.map((value) => Math.min(high, value)))) },
  };
}

/** Where a height lies on the colour scale, 0 to 1. */
export function shareOn({ low, high }: { readonly low: number; readonly high: number }, value: number): number {
  return high > low ? Math.min(1, Math.log(value / low) / Math.log(high / low)) : 0;
}
