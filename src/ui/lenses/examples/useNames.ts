import type { Names } from '../../../engine/data/names.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { useText } from '../../i18n/useText.ts';

/** Writes a class as its task does. */
export function useNames(task: string, names?: Names): (label: number) => string {
  const text = useText();
  return (label) => {
    const name = tasks.get(task).answer?.(label, names) ?? String(label);
    return typeof name === 'string' ? name : text(name);
  };
}
