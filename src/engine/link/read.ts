/** Reads links of every version, whatever they have been through. One that cannot be read says why. */
import { oneOf } from '../config/expected.ts';
import { fromText } from '../config/fromText.ts';
import { fits } from '../config/schema.ts';
import { defaultSettings, withSettingPairs, type Settings } from '../config/settings.ts';
import type { Pair } from '../config/takePairs.ts';
import { findPreset, PRESETS } from '../presets/index.ts';
import type { Preset } from '../presets/preset.ts';
import { settingsAt, versionOf } from '../presets/versions.ts';
import { withoutRepeats, type Problem } from '../problem.ts';
import { text, type Language } from '../text.ts';
import { changeNamed, isChange, readChanges } from './changes.ts';
import { FREE, isFree, MOST_BESIDE, WORDS, type Link } from './link.ts';
import { idMeant, idsIn, nameMeant, parametersAt } from './meant.ts';
import { decoded, partsOf, type Part } from './parts.ts';

export type ReadLink =
  /** `ignored`: what says how a run is looked at, and is nothing that can be; the run is what the link says all the same. */
  { readonly ok: true; readonly link: Link; readonly ignored: readonly Problem[] } | { readonly ok: false; readonly problems: readonly Problem[] };

const DEFAULT = PRESETS[0] as Preset;

const words: Readonly<Record<string, readonly string[]>> = { preset: PRESETS.map(({ id }) => id), ...WORDS };

const idsOfWord = (name: string): readonly string[] | null => (Object.hasOwn(words, name) ? (words[name] ?? null) : null);

/** Of what a value may have been before the link travelled, the first that means something, as what it means. */
function pairOf({ name: written, values }: Part): Pair {
  const name = nameMeant(written);
  const ids = idsOfWord(name);
  const parameters = parametersAt(changeNamed(name)?.field ?? name);
  const means = (value: string): boolean => {
    if (ids !== null) return ids.includes(value);
    if (isFree(name)) return FREE[name].test(value);
    if (name === 'v' || name === 'version') return /^\d+$/.test(value);
    return parameters.some((parameter) => fits(parameter, fromText(parameter, value)));
  };
  const known = ids ?? parameters.flatMap(idsIn);
  const value = values.find(means);
  return [name, idMeant(known, value === undefined ? values : [value]) ?? value ?? (values[0] as string)];
}

const lastOf = (pairs: readonly Pair[], name: string): string | null => pairs.findLast(([field]) => field === name)?.[1] ?? null;

/** Parts that decide nothing about the run. */
const LOOKS: ReadonlySet<string> = new Set(['axis', 'lang', ...Object.keys(FREE)]);

/** The last of them that can be; null where none is said. */
function lookOf<W extends 'axis' | 'lang'>(pairs: readonly Pair[], name: W): (typeof WORDS)[W][number] | null {
  const known: readonly string[] = WORDS[name];
  const said = pairs.findLast(([field, value]) => field === name && known.includes(value));
  return (said?.[1] ?? null) as (typeof WORDS)[W][number] | null;
}

/** The last that can be of a part that is free; null where none is said. */
const freeOf = (pairs: readonly Pair[], name: keyof typeof FREE): string | null =>
  pairs.findLast(([field, value]) => field === name && FREE[name].test(value))?.[1] ?? null;

const EXPECTED = {
  lens: text('the name of a lens', 'レンズの名前にしてください。'),
  at: text('a step', 'ステップ数にしてください。'),
  beside: text(
    `up to ${MOST_BESIDE} presets, such as no-decay,small-init`,
    `プリセットの名前を ${MOST_BESIDE} つまでコンマでつないでください（例：no-decay,small-init）。`,
  ),
} as const;

/** The presets named, each once, and the names of none. */
function besideOf(pairs: readonly Pair[]): { readonly beside: readonly string[]; readonly strange: readonly Problem[] } {
  const names = [...new Set(freeOf(pairs, 'beside')?.toLowerCase().split(',') ?? [])];
  const strange = names
    .filter((name) => findPreset(name) === undefined)
    .map((value) => ({ field: 'beside', value, expected: oneOf(PRESETS.map(({ id }) => id)) }));
  return { beside: [...new Set(names.flatMap((name) => findPreset(name)?.id ?? []))], strange };
}

/** What a link starts from; null where its preset never had that version. */
function baseOf(pairs: readonly Pair[], preset: Preset | undefined): Settings | null {
  const version = lastOf(pairs, 'v');
  if (version !== null) return settingsAt(preset ?? DEFAULT, Number(version));
  // Before links named a preset's version every field stood in them; what has come since is as it is where nobody asks for it.
  return preset === undefined || lastOf(pairs, 'version') !== null ? defaultSettings() : preset;
}

function versionProblem(value: string, preset: Preset | undefined): Problem {
  const newest = versionOf(preset ?? DEFAULT);
  return {
    field: 'v',
    value,
    expected: oneOf(Array.from({ length: newest }, (_, i) => String(i + 1))),
  };
}

/** What a text is to be that says nothing of ours. */
export const WITH_SETTINGS = text(
  'a link of this page, with its settings behind «#», such as #preset=default',
  'このページのリンク（#preset=default のように「#」の後に設定が続くもの）にしてください。',
);

/** Whether a text has no part behind «#»: an address of something else, or words. */
function isOther(whole: string, parts: readonly Part[]): boolean {
  if (parts.length === 0) return false;
  const isWords = !whole.startsWith('#') && parts.every(({ values }) => values.every((value) => value === ''));
  return isWords || /^#?[a-z][a-z\d+.-]*:\/\/[^#]*$/i.test(decoded(whole));
}

/** Reads what stands after the «#», with or without it. Work is linear in its length. Never throws. */
export function readLink(hash: string): ReadLink {
  const parts = partsOf(hash);
  if (isOther(hash, parts)) return { ok: false, problems: [{ field: 'link', value: decoded(hash).replace(/^#/, ''), expected: WITH_SETTINGS }] };
  const pairs = parts.map(pairOf);
  const problems = pairs.flatMap(([field, value]): Problem[] => {
    const ids = idsOfWord(field);
    if (isFree(field)) return FREE[field].test(value) ? [] : [{ field, value, expected: EXPECTED[field] }];
    return ids === null || ids.includes(value) ? [] : [{ field, value, expected: oneOf(ids) }];
  });
  const preset = findPreset(lastOf(pairs, 'preset') ?? '');
  const base = baseOf(pairs, preset);
  if (base === null) problems.push(versionProblem(lastOf(pairs, 'v') ?? '', preset));
  const parsed = withSettingPairs(
    base ?? defaultSettings(),
    pairs.filter(([name]) => idsOfWord(name) === null && !isFree(name) && name !== 'v' && !isChange(name)),
  );
  if (!parsed.ok) return { ok: false, problems: withoutRepeats([...problems, ...parsed.problems]) };
  const { changes, problems: unsound } = readChanges(
    parsed.settings.config,
    pairs.filter(([name]) => isChange(name)),
  );
  if (unsound.length > 0 || problems.some(({ field }) => !LOOKS.has(field))) return { ok: false, problems: withoutRepeats([...problems, ...unsound]) };
  const at = freeOf(pairs, 'at');
  const { beside, strange } = besideOf(pairs);
  return {
    ok: true,
    ignored: withoutRepeats([...problems, ...strange]),
    link: {
      settings: parsed.settings,
      changes,
      basedOn: preset?.id ?? DEFAULT.id,
      kernels: lastOf(pairs, 'kernels') === 'exact' ? 'exact' : 'fastest',
      axis: lookOf(pairs, 'axis'),
      language: lookOf(pairs, 'lang'),
      lens: freeOf(pairs, 'lens')?.toLowerCase() ?? null,
      at: at === null ? null : Number(at),
      beside,
    },
  };
}

/** The language a link asks for, also where something else in it is wrong. */
export function languageIn(hash: string): Language | null {
  const pairs = partsOf(hash)
    .filter(({ name }) => nameMeant(name) === 'lang')
    .map(pairOf);
  return lookOf(pairs, 'lang');
}
