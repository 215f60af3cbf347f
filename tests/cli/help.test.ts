/** What `--help` says of the fields: every parameter of every entry, with its own range, under the entries whose it is. */
import { expect, test } from 'vitest';
import { fieldHelp } from '../../src/cli/help.ts';
import { expectedOf } from '../../src/engine/config/expected.ts';
import { fieldsOf, type Field } from '../../src/engine/config/fields.ts';
import { REGISTRIES, SETS } from '../../src/engine/config/registries.ts';
import type { Entry, Registry } from '../../src/engine/registry.ts';

/** The help's fields for one choice: those without a condition, and those whose condition names it. */
function linesFor(section: string, id: string): string[] {
  let applies = true;
  return fieldHelp()
    .split('\n')
    .filter((line) => {
      const condition = /^ {2}where (\w+)\.id is (.+):$/.exec(line);
      if (condition !== null) applies = condition[1] === section && (condition[2] as string).split(' or ').includes(id);
      else if (!line.startsWith('    ')) applies = true;
      return condition === null && applies;
    })
    .map(plain);
}

/** A line as it reads, whatever its columns. */
const plain = (line: string): string => line.trim().replace(/ {2,}/g, ' ');
const said = ({ path, parameter }: Field): string => plain(`${path} ${expectedOf(parameter).en} (default ${String(parameter.default)})`);

const chosen = Object.entries(REGISTRIES).flatMap(([section, registry]) =>
  (registry as Registry<Entry>).entries.map((entry) => [section, entry.id, entry] as const),
);

test.each(chosen)('every parameter of %s %s is there once, with its own range', (section, id, { parameters }) => {
  const lines = linesFor(section, id);
  expect(lines.filter((line) => line.startsWith(`${section}.id `))).toHaveLength(1);
  for (const field of fieldsOf(section, parameters)) expect(lines.filter((line) => line.startsWith(`${field.path} `))).toEqual([said(field)]);
  // And none of another entry.
  const paths = fieldsOf(section, parameters).map(({ path }) => path);
  for (const line of lines.filter((one) => one.startsWith(`${section}.`) && !one.startsWith(`${section}.id `))) expect(paths).toContain(line.split(' ')[0]);
});

test('so is every parameter of the transforms and the probes', () => {
  const lines = fieldHelp().split('\n').map(plain);
  for (const [name, { entries }] of Object.entries(SETS)) {
    for (const { id, parameters } of entries) for (const field of fieldsOf(`${name}.${id}`, parameters)) expect(lines).toContain(said(field));
  }
});

test('fields that differ in nothing are said once for all who have them', () => {
  expect(fieldHelp().match(/optimizer\.warmup/g)).toHaveLength(1);
  expect(fieldHelp().match(/optimizer\.lr /g)).toHaveLength(2);
});
