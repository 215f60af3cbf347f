/** The parameters that a network begins with. */
import type { RunConfig } from '../config/config.ts';
import type { Model } from '../models/model.ts';
import { Rng } from '../rng.ts';

/** The parameters of a fresh network: the same for the same config and seed. @param start those of a file, which the config begins with instead. */
export function initialParameters(config: RunConfig, model: Model, start?: readonly Float32Array[]): Float32Array[] {
  if (start !== undefined) return start.map((values) => values.map((x) => x * config.init.scale));
  const rng = new Rng(config.seed, 'init');
  return model.parameters.map(({ name, init }) => init(rng.split(name)).map((x) => x * config.init.scale));
}
