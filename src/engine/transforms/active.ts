/** Which transforms a config uses. Host only. */
import type { RunConfig } from '../config/config.ts';
import { transforms } from './index.ts';
import type { TransformDef } from './transform.ts';

/** The transforms that do something, in the order in which they do it. */
export function activeTransforms(config: RunConfig): TransformDef[] {
  return transforms.entries.filter((def) => def.active(config.transforms[def.id] ?? {}));
}
