/**
 * The LU landscape (Liu et al. 2023, Omnigrok, §2): the same network trained at one fixed weight norm after another, without weight decay.
 *
 *     θ ← α·θ_init ;  R ← ‖θ‖
 *     repeat `steps` times:  one update ;  θ ← θ·R/‖θ‖
 *     the point is (R, min of train loss, min of test loss), the minima over the logged steps and independent of each other
 *
 * Every point is a plain run of its own config, so that points can be trained anywhere and in any order. This file says which runs there are;
 * landscapeFold.ts reads a point off one.
 */
import type { RunConfig } from '../config/config.ts';
import { withoutDecay } from '../config/decay.ts';
import { toPairs } from '../config/pairs.ts';
import { evaluation } from '../probes/evaluation.ts';
import { quiet } from '../probes/measuring.ts';
import { amountParameter, amountPath, distinct, ownAmount, withAmount } from './amounts.ts';
import type { LandscapeOptions } from './landscapeOptions.ts';
import { pointKey } from './pointKey.ts';
import { cellsOf, coarseFirst, type Cell, type Sweep } from './sweep.ts';

/** One point to train: a cell of the landscape's sweep. */
interface PlannedPoint extends Cell {
  readonly alpha: number;
  /** Training data, in the task's own measure. */
  readonly amount: number;
}

export interface LandscapePlan {
  /** Ascending. */
  readonly alphas: readonly number[];
  /** Ascending; just the config's own unless more sizes are asked for. */
  readonly amounts: readonly number[];
  readonly ownAmount: number;
  /** In the order in which they are best trained: a coarse picture first, and the config's own amount before all others. */
  readonly points: readonly PlannedPoint[];
}

/** `count` numbers from `a` to `b`, evenly spaced on a log scale, ascending. */
function logSpaced(a: number, b: number, count: number): number[] {
  const [low, high] = [Math.log(Math.min(a, b)), Math.log(Math.max(a, b))];
  return Array.from({ length: count }, (_, i) => Math.exp(count === 1 ? low : low + ((high - low) * i) / (count - 1)));
}

/** Amounts of training data: multiples of the config's own, which is always among them. */
function amountsOf(config: RunConfig, { sizes, sizeFrom, sizeTo }: LandscapeOptions): number[] {
  const own = ownAmount(config);
  if (sizes === 1) return [own];
  const parameter = amountParameter(config);
  const near = logSpaced(own * sizeFrom, own * sizeTo, sizes).map((amount) =>
    Math.min(parameter.max, Math.max(parameter.min, parameter.integer === true ? Math.round(amount) : Number(amount.toPrecision(2)))),
  );
  const nearest = near.reduce((best, amount, i) => (Math.abs(Math.log(amount / own)) < Math.abs(Math.log((near[best] as number) / own)) ? i : best), 0);
  // The own amount takes the place of its neighbour in the range, and stands beside the range otherwise.
  if (own >= (near[0] as number) && own <= (near.at(-1) as number)) near[nearest] = own;
  else near.push(own);
  return distinct(near).filter((amount) => withAmount(config, amount) !== null);
}

/**
 * The landscape of a config as a sweep: init scale against the amount of data. In every cell the norm is held, nothing decays, and only losses
 * are measured, at evenly spaced steps.
 */
function landscapeSweep(config: RunConfig, { steps, logEvery }: LandscapeOptions, amounts: readonly number[], alphas: readonly number[]): Sweep {
  const own = amounts.indexOf(ownAmount(config));
  return {
    base: {
      ...withoutDecay(config),
      constraint: { ...config.constraint, norm: 'fixed' },
      probes: { ...quiet(config).probes, [evaluation.id]: { perDecade: 0, every: logEvery } },
      steps,
    },
    axes: [
      // The config's own row before all others: it is the curve.
      { path: amountPath(config), values: amounts, order: [own, ...coarseFirst(amounts.length).filter((i) => i !== own)] },
      { path: 'init.scale', values: alphas },
    ],
  };
}

/** Which points a config's landscape consists of. */
export function landscapePlan(config: RunConfig, options: LandscapeOptions): LandscapePlan {
  const { alphaFrom, alphaTo, alphaCount } = options;
  const alphas = distinct(logSpaced(alphaFrom, alphaTo, alphaCount).map((alpha) => Number(alpha.toPrecision(6))));
  const amounts = amountsOf(config, options);
  const points = cellsOf(landscapeSweep(config, options, amounts, alphas), pointKey).map((cell): PlannedPoint => {
    const [row = 0, column = 0] = cell.at;
    return { ...cell, amount: amounts[row] as number, alpha: alphas[column] as number };
  });
  return { alphas, amounts, ownAmount: ownAmount(config), points };
}

/** Sections of a config that make the surface. */
const SURFACE: ReadonlySet<string> = new Set(['task', 'model', 'loss']);

/** Whether a run moves over the surface that a landscape was measured on: same data, same network, same loss. */
export function sameSurface(a: RunConfig, b: RunConfig): boolean {
  const part = (config: RunConfig): string =>
    toPairs(config)
      .filter(([path]) => SURFACE.has(path.split('.')[0] as string))
      .join('&');
  return part(a) === part(b);
}
