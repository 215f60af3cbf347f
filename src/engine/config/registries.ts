/** The registries that a config chooses entries from. Nothing else here knows any entry by name. */
import { losses } from '../losses/index.ts';
import { models } from '../models/index.ts';
import { optimizers } from '../optimizers/index.ts';
import { probes } from '../probes/index.ts';
import { tasks } from '../tasks/index.ts';
import { transforms } from '../transforms/index.ts';
import type { RegistrySection } from './config.ts';

/** Sections in which one entry of a registry is chosen, in the order of the form. */
export const REGISTRIES = { task: tasks, model: models, loss: losses, optimizer: optimizers } as const;

/** Registries all of whose entries stand in a config, each with its own values under its id. */
export const SETS = { transforms, probes } as const;

/** The section whose entry a path chooses, as 'task.id' does; null for every other path. */
export function chosenBy(path: string): RegistrySection | null {
  const [section = '', name, ...rest] = path.split('.');
  return name === 'id' && rest.length === 0 && Object.hasOwn(REGISTRIES, section) ? (section as RegistrySection) : null;
}
