/** A class as its task writes it, in the reader's language. */
import type { Names } from '../../engine/data/names.ts';
import { tasks } from '../../engine/tasks/index.ts';
import type { Language } from '../../engine/text.ts';

export function className(task: string, label: number, names: Names | undefined, language: Language): string {
  const name = tasks.get(task).answer?.(label, names) ?? String(label);
  return typeof name === 'string' ? name : name[language];
}
