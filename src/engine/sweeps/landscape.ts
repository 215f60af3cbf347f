/**
 * The LU landscape (Liu et al. 2023, Omnigrok, §2): the same network trained at one fixed weight norm after another, without weight decay.
 *
 *     θ ← α·θ_init ;  R ← ‖θ‖
 *     repeat `steps` times:  one update ;  θ ← θ·R/‖θ‖
 *     the point is (R, min of train loss, min of test loss), the minima over the logged steps and independent of each other
 *
 * Every point is a function of its own config, so that points can be trained anywhere and in any order. This file says which points there
 * are; landscapePoint.ts trains one.
 */
import type { RunConfig } from '../config/config.ts';
import { toPairs } from '../config/pairs.ts';
import { evaluation } from '../probes/evaluation.ts';
import { quiet } from '../probes/measuring.ts';
import { tasks } from '../tasks/index.ts';
import { distinct, ownAmount, withAmount } from './amounts.ts';
import type { LandscapeOptions } from './landscapeOptions.ts';
import { pointKey } from './pointKey.ts';

/** One point to train. */
export interface PointPlan {
  /** Names the point among all landscapes: the same key, the same numbers on the same backend. */
  readonly key: string;
  /** What it trains, as `runPoint` takes it. */
  readonly config: RunConfig;
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
  readonly points: readonly PointPlan[];
}

/** `count` numbers from `a` to `b`, evenly spaced on a log scale, ascending. */
function logSpaced(a: number, b: number, count: number): number[] {
  const [low, high] = [Math.log(Math.min(a, b)), Math.log(Math.max(a, b))];
  return Array.from({ length: count }, (_, i) => Math.exp(count === 1 ? low : low + ((high - low) * i) / (count - 1)));
}

/** 0 … count−1 with the ends first, then the middle, then the middles of what is left. */
export function coarseFirst(count: number): number[] {
  const order = count === 1 ? [0] : [0, count - 1].slice(0, count);
  const gaps: [number, number][] = [[0, count - 1]];
  for (let gap = gaps.shift(); gap !== undefined; gap = gaps.shift()) {
    const [low, high] = gap;
    if (high - low < 2) continue;
    const middle = (low + high) >> 1;
    order.push(middle);
    gaps.push([low, middle], [middle, high]);
  }
  return order;
}

/** Amounts of training data: multiples of the config's own, which is always among them. */
function amountsOf(config: RunConfig, { sizes, sizeFrom, sizeTo }: LandscapeOptions): number[] {
  const { trainAmount, parameters } = tasks.get(config.task.id);
  const own = ownAmount(config);
  const parameter = parameters[trainAmount];
  if (sizes === 1 || parameter?.kind !== 'number') return [own];
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
 * A config that trains one point: the scale is α whatever the config's own, the norm is held, nothing decays, and only losses are measured, at
 * evenly spaced steps.
 */
export function landscapeConfig(config: RunConfig, { steps, logEvery }: Pick<LandscapeOptions, 'steps' | 'logEvery'>, alpha: number): RunConfig {
  const { optimizer } = config;
  return {
    ...config,
    init: { ...config.init, scale: alpha },
    constraint: { ...config.constraint, norm: 'fixed' },
    optimizer: 'weightDecay' in optimizer ? { ...optimizer, weightDecay: 0 } : optimizer,
    probes: { ...quiet(config).probes, [evaluation.id]: { perDecade: 0, every: logEvery } },
    steps,
  };
}

/** Which points a config's landscape consists of. */
export function landscapePlan(config: RunConfig, options: LandscapeOptions): LandscapePlan {
  const { alphaFrom, alphaTo, alphaCount, logEvery } = options;
  const alphas = distinct(logSpaced(alphaFrom, alphaTo, alphaCount).map((alpha) => Number(alpha.toPrecision(6))));
  const amounts = amountsOf(config, options);
  const own = ownAmount(config);
  const rows = coarseFirst(amounts.length).map((i) => amounts[i] as number);
  const points = [own, ...rows.filter((amount) => amount !== own)].flatMap((amount) => {
    const row = withAmount(config, amount);
    if (row === null) return [];
    return coarseFirst(alphas.length).map((i): PointPlan => {
      const alpha = alphas[i] as number;
      const point = landscapeConfig(row, options, alpha);
      return { key: pointKey(point, logEvery), config: point, alpha, amount };
    });
  });
  return { alphas, amounts, ownAmount: own, points };
}

/** Whether a run moves over the surface that a landscape was measured on: same data, same network, same loss. */
export function sameSurface(a: RunConfig, b: RunConfig): boolean {
  const part = (config: RunConfig): string =>
    toPairs(config)
      .filter(([path]) => /^(?:task|model|loss)\./.test(path))
      .join('&');
  return part(a) === part(b);
}
