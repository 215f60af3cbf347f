/** A config as path=value pairs: what links and \`--set\` use; and a config with one value replaced. */
import { defaultsOf, type Parameter } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import type { Entry, Registry } from '../registry.ts';
import { tasks } from '../tasks/index.ts';
import { fitting } from './check.ts';
import { CONFIG_VERSION, idsOf, valueAt, type RegistrySection, type RunConfig } from './config.ts';
import { oneOf } from './expected.ts';
import { fields } from './fields.ts';
import { VERSIONS } from './migrate.ts';
import { expectedAt, parseConfig, type Parsed } from './parse.ts';
import { chosenBy, REGISTRIES } from './registries.ts';
import { schemaOf } from './schema.ts';

/** A config with another entry of a registry: it keeps the parameters that the new entry has too and gives the others their defaults. */
function withEntry(config: RunConfig, section: RegistrySection, id: unknown): RunConfig {
  const registry: Registry<Entry> = REGISTRIES[section];
  const parameters = (typeof id === 'string' ? registry.find(id)?.parameters : undefined) ?? {};
  const old = config[section];
  const kept = Object.keys(parameters).filter((key) => Object.hasOwn(old, key) && fits(parameters[key] as Parameter, old[key]));
  return { ...config, [section]: { ...defaultsOf(parameters), ...Object.fromEntries(kept.map((key) => [key, old[key]])), id } };
}

/** After a new task: the first model and the first loss that fit it, where those at hand do not. */
function adapted(config: RunConfig): RunConfig {
  if (tasks.find(config.task.id) === undefined) return config;
  return (['model', 'loss'] as const).reduce((next, section) => {
    const ids = fitting(config.task, section);
    return ids.includes(next[section].id) ? next : withEntry(next, section, ids[0]);
  }, config);
}

/**
 * A config with the value at a dotted path replaced, unvalidated. Choosing another task also chooses another model or loss where the one
 * at hand cannot do it.
 */
export function withValue(config: RunConfig, path: string, value: unknown): unknown {
  const section = chosenBy(path);
  if (section !== null) {
    const next = withEntry(config, section, value);
    return section === 'task' ? adapted(next) : next;
  }
  const copy = structuredClone(config) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  let target = copy;
  for (const key of keys.slice(0, -1)) {
    const next = Object.hasOwn(target, key) ? target[key] : undefined;
    if (typeof next !== 'object' || next === null) put(target, key, {});
    target = target[key] as Record<string, unknown>;
  }
  put(target, keys.at(-1) as string, value);
  return copy;
}

/** Sets a key of an object. A link may say «__proto__», which must stay data. */
export function put(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function fits(p: Parameter, value: unknown): boolean {
  return schemaOf(p).safeParse(value).success;
}

/** The whole config as path=value pairs: the form links and `--set` use. */
export function toPairs(config: RunConfig): [path: string, value: string][] {
  return [['version', String(CONFIG_VERSION)], ...fields(idsOf(config)).map(({ path }): [string, string] => [path, String(valueAt(config, path))])];
}

/** Reads a text as the value that the field expects; the text itself where it does not look like one, so that validation can name it. */
export function fromText(p: Parameter | undefined, value: string): unknown {
  if (p?.kind === 'flag') return value === 'true' ? true : value === 'false' ? false : value;
  if (p?.kind === 'number' && value !== p.word && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value);
  return value;
}

/** A config with path=value pairs applied to it, then validated. Entries are chosen first, whatever the order. Never throws. */
export function withPairs(config: RunConfig, pairs: readonly (readonly [path: string, value: string])[]): Parsed {
  const problems: Problem[] = [];
  const chooses = ([path]: readonly [string, string]): boolean => chosenBy(path) !== null;
  let next: unknown = config;
  const order = Object.keys(REGISTRIES).map((name) => `${name}.id`);
  const choices = pairs.filter(chooses).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  for (const [path, value] of [...choices, ...pairs.filter((pair) => !chooses(pair))]) {
    if (path === 'version') {
      // What the pairs of an older version say, they still say.
      if (!VERSIONS.map(String).includes(value)) problems.push({ field: path, value, expected: expectedAt(path, config) });
      continue;
    }
    const section = chosenBy(path);
    if (section !== null && REGISTRIES[section].find(value) === undefined) {
      problems.push({ field: path, value, expected: oneOf(REGISTRIES[section].ids) });
      continue;
    }
    const current = next as RunConfig;
    const field = fields(idsOf(current)).find((f) => f.path === path);
    next = withValue(current, path, fromText(field?.parameter, value));
  }
  if (problems.length > 0) return { ok: false, problems };
  return parseConfig(next);
}
