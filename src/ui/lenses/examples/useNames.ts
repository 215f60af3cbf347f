import type { Names } from '../../../engine/data/names.ts';
import { className } from '../../i18n/className.ts';
import { useLanguage } from '../../i18n/useText.ts';

/** Writes a class as its task does. */
export function useNames(task: string, names?: Names): (label: number) => string {
  const language = useLanguage();
  return (label) => className(task, label, names, language);
}
