/**
 * RunConfig: everything that decides a run's curve, as plain JSON. The same object stands in a link, a file, a worker message and behind a
 * command-line flag. This file says what it is; the others in this folder read and write it.
 */
import type { AdversarialValues } from '../adversarial/parameters.ts';
import type { Value } from '../parameters.ts';
import type { Section } from '../registry.ts';

/** Raised when a config would not be read, or would mean something else, as before; migrate.ts then learns to read what there was. */
export const CONFIG_VERSION = 2;

type ValuesByEntry = Readonly<Record<string, Readonly<Record<string, Value>>>>;

export interface RunConfig {
  readonly version: typeof CONFIG_VERSION;
  readonly task: Section;
  readonly model: Section;
  /** `weights` describes a file to begin with (weights/descriptor.ts); empty for a fresh start. */
  readonly init: { readonly scale: number; readonly weights: string };
  readonly loss: Section;
  readonly optimizer: Section;
  readonly constraint: { readonly norm: 'free' | 'fixed' };
  readonly adversarial: AdversarialValues;
  /** Parameters of each gradient transform, by its id. */
  readonly transforms: ValuesByEntry;
  /** Parameters of each probe, by its id. */
  readonly probes: ValuesByEntry;
  /** Accuracies that count as memorised (train) and grokked (validation). */
  readonly milestones: { readonly memorised: number; readonly grokked: number };
  readonly seed: number;
  readonly steps: number;
}

/** Sections in which one entry of a registry is chosen. */
export type RegistrySection = 'task' | 'model' | 'loss' | 'optimizer';

export function idsOf(config: Pick<RunConfig, RegistrySection>): Record<RegistrySection, string> {
  return { task: config.task.id, model: config.model.id, loss: config.loss.id, optimizer: config.optimizer.id };
}

/** Reads the value at a dotted path; undefined where there is none. */
export function valueAt(config: RunConfig, path: string): Value | undefined {
  let value: unknown = config;
  for (const name of path.split('.'))
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  return value as Value | undefined;
}

/** Sets the value at a dotted path. */
export function putAt(config: object, path: string, value: unknown): void {
  let target = config as Record<string, unknown>;
  const keys = path.split('.');
  for (const key of keys.slice(0, -1)) {
    const next = Object.hasOwn(target, key) ? target[key] : undefined;
    if (typeof next !== 'object' || next === null) put(target, key, {});
    target = target[key] as Record<string, unknown>;
  }
  put(target, keys.at(-1) as string, value);
}

/** Sets a key of an object. A link may say «__proto__», which must stay data. */
export function put(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
