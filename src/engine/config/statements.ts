/** Every field that any config can have, as often as entries state it differently: what help and links list. */
import type { Entry, Registry } from '../registry.ts';
import type { RegistrySection } from './config.ts';
import { choosing, fieldsOf, standing, type Field } from './fields.ts';
import { REGISTRIES } from './registries.ts';

export interface Statement extends Field {
  /** The section and those of its entries that state the field so; null where it is there whatever is chosen. */
  readonly of: { readonly section: RegistrySection; readonly ids: readonly string[] } | null;
}

/** A field as one entry states it. */
export interface Stated extends Field {
  /** The entry; null where the field is there whatever is chosen. */
  readonly by: { readonly section: RegistrySection; readonly id: string } | null;
}

function statementsIn(section: RegistrySection, said: (field: Stated) => unknown): Statement[] {
  const registry: Registry<Entry> = REGISTRIES[section];
  const own = registry.entries.flatMap(({ id, parameters }) =>
    fieldsOf(section, parameters).map((field) => ({ ...field, id, said: said({ ...field, by: { section, id } }) })),
  );
  const same = (a: (typeof own)[number], b: (typeof own)[number]): boolean => a.path === b.path && a.said === b.said;
  const firsts = own.filter((field, i) => own.findIndex((other) => same(other, field)) === i);
  return firsts.map((field) => ({
    path: field.path,
    parameter: field.parameter,
    of: { section, ids: own.filter((other) => same(other, field)).map((other) => other.id) },
  }));
}

/** Every statement of every field. @param said what an entry says of a field: where several say the same, it is one statement of them all */
export function statements(said: (field: Stated) => unknown = ({ parameter }) => parameter): Statement[] {
  const sections = (Object.keys(REGISTRIES) as RegistrySection[]).flatMap((section): Statement[] => [
    { ...choosing(section), of: null },
    ...statementsIn(section, said),
  ]);
  return [...sections, ...standing().map((field) => ({ ...field, of: null }))];
}
