/** Small networks at a moment, and what a look sees of them. */
import { dataFile } from '../../../scripts/data-plugin.ts';
import type { Device } from '../../../src/engine/backend/device.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { networkAt, type LookDef, type NetworkAt } from '../../../src/engine/looks/look.ts';
import { datasetOf } from '../../../src/engine/run/data.ts';
import { filesOf } from '../../../src/engine/run/files.ts';
import type { ParametersAt } from '../../../src/engine/run/host.ts';

/** The default config with some fields set. */
export function configOf(set: Readonly<Record<string, string | number | boolean>>): RunConfig {
  const parsed = withPairs(
    defaultConfig(),
    Object.entries(set).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

/** Freshly initialised, or with these parameters. */
export function networkOf(config: RunConfig, at: ParametersAt | null = null): NetworkAt {
  const files = Object.fromEntries(filesOf(config).map((name) => [name, dataFile(name)]));
  return networkAt(config, datasetOf(config, files), at);
}

/** Works a look out to its end. */
export function seenBy<Q, A>(def: LookDef<Q, A>, network: NetworkAt, question: Q, device?: Device): { readonly answer: A; readonly shares: readonly number[] } {
  const work = def.look(network, question, device);
  const shares: number[] = [];
  for (;;) {
    const next = work.next();
    if (next.done === true) return { answer: next.value, shares };
    shares.push(next.value);
  }
}

export const MLP = configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.depth': 2, 'model.width': 24 });
export const TRANSFORMER = configOf({ 'task.p': 7, 'model.width': 16, 'model.ffn': 24 });
export const DIGITS = configOf({ 'task.id': 'digits', 'task.trainSize': 40, 'task.valSize': 30, 'model.id': 'mlp', 'model.depth': 2, 'model.width': 24 });
export const REGRESSION = configOf({ 'task.id': 'teacher-student', 'loss.id': 'mse', 'model.id': 'mlp', 'model.width': 16 });
export const MOLECULES = configOf({ 'task.id': 'molecules', 'task.trainSize': 12, 'task.valSize': 10, 'model.width': 8, 'model.edgeWidth': 4 });
