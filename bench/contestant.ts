/** An engine that takes part: one network of one config, in training. */
import type { RunConfig } from '../src/engine/config/config.ts';
import { models } from '../src/engine/models/index.ts';
import { optimizers } from '../src/engine/optimizers/index.ts';
import { Rng } from '../src/engine/rng.ts';
import { datasetOf } from '../src/engine/run/data.ts';

export interface Contestant {
  /** Called before a round of this contestant: its kernels become the current ones. */
  enter(): Promise<unknown>;
  /** One training step: loss, gradients, update. Done when it is resolved, or earlier where it returns nothing. */
  step(): Promise<unknown> | void;
  /** Training loss of the current weights. */
  loss(): Promise<number>;
  dispose(): void;
}

export interface Start {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What every contestant starts from: the same weights, pairs and per-step scalars. */
export interface Setting {
  readonly config: RunConfig;
  readonly start: readonly Start[];
  readonly classes: number;
  readonly count: number;
  /** Two columns, count × 2. */
  readonly tokens: Int32Array;
  readonly labels: Int32Array;
  /** rate, keep, β₁, 1−β₁, β₂, 1−β₂, ε, c1, c2 of update t = 1, 2, … */
  scalars(t: number): readonly number[];
}

export function settingOf(config: RunConfig): Setting {
  const dataset = datasetOf(config);
  const optimizer = optimizers.get(config.optimizer.id);
  const rng = new Rng(config.seed, 'init');
  const { parameters } = models.get(config.model.id).create(config.model, dataset.shape);
  return {
    config,
    start: parameters.map(({ name, shape, init }) => ({ name, shape, values: init(rng.split(name)).map((x) => x * config.init.scale) })),
    classes: dataset.shape.outputs,
    count: dataset.train.count,
    tokens: dataset.train.inputs as Int32Array,
    labels: dataset.train.targets as Int32Array,
    scalars: (t) => optimizer.scalars(config.optimizer, t),
  };
}
