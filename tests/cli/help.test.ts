/** What `--help` says of the fields: every parameter of every entry, with its own range, under the entries whose it is. */
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { optimizers } from '../../src/engine/optimizers/index.ts';
import { landscapeCommand } from '../../src/cli/commands/landscape.ts';
import { runCommand } from '../../src/cli/commands/run.ts';
import { askedOf } from '../../src/cli/flags.ts';
import { fieldHelp } from '../../src/cli/help.ts';
import { idsOf } from '../../src/engine/config/config.ts';
import { expectedOf } from '../../src/engine/config/expected.ts';
import { fields, fieldsOf, type Field } from '../../src/engine/config/fields.ts';
import { REGISTRIES } from '../../src/engine/config/registries.ts';
import { optionFields, settingAt, type Settings } from '../../src/engine/config/settings.ts';
import type { Pair } from '../../src/engine/config/takePairs.ts';
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
const said = ({ path, parameter }: Field, value: unknown): string => plain(`${path} ${expectedOf(parameter).en} (default ${String(value)})`);

/** What the command trains with, asked for one entry at most; null where that alone is no run. */
function trained(set: readonly Pair[]): Settings | null {
  try {
    return askedOf({ set, seed: [], steps: [], backend: 'auto' }, 'steps').settings;
  } catch {
    return null;
  }
}

const chosen = Object.entries(REGISTRIES).flatMap(([section, registry]) =>
  (registry as Registry<Entry>).entries.map((entry) => [section, entry.id, entry] as const),
);

test.each(chosen)('every parameter of %s %s is there once, with its own range', (section, id, { parameters }) => {
  const lines = linesFor(section, id);
  expect(lines.filter((line) => line.startsWith(`${section}.id `))).toHaveLength(1);
  const tasks = [[], ...REGISTRIES.task.ids.map((task): Pair[] => [['task.id', task]])];
  const settings = tasks.map((task) => trained([...task, [`${section}.id`, id]])).find((found) => found !== null);
  if (settings === undefined || settings === null) throw new Error(`no task takes ${section}.id=${id}`);
  for (const field of fieldsOf(section, parameters))
    expect(lines.filter((line) => line.startsWith(`${field.path} `))).toEqual([said(field, settingAt(settings, field.path))]);
  // And none of another entry.
  const paths = fieldsOf(section, parameters).map(({ path }) => path);
  for (const line of lines.filter((one) => one.startsWith(`${section}.`) && !one.startsWith(`${section}.id `))) expect(paths).toContain(line.split(' ')[0]);
});

test('every field that the default run has stands there with what it trains with, the landscape’s too', () => {
  const settings = trained([]) as Settings;
  const lines = fieldHelp(optionFields).split('\n').map(plain);
  for (const field of [...fields(idsOf(settings.config)), ...optionFields]) expect(lines).toContain(said(field, settingAt(settings, field.path)));
  for (const [path, value] of [
    ['seed', 3],
    ['model.width', 128],
    ['probes.localComplexity.radius', 0.2],
  ] as const)
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${path} .*\\(default ${value}\\)$`)));
});

test('fields that differ in nothing are said once for all who have them', () => {
  expect(fieldHelp().match(/optimizer\.warmup/g)).toHaveLength(1);
  const rates = new Set(optimizers.entries.map(({ parameters }) => JSON.stringify(parameters['lr'])));
  expect(rates.size).toBeGreaterThan(1);
  expect(fieldHelp().match(/optimizer\.lr /g)).toHaveLength(rates.size);
});

test('only a command that takes changes while it runs offers them', () => {
  const helpOf = (add: typeof runCommand, name: string): string => {
    const cli = new Command();
    add(cli, () => undefined);
    return cli.commands.find((command) => command.name() === name)?.helpInformation() ?? '';
  };
  expect(helpOf(runCommand, 'run')).toMatch(/with its\s+changes[^]*@STEP\.FIELD/);
  const landscape = helpOf(landscapeCommand, 'landscape');
  expect(landscape).toContain('--set');
  expect(landscape).not.toMatch(/@STEP|with its\s+changes/);
});
