/** Every field of a config, read off the registries: what form, help and links list. */
import { choice, type Parameter, type Parameters } from '../parameters.ts';
import type { Entry, Registry } from '../registry.ts';
import { text, type Text } from '../text.ts';
import type { RegistrySection } from './config.ts';
import { GROUPS } from './groups.ts';
import { REGISTRIES, SETS } from './registries.ts';

/** One field of a config: where it stands and what describes it. */
export interface Field {
  /** Dotted, for example 'optimizer.lr' or 'probes.localComplexity.radius'. */
  readonly path: string;
  readonly parameter: Parameter;
}

/** The section that a path is in: 'optimizer' of 'optimizer.lr'. */
export const sectionOf = (path: string): string => path.split('.')[0] as string;

/** The fields of one section. */
export function fieldsOf(prefix: string, parameters: Parameters): Field[] {
  return Object.entries(parameters).map(([name, parameter]) => ({ path: prefix === '' ? name : `${prefix}.${name}`, parameter }));
}

const groupFields = (name: keyof typeof GROUPS): Field[] => fieldsOf(name, GROUPS[name]);

/** What is chosen, by the registry's kind. */
const KINDS: Readonly<Record<string, Text>> = {
  task: text('task', '課題'),
  model: text('model', 'モデル'),
  loss: text('loss', '損失'),
  optimizer: text('optimizer', '最適化'),
};

/** A choice of registry entry, seen as a parameter. */
function idParameter(registry: Registry<Entry>): Parameter {
  const [first] = registry.entries as [Entry, ...Entry[]];
  return choice({
    label: KINDS[registry.kind] ?? text(registry.kind, registry.kind),
    help: first.summary,
    default: first.id,
    choices: registry.entries.map(({ id, label, summary }) => ({ value: id, label, help: summary })),
  });
}

const choices = new Map<RegistrySection, Field>();

/** The field that chooses a section's entry. */
export function choosing(section: RegistrySection): Field {
  const field = choices.get(section) ?? { path: `${section}.id`, parameter: idParameter(REGISTRIES[section]) };
  choices.set(section, field);
  return field;
}

let always: readonly Field[] | null = null;

/** The fields that are there whatever entries are chosen. */
export function standing(): readonly Field[] {
  always ??= [
    ...groupFields('init'),
    ...groupFields('constraint'),
    ...groupFields('adversarial'),
    ...Object.entries(SETS).flatMap(([name, { entries }]) => entries.flatMap(({ id, parameters }) => fieldsOf(`${name}.${id}`, parameters))),
    ...groupFields('milestones'),
    ...groupFields(''),
  ];
  return always;
}

/** Every field that a config with these entries has, in the order of the form. */
export function fields(ids: Readonly<Record<RegistrySection, string>>): Field[] {
  const sections = (Object.keys(REGISTRIES) as RegistrySection[]).flatMap((section) => {
    const registry: Registry<Entry> = REGISTRIES[section];
    return [choosing(section), ...fieldsOf(section, registry.find(ids[section])?.parameters ?? {})];
  });
  return [...sections, ...standing()];
}

const byPath = new Map<string, ReadonlyMap<string, Field>>();

/** The field at a path of a config with these entries. */
export function fieldAt(ids: Readonly<Record<RegistrySection, string>>, path: string): Field | undefined {
  const all = Object.keys(REGISTRIES).map((section) => ids[section as RegistrySection]);
  const key = all.join(' ');
  const known = byPath.get(key) ?? new Map(fields(ids).map((field) => [field.path, field]));
  byPath.set(key, known);
  return known.get(path);
}
