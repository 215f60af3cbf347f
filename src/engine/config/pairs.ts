/** A config as path=value pairs: what links and \`--set\` use; and a config with one value replaced. */
import { defaultsOf, type Parameter } from '../parameters.ts';
import { withoutRepeats, type Problem } from '../problem.ts';
import type { Entry, Registry } from '../registry.ts';
import { tasks } from '../tasks/index.ts';
import { fitting } from './check.ts';
import { CONFIG_VERSION, idsOf, putAt, valueAt, type RegistrySection, type RunConfig } from './config.ts';
import { oneOf } from './expected.ts';
import { fields } from './fields.ts';
import { VERSIONS } from './migrate.ts';
import { expectedAt, parseConfig, type Parsed } from './parse.ts';
import { chosenBy, REGISTRIES } from './registries.ts';
import { fits } from './schema.ts';
import { takePairs, type Pair } from './takePairs.ts';

/**
 * A config with another entry of a registry. What was set by hand and the new entry has too is kept; the rest takes the new entry's defaults,
 * also where the former entry's default stood: a rate that suits one optimiser does not suit every other.
 */
function withEntry(config: RunConfig, section: RegistrySection, id: unknown): RunConfig {
  const registry: Registry<Entry> = REGISTRIES[section];
  const parameters = (typeof id === 'string' ? registry.find(id)?.parameters : undefined) ?? {};
  const old = config[section];
  const usual = registry.find(old.id)?.parameters ?? {};
  const isKept = (key: string): boolean => Object.hasOwn(old, key) && old[key] !== usual[key]?.default && fits(parameters[key] as Parameter, old[key]);
  const kept = Object.keys(parameters).filter(isKept);
  return { ...config, [section]: { ...defaultsOf(parameters), ...Object.fromEntries(kept.map((key) => [key, old[key]])), id } };
}

/** Whether what a config says of its task is sound: what is not has no data. */
function isSound({ task: { id, ...values } }: RunConfig): boolean {
  const parameters = tasks.find(id)?.parameters;
  return parameters !== undefined && Object.entries(parameters).every(([name, parameter]) => fits(parameter, values[name]));
}

/** After a new task, or another value of one: the first model and the first loss that fit its data, in place of those that fitted before and do not now. */
function adapted(config: RunConfig, before: RunConfig): RunConfig {
  if (!isSound(config) || !isSound(before)) return config;
  return (['model', 'loss'] as const).reduce((next, section) => {
    const ids = fitting(config.task, section);
    const { id } = next[section];
    return ids.includes(id) || !fitting(before.task, section).includes(id) ? next : withEntry(next, section, ids[0]);
  }, config);
}

const ofTask = (path: string): boolean => path.startsWith('task.');

/**
 * A config with the value at a dotted path replaced, unvalidated. Choosing another task, or another value of it, also chooses another model or
 * loss where the one at hand cannot do it.
 */
export function withValue(config: RunConfig, path: string, value: unknown): unknown {
  const section = chosenBy(path);
  if (section !== null) {
    const next = withEntry(config, section, value);
    return section === 'task' ? adapted(next, config) : next;
  }
  const copy = structuredClone(config);
  putAt(copy, path, value);
  return ofTask(path) ? adapted(copy, config) : copy;
}

/** The whole config as path=value pairs: the form links and `--set` use. */
export function toPairs(config: RunConfig): [path: string, value: string][] {
  return [['version', String(CONFIG_VERSION)], ...fields(idsOf(config)).map(({ path }): [string, string] => [path, String(valueAt(config, path))])];
}

/** A config with those of the pairs that are sound values of its task. */
function withTask(config: RunConfig, pairs: readonly Pair[]): RunConfig {
  const next = structuredClone(config);
  const known = new Map(fields(idsOf(config)).flatMap(({ path, parameter }) => (ofTask(path) ? [[path, parameter]] : [])));
  const own = pairs.filter(([path]) => ofTask(path) && known.has(path));
  takePairs(own, known, (path, value) => putAt(next, path, value));
  return next;
}

/**
 * A config with path=value pairs applied to it, then validated. Entries are chosen first, whatever the order; of several pairs of one field the
 * last holds, and all are checked. Work is linear in the pairs. Never throws.
 */
export function withPairs(config: RunConfig, pairs: readonly Pair[]): Parsed {
  const problems: Problem[] = [];
  let chosen = config;
  for (const section of Object.keys(REGISTRIES) as RegistrySection[]) {
    const { ids } = REGISTRIES[section];
    const asked = pairs.filter(([path]) => chosenBy(path) === section);
    const last = asked.at(-1)?.[1];
    for (const [field, value] of asked) if (!ids.includes(value)) problems.push({ field, value, expected: oneOf(ids) });
    if (last !== undefined && ids.includes(last)) chosen = withValue(chosen, `${section}.id`, last) as RunConfig;
    if (section === 'task') chosen = adapted(withTask(chosen, pairs), chosen);
  }
  const known = new Map(fields(idsOf(chosen)).map((field) => [field.path, field.parameter]));
  const next = structuredClone(chosen);
  const others = pairs.filter(([path]) => chosenBy(path) === null && path !== 'version');
  for (const [path, value] of pairs) {
    // What the pairs of an older version say, they still say.
    if (path === 'version' && !VERSIONS.map(String).includes(value)) problems.push({ field: path, value, expected: expectedAt(path, config) });
  }
  const more = takePairs(others, known, (path, value) => putAt(next, path, value));
  const parsed = parseConfig(next);
  if (problems.length + more.length === 0) return parsed;
  return { ok: false, problems: withoutRepeats([...problems, ...(parsed.ok ? [] : parsed.problems), ...more]) };
}
