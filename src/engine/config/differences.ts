/** Where two configs differ. */
import type { RunConfig } from './config.ts';
import { toPairs } from './pairs.ts';

const values = new WeakMap<RunConfig, ReadonlyMap<string, string>>();

/** Read once: a config never changes, and many parts of the page compare the same ones. */
function valuesOf(config: RunConfig): ReadonlyMap<string, string> {
  const read = values.get(config) ?? new Map(toPairs(config));
  values.set(config, read);
  return read;
}

/** Paths at which two configs differ, fields that only one of them has included. */
export function differences(a: RunConfig, b: RunConfig): string[] {
  if (a === b) return [];
  const [left, right] = [valuesOf(a), valuesOf(b)];
  return [...new Set([...left.keys(), ...right.keys()])].filter((path) => left.get(path) !== right.get(path));
}
