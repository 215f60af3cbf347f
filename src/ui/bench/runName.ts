/** What to call a run beside others: its preset, its seed, and what its config has that others have not. Pure. */
import { idsOf, valueAt } from '../../engine/config/config.ts';
import { fieldAt } from '../../engine/config/fields.ts';
import { findPreset } from '../../engine/presets/index.ts';
import { LANGUAGES, type Language } from '../../engine/text.ts';
import { differences } from '../../store/config.ts';
import type { Run } from '../../store/run.ts';
import { shownValue } from '../controls/words.ts';

/** Differences that are told: more than these nobody reads in passing. */
const TOLD = 2;

const ON_OFF: Readonly<Record<Language, { readonly on: string; readonly off: string }>> = { en: { on: 'on', off: 'off' }, ja: { on: 'オン', off: 'オフ' } };
const SEED: Readonly<Record<Language, string>> = { en: 'seed', ja: 'シード' };

type Named = Pick<Run, 'config' | 'origin'>;

/** @param others the other runs on the bench. Runs of other presets differ in much: those are told apart by their presets. */
export function runName({ config, origin }: Named, others: readonly Named[], language: Language): string {
  const alike = others.filter((other) => other.origin.basedOn === origin.basedOn);
  const paths = [...new Set(alike.flatMap((other) => differences(config, other.config)))].filter((path) => path !== 'seed');
  const preset = alike.length < others.length ? findPreset(origin.basedOn)?.label[language] : undefined;
  const told = paths.flatMap((path): string[] => {
    const field = fieldAt(idsOf(config), path);
    const value = valueAt(config, path);
    if (field === undefined || value === undefined) return [];
    return [`${field.parameter.label[language]} ${shownValue(field.parameter, value, (words) => words[language], ON_OFF[language])}`];
  });
  return [...(preset === undefined ? [] : [preset]), `${SEED[language]} ${config.seed}`, ...told.slice(0, TOLD), ...(told.length > TOLD ? ['…'] : [])].join(
    language === LANGUAGES[1] ? '、' : ', ',
  );
}
