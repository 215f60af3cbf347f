/** How a field's value and problems read. Pure. */
import type { Language, Text } from '../../engine/text.ts';
import type { Field } from '../../engine/config/fields.ts';
import type { Parameter, Value } from '../../engine/parameters.ts';

/** As it stands in prose: words in the reader's language. */
export function shownValue(parameter: Parameter, value: Value, text: (text: Text) => string, onOff: { readonly on: string; readonly off: string }): string {
  if (parameter.kind === 'flag') return value === true ? onOff.on : onOff.off;
  if (parameter.kind === 'choice') {
    const choice = parameter.choices.find((c) => c.value === value);
    return choice === undefined ? String(value) : text(choice.label);
  }
  if (parameter.kind === 'number' && value === parameter.word && parameter.wordLabel !== undefined) return text(parameter.wordLabel);
  return String(value);
}

const ON_OFF: Readonly<Record<Language, Speaker['onOff']>> = { en: { on: 'on', off: 'off' }, ja: { on: 'オン', off: 'オフ' } };

/** A field's name and value: «weight decay 1». */
export const namedValue = (parameter: Parameter, value: Value, language: Language): string =>
  `${parameter.label[language]} ${shownValue(parameter, value, (words) => words[language], ON_OFF[language])}`;

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
