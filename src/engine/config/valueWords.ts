/** How a field's value reads. Pure. */
import type { Parameter, Value } from '../parameters.ts';
import { text as words, type Language, type Text } from '../text.ts';
import { readWeights } from '../weights/descriptor.ts';

const NONE = words('none', 'なし');

/** As it stands in prose: words in the reader's language. */
export function shownValue(parameter: Parameter, value: Value, text: (text: Text) => string, onOff: { readonly on: string; readonly off: string }): string {
  if (parameter.kind === 'flag') return value === true ? onOff.on : onOff.off;
  if (parameter.kind === 'choice') {
    const choice = parameter.choices.find((c) => c.value === value);
    return choice === undefined ? String(value) : text(choice.label);
  }
  if (parameter.kind === 'number' && value === parameter.word && parameter.wordLabel !== undefined) return text(parameter.wordLabel);
  if (parameter.kind === 'line' && parameter.file === 'weights') return readWeights(String(value))?.name ?? text(NONE);
  return String(value);
}

const ON_OFF: Readonly<Record<Language, { readonly on: string; readonly off: string }>> = { en: { on: 'on', off: 'off' }, ja: { on: 'オン', off: 'オフ' } };

/** A field's value alone. */
export const shownIn = (parameter: Parameter, value: Value, language: Language): string =>
  shownValue(parameter, value, (said) => said[language], ON_OFF[language]);

/** A field's name and value: «weight decay 1». */
export const namedValue = (parameter: Parameter, value: Value, language: Language): string =>
  `${parameter.label[language]} ${shownIn(parameter, value, language)}`;
