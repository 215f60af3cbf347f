/** The parameters of a fresh network. */
import type { RunConfig } from '../config/config.ts';
import type { Model } from '../models/model.ts';
import { Rng } from '../rng.ts';

/** The parameters of a fresh network: the same for the same config and seed. */
export function initialParameters(config: RunConfig, model: Model): Float32Array[] {
  const rng = new Rng(config.seed, 'init');
  return model.parameters.map(({ name, init }) => init(rng.split(name)).map((x) => x * config.init.scale));
}
