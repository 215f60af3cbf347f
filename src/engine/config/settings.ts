/**
 * What a link, a preset and the form state: a run's config, and beside it the options of what is made of many runs. These decide nothing about
 * any one run; they are described, written and checked as the config's own fields are, and stand in links the same way.
 */
import { defaultsOf, type Parameters, type Value, type Values } from '../parameters.ts';
import { withoutRepeats, type Problem } from '../problem.ts';
import { landscapeParameters } from '../sweeps/landscapeOptions.ts';
import { idsOf, put, valueAt, type RunConfig } from './config.ts';
import { expectedOf } from './expected.ts';
import { fieldAt, fieldsOf, type Field } from './fields.ts';
import { toPairs, withPairs, withValue } from './pairs.ts';
import { AN_OBJECT, parseConfig, problemsOf, type Parsed } from './parse.ts';
import { defaultConfig, objectOf } from './schema.ts';
import { takePairs, type Pair } from './takePairs.ts';

/** The options beside a config, by section. */
const OPTIONS = { landscape: landscapeParameters } as const satisfies Record<string, Parameters>;
type Section = keyof typeof OPTIONS;

/** The options of each section. */
export type Options = { readonly [S in Section]: Values<(typeof OPTIONS)[S]> };

export interface Settings extends Options {
  readonly config: RunConfig;
}

/** Something that wants to be settings. */
export type RawSettings = Readonly<Record<Section | 'config', unknown>>;

export type ParsedSettings = { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly problems: readonly Problem[] };

const SECTIONS = Object.keys(OPTIONS) as Section[];

/** Every field and every option at its default. */
export function defaultSettings(): Settings {
  return { config: defaultConfig(), ...(Object.fromEntries(SECTIONS.map((section) => [section, defaultsOf(OPTIONS[section])])) as unknown as Options) };
}

/** Every field of the options, in the order of the form. */
export const optionFields: readonly Field[] = SECTIONS.flatMap((section) => fieldsOf(section, OPTIONS[section]));

/** A path into the options, taken apart; null for a field of the config. */
function optionAt(path: string): { readonly section: Section; readonly name: string } | null {
  const section = SECTIONS.find((one) => path.startsWith(`${one}.`));
  return section === undefined ? null : { section, name: path.slice(section.length + 1) };
}

/** The field at a path, as the chosen entries state it; undefined where there is none. */
export function fieldIn(settings: Settings, path: string): Field | undefined {
  return optionAt(path) === null ? fieldAt(idsOf(settings.config), path) : optionFields.find((field) => field.path === path);
}

/** Reads the value at a dotted path; undefined where there is none. */
export function settingAt(settings: Settings, path: string): Value | undefined {
  const option = optionAt(path);
  if (option === null) return valueAt(settings.config, path);
  const values: Readonly<Record<string, Value>> = settings[option.section];
  return Object.hasOwn(values, option.name) ? values[option.name] : undefined;
}

/** Settings with the value at a dotted path replaced, unvalidated; see `withValue`. */
export function withSetting(settings: Settings, path: string, value: unknown): RawSettings {
  const option = optionAt(path);
  if (option === null) return { ...settings, config: withValue(settings.config, path, value) };
  const values: Record<string, unknown> = { ...settings[option.section] };
  put(values, option.name, value);
  return { ...settings, [option.section]: values };
}

/** One section read from anything. Missing fields take their defaults. */
function readOptions(section: Section, raw: unknown): { readonly values: unknown; readonly problems: readonly Problem[] } {
  const parameters: Parameters = OPTIONS[section];
  const result = objectOf(parameters).safeParse(raw);
  if (result.success) return { values: result.data, problems: [] };
  const expected = (name: string): Problem['expected'] => {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    return parameter === undefined ? AN_OBJECT : expectedOf(parameter, (raw as Readonly<Record<string, unknown>>)[name]);
  };
  const problems = problemsOf(result.error, raw, '', expected);
  return { values: null, problems: problems.map(({ field, ...rest }) => ({ field: field === '' ? section : `${section}.${field}`, ...rest })) };
}

/** Validates settings. What stands in `known` already is not read again and stays the same object. Never throws. */
export function parseSettings(raw: RawSettings, known: Settings | null = null): ParsedSettings {
  const parsed = known !== null && raw.config === known.config ? { ok: true as const, config: known.config } : parseConfig(raw.config);
  const options = SECTIONS.map((section) => ({
    section,
    ...(known !== null && raw[section] === known[section] ? { values: known[section], problems: [] } : readOptions(section, raw[section])),
  }));
  return settingsFrom(parsed, options);
}

type ReadOptions = ReturnType<typeof readOptions> & { readonly section: Section };

function settingsFrom(parsed: Parsed, options: readonly ReadOptions[]): ParsedSettings {
  const problems = [...(parsed.ok ? [] : parsed.problems), ...options.flatMap((one) => one.problems)];
  if (!parsed.ok || problems.length > 0) return { ok: false, problems };
  const values = Object.fromEntries(options.map(({ section, values: of }) => [section, of])) as unknown as Options;
  return { ok: true, settings: { config: parsed.config, ...values } };
}

/** Everything as path=value pairs: what a link holds. */
export function settingPairs(settings: Settings): [path: string, value: string][] {
  return [...toPairs(settings.config), ...optionFields.map(({ path }): [string, string] => [path, String(settingAt(settings, path))])];
}

/** The options of one section with the pairs that name one of them. */
function withOptionPairs(settings: Settings, section: Section, pairs: readonly Pair[]): ReturnType<typeof readOptions> {
  const values: Record<string, unknown> = { ...settings[section] };
  const parameters: Parameters = OPTIONS[section];
  const known = new Map(fieldsOf(section, parameters).map(({ path, parameter }) => [path, parameter]));
  const problems = takePairs(
    pairs.filter(([path]) => optionAt(path)?.section === section),
    known,
    (path, value) => put(values, path.slice(section.length + 1), value),
  );
  const read = readOptions(section, values);
  return { values: read.values, problems: withoutRepeats([...read.problems, ...problems]) };
}

/** Settings with path=value pairs applied to them, then validated; see `withPairs`. Never throws. */
export function withSettingPairs(settings: Settings, pairs: readonly Pair[]): ParsedSettings {
  const parsed = withPairs(
    settings.config,
    pairs.filter(([path]) => optionAt(path) === null),
  );
  const options = SECTIONS.map((section) => ({ section, ...withOptionPairs(settings, section, pairs) }));
  return settingsFrom(parsed, options);
}
