/** What pulls the weights of a config down. */
import { optimizers } from '../optimizers/index.ts';
import { transforms } from '../transforms/index.ts';
import type { RunConfig } from './config.ts';
import { withPatch } from './live.ts';

/** Paths of the fields that pull all weights down; at 0 nothing does. */
export function decayPaths(config: RunConfig): string[] {
  const { decay } = optimizers.get(config.optimizer.id);
  const before = transforms.entries.flatMap((def) => (def.decay === undefined ? [] : [`transforms.${def.id}.${def.decay}`]));
  return [...(decay === null ? [] : [`optimizer.${decay}`]), ...before];
}

/** The same, with nothing that pulls the weights down. */
export function withoutDecay(config: RunConfig): RunConfig {
  return withPatch(config, Object.fromEntries(decayPaths(config).map((path) => [path, 0])));
}
