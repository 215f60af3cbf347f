/** What to call a run beside others: its preset, its seed, and what it has that others have not. Pure. */
import { saidBy } from '../../engine/config/acts.ts';
import { idsOf, type RunConfig } from '../../engine/config/config.ts';
import { fieldAt } from '../../engine/config/fields.ts';
import { toPairs } from '../../engine/config/pairs.ts';
import { findPreset } from '../../engine/presets/index.ts';
import type { Change } from '../../engine/run/change.ts';
import { text, type Language, type Text } from '../../engine/text.ts';
import { formatStep } from '../../figures/plot/format.ts';
import { namedValue } from '../../engine/config/valueWords.ts';

/** Differences that are told: more than these nobody reads in passing, unless it takes more to tell two runs apart. A title has room for one. */
const TOLD = 2;
const IN_TITLE = 1;

const SEED = text('seed', 'シード');
const UNCHANGED = text('no change on its way', '途中の変更なし');
const comma: Readonly<Record<Language, string>> = { en: ', ', ja: '、' };

/** A run, or what a run would be made of. */
export interface Named {
  readonly config: RunConfig;
  readonly basedOn: string;
  /** Changes while it goes on, made or to come. */
  readonly changes: readonly Change[];
  /** What computes it; null before that is known. */
  readonly kernels: string | null;
}

/** One thing that a run has: under the same key another run may have another, or none. */
interface Trait {
  readonly value: string;
  readonly words: (language: Language) => string;
}

const wordsOf = (config: RunConfig, path: string, value: string | number | boolean, language: Language): string => {
  const parameter = fieldAt(idsOf(config), path)?.parameter;
  return parameter === undefined ? '' : namedValue(parameter, value, language);
};

/** At a step, as it stands before what changes there. */
const from = (step: number): Text => text(`from step ${formatStep(step, 'en')} `, `ステップ ${formatStep(step, 'ja')} から`);

/** Of every run once: names are told of each beside all others. */
const known = new WeakMap<Named, ReadonlyMap<string, Trait>>();

export function traitsOf(run: Named): ReadonlyMap<string, Trait> {
  const traits = known.get(run) ?? readTraits(run);
  known.set(run, traits);
  return traits;
}

/** By key, in the order in which they are told. What a value reads as is told only where the config has a word for it. */
function readTraits({ config, changes, kernels }: Named): ReadonlyMap<string, Trait> {
  const fields = toPairs(config).map(([path, value]): [string, Trait] => {
    const words = (language: Language): string => (path === 'seed' ? `${SEED[language]} ${config.seed}` : wordsOf(config, path, value, language));
    return [path, { value, words }];
  });
  const made = changes.flatMap(({ step, patch }) =>
    saidBy(config, patch).map(({ path, parameter, value }): [string, Trait] => [
      `@${step}.${path}`,
      { value: String(value), words: (language) => `${from(step)[language]}${namedValue(parameter, value, language)}` },
    ]),
  );
  return new Map([...fields, ...made, ...(kernels === null ? [] : [['kernels', { value: kernels, words: () => kernels }] as [string, Trait]])]);
}

/** Keys of what the one has and the other has not, or has otherwise. */
function apart(one: ReadonlyMap<string, Trait>, other: ReadonlyMap<string, Trait>): string[] {
  return [...one].filter(([key, { value }]) => other.get(key)?.value !== value).map(([key]) => key);
}

/** What is told of a run beside others of its preset, so that each of them is told apart that can be. @param always what is told in any case */
function toldOf(
  run: Named,
  alike: readonly Named[],
  most: number,
  language: Language,
  always: readonly string[] = [],
): { readonly words: readonly string[]; readonly more: boolean } {
  const traits = traitsOf(run);
  const spoken = (key: string): boolean => traits.get(key)?.words(language) !== '';
  const differing = alike.map((other) => apart(traits, traitsOf(other)).filter(spoken));
  const all = [...traits.keys()].filter((key) => key !== 'seed' && differing.some((keys) => keys.includes(key)));
  const own = always.filter((key) => traits.has(key) && spoken(key));
  const free = all.filter((key) => key !== 'kernels' && !own.includes(key));
  const told = new Set([...own, ...free.slice(0, Math.max(0, most - own.length))]);
  for (const keys of differing) {
    const [first] = keys;
    if (first !== undefined && !keys.includes('seed') && !keys.some((key) => told.has(key))) told.add(first);
  }
  const words = [...traits].flatMap(([key, trait]) => (told.has(key) ? [trait.words(language)] : []));
  return { words, more: all.some((key) => key !== 'kernels' && !told.has(key)) };
}

/**
 * @param others the other runs on the bench. Runs of other presets differ in much: those are told apart by their presets.
 * @param always fields that are told in any case
 */
export function runName(run: Named, others: readonly Named[], language: Language, always: readonly string[] = []): string {
  const alike = others.filter(({ basedOn }) => basedOn === run.basedOn);
  const preset = alike.length < others.length ? findPreset(run.basedOn)?.label[language] : undefined;
  const { words, more } = toldOf(run, alike, TOLD, language, always);
  return [...(preset === undefined ? [] : [preset]), `${SEED[language]} ${run.config.seed}`, ...words, ...(more ? ['…'] : [])].join(comma[language]);
}

/** What one has that the other has not, where both have the same title. */
export function differenceOf(run: Named, other: Named, language: Language): string {
  const seed = run.config.seed === other.config.seed ? [] : [`${SEED[language]} ${run.config.seed}`];
  const { words, more } = toldOf(run, [other], IN_TITLE - seed.length, language);
  // Whatever the other has more where this one has nothing is a change on its way.
  const [first = UNCHANGED[language], ...others] = [...seed, ...words];
  return [first, ...others, ...(more ? ['…'] : [])].join(comma[language]);
}
