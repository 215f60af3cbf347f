/** What to call a run beside others: its seed, and what its config has that others have not. Pure. */
import { idsOf, valueAt, type RunConfig } from '../../engine/config/config.ts';
import { fieldAt } from '../../engine/config/fields.ts';
import { LANGUAGES, type Language } from '../../engine/text.ts';
import { differences } from '../../store/config.ts';
import { shownValue } from '../controls/words.ts';

/** Differences that are told: more than these nobody reads in passing. */
const TOLD = 2;

const ON_OFF: Readonly<Record<Language, { readonly on: string; readonly off: string }>> = { en: { on: 'on', off: 'off' }, ja: { on: 'オン', off: 'オフ' } };
const SEED: Readonly<Record<Language, string>> = { en: 'seed', ja: 'シード' };

/** @param others the configs of the other runs on the bench. */
export function runName(config: RunConfig, others: readonly RunConfig[], language: Language): string {
  const paths = [...new Set(others.flatMap((other) => differences(config, other)))].filter((path) => path !== 'seed');
  const told = paths.flatMap((path): string[] => {
    const field = fieldAt(idsOf(config), path);
    const value = valueAt(config, path);
    if (field === undefined || value === undefined) return [];
    return [`${field.parameter.label[language]} ${shownValue(field.parameter, value, (words) => words[language], ON_OFF[language])}`];
  });
  return [`${SEED[language]} ${config.seed}`, ...told.slice(0, TOLD), ...(told.length > TOLD ? ['…'] : [])].join(language === LANGUAGES[1] ? '、' : ', ');
}
