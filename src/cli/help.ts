/** What `--help` says of the fields: each as the entries state it, once for every different statement. */
import { expectedOf } from '../engine/config/expected.ts';
import { sectionOf, type Field } from '../engine/config/fields.ts';
import { REGISTRIES } from '../engine/config/registries.ts';
import { settingAt, withSetting, type Settings } from '../engine/config/settings.ts';
import { statements, type Stated, type Statement } from '../engine/config/statements.ts';
import { DEFAULT } from './flags.ts';

/** What the commands start from where an entry is chosen and nothing else is said. Of a field, any that states it so will do. */
function startWith(by: Stated['by']): Settings {
  return by === null ? DEFAULT : (withSetting(DEFAULT, `${by.section}.id`, by.id) as Settings);
}

const saidOf = ({ path, parameter, by }: Stated): string => `${expectedOf(parameter).en} (default ${String(settingAt(startWith(by), path))})`;

const lineOf = (field: Stated, indent = 2): string => `${' '.repeat(indent)}${field.path.padEnd(40 - indent)} ${saidOf(field)}`;

const statedBy = ({ of, ...field }: Statement): Stated => ({ ...field, by: of === null ? null : { section: of.section, id: of.ids[0] as string } });

/** The entries whose field it is, in words; nothing where it is there whatever is chosen. */
function conditionOf({ of }: Statement): string {
  return of === null || of.ids.length === REGISTRIES[of.section].ids.length ? '' : `where ${of.section}.id is ${of.ids.join(' or ')}:`;
}

/** @param more fields that stand before the config's own */
export function fieldHelp(more: readonly Field[] = []): string {
  const blocks = new Map<string, string[]>();
  for (const statement of statements(saidOf)) {
    const condition = conditionOf(statement);
    const key = condition === '' ? sectionOf(statement.path) : condition;
    const block = blocks.get(key) ?? (condition === '' ? [] : [`  ${condition}`]);
    blocks.set(key, [...block, lineOf(statedBy(statement), condition === '' ? 2 : 4)]);
  }
  return `\nFields for --set, and what they are without --preset and --link:\n${[...more.map((field) => lineOf({ ...field, by: null })), ...[...blocks.values()].flat()].join('\n')}`;
}
