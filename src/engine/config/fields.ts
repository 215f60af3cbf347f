/** Every field of a config, read off the registries: what form, help and links list. */
import { choice, type Parameter, type Parameters } from '../parameters.ts';
import type { Entry, Registry } from '../registry.ts';
import { text } from '../text.ts';
import { idsOf, type RegistrySection } from './config.ts';
import { GROUPS } from './groups.ts';
import { REGISTRIES, SETS } from './registries.ts';
import { defaultConfig } from './schema.ts';

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

/** A choice of registry entry, seen as a parameter. */
function idParameter(registry: Registry<Entry>): Parameter {
  const [first] = registry.entries as [Entry, ...Entry[]];
  return choice({
    label: text(registry.kind, registry.kind),
    help: first.summary,
    default: first.id,
    choices: registry.entries.map(({ id, label, summary }) => ({ value: id, label, help: summary })),
  });
}

/** Every field that a config with these entries has, in the order of the form. */
export function fields(ids: Readonly<Record<RegistrySection, string>>): Field[] {
  const sections = (Object.keys(REGISTRIES) as RegistrySection[]).flatMap((section) => {
    const registry: Registry<Entry> = REGISTRIES[section];
    const entry = registry.find(ids[section]);
    return [{ path: `${section}.id`, parameter: idParameter(registry) }, ...fieldsOf(section, entry?.parameters ?? {})];
  });
  return [
    ...sections,
    ...groupFields('init'),
    ...groupFields('constraint'),
    ...groupFields('adversarial'),
    ...Object.entries(SETS).flatMap(([name, { entries }]) => entries.flatMap(({ id, parameters }) => fieldsOf(`${name}.${id}`, parameters))),
    ...groupFields('milestones'),
    ...groupFields(''),
  ];
}

/** The field at a path of a config with these entries. */
export function fieldAt(ids: Readonly<Record<RegistrySection, string>>, path: string): Field | undefined {
  return fields(ids).find((field) => field.path === path);
}

/** Every field that any config can have: for help texts and for links. */
export function allFields(): Field[] {
  const seen = new Map<string, Field>();
  for (const [section, registry] of Object.entries(REGISTRIES)) {
    for (const entry of (registry as Registry<Entry>).entries) for (const field of fieldsOf(section, entry.parameters)) seen.set(field.path, field);
  }
  for (const field of fields(idsOf(defaultConfig()))) seen.set(field.path, field);
  return [...seen.values()];
}
