/**
 * The LU landscape (Liu et al. 2023, Omnigrok, §2): the same network trained at one fixed weight norm after another, without weight decay.
 *
 *     θ ← α·θ_init ;  R ← ‖θ‖
 *     repeat `steps` times:  one update ;  θ ← θ·R/‖θ‖
 *     the point is (R, min of train loss, min of test loss), the minima over the logged steps and independent of each other
 *
 * Every point is a function of its own config, so that points can be trained anywhere and in any order.
 */
import { DeviceLost, type Device } from '../backend/device.ts';
import type { Backends } from '../backend/select.ts';
import { parseConfig, toPairs, type RunConfig } from '../config.ts';
import type { Dataset } from '../contracts.ts';
import type { BackendChoice, BackendRequest, Host, LandscapePoint } from '../events.ts';
import { probes } from '../probes/index.ts';
import { tasks } from '../tasks/index.ts';
import { createTrainer, loadDataset } from '../trainer.ts';
import { trialOf } from '../trial.ts';

// ------------------------------------------------------------------------------------------------ the grid

/** One point to train. */
export interface PointPlan {
  /** Names the point among all landscapes: the same key, the same numbers on the same backend. */
  readonly key: string;
  /** What it trains, as `trainPoint` takes it. */
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

const distinct = (values: readonly number[]): number[] => [...new Set(values)].toSorted((a, b) => a - b);

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

/** The config with another amount of training data, or null where the task cannot have that much. */
function withAmount(config: RunConfig, amount: number): RunConfig | null {
  const { trainAmount } = tasks.get(config.task.id);
  if (config.task[trainAmount] === amount) return config;
  const parsed = parseConfig({ ...config, task: { ...config.task, [trainAmount]: amount } });
  return parsed.ok ? parsed.config : null;
}

/** Amounts of training data: multiples of the config's own, which is always among them. */
function amountsOf(config: RunConfig): number[] {
  const { trainAmount, parameters } = tasks.get(config.task.id);
  const own = config.task[trainAmount] as number;
  const { sizes, sizeFrom, sizeTo } = config.landscape;
  const parameter = parameters[trainAmount];
  if (sizes === 1 || parameter?.kind !== 'number') return [own];
  const near = logSpaced(own * sizeFrom, own * sizeTo, sizes).map((amount) =>
    Math.min(parameter.max, Math.max(parameter.min, parameter.integer === true ? Math.round(amount) : Number(amount.toPrecision(3)))),
  );
  const nearest = near.reduce((best, amount, i) => (Math.abs(Math.log(amount / own)) < Math.abs(Math.log((near[best] as number) / own)) ? i : best), 0);
  // The own amount takes the place of its neighbour in the range, and stands beside the range otherwise.
  if (own >= (near[0] as number) && own <= (near.at(-1) as number)) near[nearest] = own;
  else near.push(own);
  return distinct(near).filter((amount) => withAmount(config, amount) !== null);
}

/** A config that trains one point: the scale is α whatever the config's own, the norm is held, nothing decays, and only losses are measured. */
export function landscapeConfig(config: RunConfig, alpha: number): RunConfig {
  const { optimizer, landscape } = config;
  const quiet = probes.entries.map(({ id, parameters }) => {
    const { measure } = parameters;
    const off = measure?.kind === 'choice' && measure.choices.some(({ value }) => value === 'off');
    return [id, off ? { ...config.probes[id], measure: 'off' } : (config.probes[id] ?? {})] as const;
  });
  return {
    ...config,
    init: { ...config.init, scale: alpha },
    constraint: { ...config.constraint, norm: 'fixed' },
    optimizer: 'weightDecay' in optimizer ? { ...optimizer, weightDecay: 0 } : optimizer,
    probes: Object.fromEntries(quiet),
    steps: landscape.steps,
  };
}

/** Fields that decide nothing about a point's numbers, or that `landscapeConfig` sets. */
const WITHOUT = /^(?:init\.scale|constraint\.norm|optimizer\.weightDecay|steps|(?:probes|milestones|landscape)\..*)$/;

/** What the points of a landscape have in common but for the norm. */
function baseKey(config: RunConfig): string {
  const pairs = toPairs(config).filter(([path]) => !WITHOUT.test(path));
  const { steps, logEvery } = config.landscape;
  return [...pairs, ['steps', steps], ['logEvery', logEvery]].map(([path, value]) => `${path}=${value}`).join('&');
}

/** Which points a config's landscape consists of. */
export function landscapePlan(config: RunConfig): LandscapePlan {
  const { alphaFrom, alphaTo, alphaCount } = config.landscape;
  const alphas = distinct(logSpaced(alphaFrom, alphaTo, alphaCount).map((alpha) => Number(alpha.toPrecision(6))));
  const amounts = amountsOf(config);
  const ownAmount = config.task[tasks.get(config.task.id).trainAmount] as number;
  const rows = coarseFirst(amounts.length).map((i) => amounts[i] as number);
  const points = [ownAmount, ...rows.filter((amount) => amount !== ownAmount)].flatMap((amount) => {
    const row = withAmount(config, amount);
    if (row === null) return [];
    const base = baseKey(row);
    return coarseFirst(alphas.length).map((i): PointPlan => {
      const alpha = alphas[i] as number;
      return { key: `${base}&alpha=${alpha}`, config: landscapeConfig(row, alpha), alpha, amount };
    });
  });
  return { alphas, amounts, ownAmount, points };
}

/** Whether a run moves over the surface that a landscape was measured on: same data, same network, same loss. */
export function sameSurface(a: RunConfig, b: RunConfig): boolean {
  const part = (config: RunConfig): string =>
    toPairs(config)
      .filter(([path]) => /^(?:task|model|loss)\./.test(path))
      .join('&');
  return part(a) === part(b);
}

// ------------------------------------------------------------------------------------------------ one point

/** Where the training of a point is. */
export interface PointProgress {
  readonly step: number;
  /** The norm that is held. */
  readonly norm: number;
}

/** Longest stretch of steps between two turns to whoever trains the point, in milliseconds: what it takes to hear «pause». */
const SLICE_MS = 100;

const lower = (low: number | null, value: number): number | null => (Number.isFinite(value) && (low === null || value < low) ? value : low);

/**
 * Trains one point of a plan and yields between slices of steps; whoever drives it may wait there, or leave with `return()`.
 * @param config a point's config, as the plan has it. @param now milliseconds on a monotonic clock; decides nothing about the numbers.
 * @throws DeviceLost; the point must then be trained again from its start.
 */
async function* trainPoint(config: RunConfig, dataset: Dataset, device: Device, now: () => number): AsyncGenerator<PointProgress, LandscapePoint, void> {
  const { steps, logEvery } = config.landscape;
  const trainer = createTrainer(config, dataset, device, null);
  let norm: number | null = null;
  let drift = 0;
  let diverged: number | null = null;
  const least = { trainLoss: null as number | null, testLoss: null as number | null, trainError: 1, testError: 1 };
  let perSlice = 1;
  let lost = false;
  try {
    for (;;) {
      const { step } = trainer;
      if (step % logEvery === 0 || step === steps) {
        const { train, val, weightNorm } = await trainer.measure();
        norm ??= weightNorm;
        drift = Math.max(drift, Math.abs(weightNorm / norm - 1));
        least.trainLoss = lower(least.trainLoss, train.loss);
        least.testLoss = lower(least.testLoss, val.loss);
        least.trainError = Math.min(least.trainError, 1 - train.accuracy);
        least.testError = Math.min(least.testError, 1 - val.accuracy);
        if (![train.loss, val.loss, weightNorm].every(Number.isFinite)) diverged = step;
      }
      if (step === steps || diverged !== null) break;
      const start = now();
      const taken = Math.min(perSlice, logEvery - (step % logEvery), steps - step);
      trainer.advance(taken);
      // The next evaluation waits for the device anyway.
      if (taken < logEvery) await trainer.settle();
      perSlice = Math.max(1, Math.min(logEvery, Math.round(taken * Math.min(2, SLICE_MS / Math.max(now() - start, 0.1)))));
      yield { step: trainer.step, norm: norm ?? 0 };
    }
    const { trainAmount } = tasks.get(config.task.id);
    return {
      type: 'landscape',
      alpha: config.init.scale,
      norm: norm ?? 0,
      ...least,
      amount: config.task[trainAmount] as number,
      trainSize: trainer.trainSize,
      steps: trainer.step,
      drift,
      diverged,
      backend: device.backend,
    };
  } catch (error) {
    lost = error instanceof DeviceLost;
    throw error;
  } finally {
    // What a lost device held is gone already.
    if (!lost) trainer.dispose();
  }
}

/** Whoever has a point trained: the worker, the command line, a test. */
export interface PointHost extends Pick<Host, 'now' | 'file'> {
  /** Gives control back for a moment, for as long as the point shall pause. Says whether to go on. */
  turn(): Promise<'on' | 'stop'>;
  opened?(choice: BackendChoice): void;
  progress?(progress: PointProgress): void;
}

/** Devices that may be lost on one point before WebGPU is left alone. */
const MAX_LOSSES = 2;

/**
 * Trains one point of a plan on a backend; where its device is lost, from its start on a fresh one, so that the numbers stay the same.
 * @returns null when it was stopped. @throws Error when no backend works at all, or a data file cannot be had.
 */
export async function runPoint(config: RunConfig, host: PointHost, backends: Backends, backend: BackendRequest): Promise<LandscapePoint | null> {
  const dataset = await loadDataset(config, host);
  for (let losses = 0; ; losses++) {
    const { device, choice } = await backends.open(losses > MAX_LOSSES ? 'wasm' : backend, trialOf(config, dataset, host));
    host.opened?.(choice);
    const training = trainPoint(config, dataset, device, host.now);
    try {
      for (;;) {
        const next = await training.next();
        if (next.done === true) return next.value;
        host.progress?.(next.value);
        if ((await host.turn()) === 'stop') return null;
      }
    } catch (error) {
      if (!(error instanceof DeviceLost)) throw error;
      backends.forget(device);
    } finally {
      await training.return(null as never);
    }
  }
}
