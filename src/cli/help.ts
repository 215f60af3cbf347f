/** What `--help` says of the fields: each as the entries state it, once for every different statement. */
import { expectedOf } from '../engine/config/expected.ts';
import { sectionOf, type Field } from '../engine/config/fields.ts';
import { REGISTRIES } from '../engine/config/registries.ts';
import { statements, type Statement } from '../engine/config/statements.ts';
import type { Parameter } from '../engine/parameters.ts';

const saidOf = (parameter: Parameter): string => `${expectedOf(parameter).en} (default ${String(parameter.default)})`;

const lineOf = ({ path, parameter }: Field, indent = 2): string => `${' '.repeat(indent)}${path.padEnd(40 - indent)} ${saidOf(parameter)}`;

/** The entries whose field it is, in words; nothing where it is there whatever is chosen. */
function conditionOf({ of }: Statement): string {
  return of === null || of.ids.length === REGISTRIES[of.section].ids.length ? '' : `where ${of.section}.id is ${of.ids.join(' or ')}:`;
}

/** @param more fields that stand before the config's own */
export function fieldHelp(more: readonly Field[] = []): string {
  const blocks = new Map<string, string[]>();
  for (const statement of statements((a, b) => saidOf(a) === saidOf(b))) {
    const condition = conditionOf(statement);
    const key = condition === '' ? sectionOf(statement.path) : condition;
    const block = blocks.get(key) ?? (condition === '' ? [] : [`  ${condition}`]);
    blocks.set(key, [...block, lineOf(statement, condition === '' ? 2 : 4)]);
  }
  return `\nFields for --set:\n${[...more.map((field) => lineOf(field)), ...[...blocks.values()].flat()].join('\n')}`;
}
