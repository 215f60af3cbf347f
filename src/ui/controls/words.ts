/** How a field's value and problems read. Pure. */
import type { Language, Text } from '../../engine/text.ts';
import type { Field } from '../../engine/config/fields.ts';
import { shownValue } from '../../engine/config/valueWords.ts';
import type { Value } from '../../engine/parameters.ts';

interface Speaker {
  /** The group's own name. */
  readonly name: string;
  readonly text: (text: Text) => string;
  readonly onOff: { readonly on: string; readonly off: string };
}

/**
 * A group in a line: each value with its name, for a value alone says nothing («measure»), unless the group has that name already. What rests
 * ends the line.
 */
export function summaryOf(fields: readonly Field[], values: readonly (Value | undefined)[], { name, text, onOff }: Speaker): string[] {
  const parts: string[] = [];
  for (const [i, { path, parameter }] of fields.entries()) {
    const value = values[i];
    if (value === undefined) continue;
    const shown = shownValue(parameter, value, text, onOff);
    const label = text(parameter.label);
    const named = path.endsWith('.id') || label.toLowerCase() === name.toLowerCase();
    parts.push(named ? shown : `${label} ${shown}`);
    if (parameter.kind === 'choice' && parameter.choices.some((choice) => choice.value === value && choice.rests === true)) break;
  }
  return parts;
}

/** Whether a name is itself nothing but a symbol (β₁), which the typeset symbol then replaces. */
export const isSymbol = (label: string): boolean => !/[A-Za-z\u3040-\u30ff\u4e00-\u9fff]/.test(label.replace(/[₀-₉]/g, ''));

/** Whether choices are few and short enough to stand side by side. */
export function fitsInRow(labels: readonly string[], language: Language): boolean {
  const width = labels.reduce((sum, label) => sum + label.length * (language === 'ja' ? 1.7 : 1), 0);
  return labels.length <= 4 && width + labels.length * 3 <= 36;
}
