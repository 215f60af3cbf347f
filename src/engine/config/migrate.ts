/** Reads configs of older versions: links, files and messages of every version so far keep their meaning. Pure. */
import { CONFIG_VERSION } from './config.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Version 2: the landscape's grid decides nothing about a run, so it stands beside the config (settings.ts). No curve changes. */
function withoutLandscape(raw: Raw): Raw {
  const { landscape: _, ...rest } = raw;
  return rest;
}

/** What makes version n + 1 of version n, the first of version 1. Unvalidated: what is wrong in a config is still wrong in the next version's. */
const STEPS: readonly ((raw: Raw) => Raw)[] = [withoutLandscape];

/** Versions that can be read, oldest first. */
export const VERSIONS: readonly number[] = [...STEPS.map((_, i) => i + 1), CONFIG_VERSION];

/** The same config as the newest version has it. What is none, or of no known version, is returned as it is. */
export function migrated(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  const { version } = raw as Raw;
  if (typeof version !== 'number' || !VERSIONS.includes(version)) return raw;
  return STEPS.slice(version - 1).reduce((older: Raw, step, i) => ({ ...step(older), version: version + i + 1 }), raw as Raw);
}
