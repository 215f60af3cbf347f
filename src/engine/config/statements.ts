/** Every field that any config can have, as often as entries state it differently: what help and links list. */
import type { Parameter } from '../parameters.ts';
import type { Entry, Registry } from '../registry.ts';
import type { RegistrySection } from './config.ts';
import { choosing, fieldsOf, standing, type Field } from './fields.ts';
import { REGISTRIES } from './registries.ts';

export interface Statement extends Field {
  /** The section and those of its entries that state the field so; null where it is there whatever is chosen. */
  readonly of: { readonly section: RegistrySection; readonly ids: readonly string[] } | null;
}

/** @param alike whether two parameters say the same */
function statementsIn(section: RegistrySection, alike: (a: Parameter, b: Parameter) => boolean): Statement[] {
  const registry: Registry<Entry> = REGISTRIES[section];
  const own = registry.entries.flatMap(({ id, parameters }) => fieldsOf(section, parameters).map((field) => ({ ...field, id })));
  const same = (a: (typeof own)[number], b: (typeof own)[number]): boolean => a.path === b.path && alike(a.parameter, b.parameter);
  const firsts = own.filter((field, i) => own.findIndex((other) => same(other, field)) === i);
  return firsts.map(({ path, parameter, id }) => ({
    path,
    parameter,
    of: { section, ids: own.filter((other) => same(other, { path, parameter, id })).map((other) => other.id) },
  }));
}

/** Every statement of every field. @param alike whether two parameters say the same: then they are one statement of several entries. */
export function statements(alike: (a: Parameter, b: Parameter) => boolean = Object.is): Statement[] {
  const sections = (Object.keys(REGISTRIES) as RegistrySection[]).flatMap((section): Statement[] => [
    { ...choosing(section), of: null },
    ...statementsIn(section, alike),
  ]);
  return [...sections, ...standing().map((field) => ({ ...field, of: null }))];
}
