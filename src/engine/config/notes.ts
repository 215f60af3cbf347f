/** What the chosen entries have to say of a field, their own or another's: its help holds for all of them, a note for them alone. */
import { defaultsOf } from '../parameters.ts';
import { tasks } from '../tasks/index.ts';
import type { Text } from '../text.ts';
import type { RegistrySection } from './config.ts';
import { REGISTRIES } from './registries.ts';

export function notesOn(path: string, ids: Readonly<Record<RegistrySection, string>>): readonly Text[] {
  const task = tasks.get(ids.task);
  const shape = task.shape({ ...defaultsOf(task.parameters), id: task.id });
  return (Object.keys(REGISTRIES) as RegistrySection[]).flatMap((section) => REGISTRIES[section].find(ids[section])?.notes?.(shape)[path] ?? []);
}
