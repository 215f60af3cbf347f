/** A sweep over any fields and seeds, as people ask for it. */
import { valueAt, type RunConfig } from '../config/config.ts';
import { withValue } from '../config/pairs.ts';
import { parseConfig } from '../config/parse.ts';
import type { Value } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import { cellsOf, type Axis, type Cell, type Sweep } from './sweep.ts';

export interface Grid {
  readonly base: RunConfig;
  readonly axes: readonly Axis[];
  /** At least one. */
  readonly seeds: readonly number[];
}

/** One seed's whole picture comes before the next one's. */
const gridSweep = ({ base, axes, seeds }: Grid): Sweep => ({ base, axes: [{ path: 'seed', values: seeds, order: seeds.map((_, i) => i) }, ...axes] });

export interface GridCells {
  readonly cells: readonly Cell[];
  /** Combinations that no run can have, and what is wrong with the first of them. */
  readonly impossible: number;
  readonly why: readonly Problem[];
}

/** Every combination of the axes' values. */
function* combinations(axes: readonly Axis[]): Generator<readonly Value[]> {
  const [first, ...rest] = axes;
  if (first === undefined) return yield [];
  for (const value of first.values) for (const others of combinations(rest)) yield [value, ...others];
  return undefined;
}

/** How many of the axes' combinations no run can have. */
function impossibleOf({ base, axes }: Grid): Pick<GridCells, 'impossible' | 'why'> {
  let impossible = 0;
  let why: readonly Problem[] = [];
  for (const values of combinations(axes)) {
    const parsed = parseConfig(axes.reduce<unknown>((config, { path }, i) => withValue(config as RunConfig, path, values[i]), base));
    if (parsed.ok) continue;
    impossible++;
    if (why.length === 0) why = parsed.problems;
  }
  return { impossible, why };
}

/** The runs of a grid, each once, in the order in which they are best made. */
export function gridCells(grid: Grid): GridCells {
  const cells = cellsOf(gridSweep(grid));
  const all = grid.axes.reduce((product, { values }) => product * values.length, grid.seeds.length);
  return { cells, ...(cells.length === all ? { impossible: 0, why: [] } : impossibleOf(grid)) };
}

/** What a run's config says on each axis, in their order. */
export const placeOf = (config: RunConfig, axes: readonly Pick<Axis, 'path'>[]): readonly unknown[] => axes.map(({ path }) => valueAt(config, path));
