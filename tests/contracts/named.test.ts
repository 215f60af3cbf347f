/** Whoever changes one field, and is refused for what it does not go together with, is told of that field: by its path, or by its name in the words. */
import { expect, test } from 'vitest';
import { idsOf, type RegistrySection, type RunConfig } from '../../src/engine/config/config.ts';
import { fields, type Field } from '../../src/engine/config/fields.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import { REGISTRIES } from '../../src/engine/config/registries.ts';
import { parseConfig } from '../../src/engine/config/parse.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { models } from '../../src/engine/models/index.ts';
import { defaultsOf } from '../../src/engine/parameters.ts';
import type { Problem } from '../../src/engine/problem.ts';
import { PRESETS } from '../../src/engine/presets/index.ts';
import { tasks } from '../../src/engine/tasks/index.ts';
import type { Text } from '../../src/engine/text.ts';

/** As a reader finds them: every task and every model at its defaults, with the first that it goes together with. */
const BASES: readonly (readonly [string, RunConfig])[] = [
  ...PRESETS.map(({ id, config }) => [id, config] as const),
  ...tasks.entries.flatMap((task) =>
    models.entries.flatMap((model): (readonly [string, RunConfig])[] => {
      const config = { ...defaultConfig(), task: { id: task.id, ...defaultsOf(task.parameters) }, model: { id: model.id, ...defaultsOf(model.parameters) } };
      const parsed = parseConfig(config);
      return parsed.ok ? [[`${task.id}, ${model.id}`, parsed.config]] : [];
    }),
  ),
];

/** What a reader may make of a field. */
function valuesOf({ parameter: p }: Field): unknown[] {
  if (p.kind === 'flag') return [true, false];
  if (p.kind === 'choice') return p.choices.map(({ value }) => value);
  if (p.kind === 'line') return [p.default];
  const inside = [0.02, 0.3, 0.6, 0.9, 0.99].map((share) => p.min + share * (p.max - p.min));
  return [p.min, ...inside.map((x) => (p.integer === true ? Math.round(x) : x)), p.max];
}

const says = ({ expected }: Problem, label: Text): boolean =>
  (['en', 'ja'] as const).every((language) => expected[language].toLowerCase().includes(label[language].toLowerCase()));

function isNamed(problem: Problem, { path, parameter }: Field, value: unknown): boolean {
  if (problem.field === path || says(problem, parameter.label)) return true;
  const [section = '', name] = path.split('.');
  // Whoever chooses an entry is told of a field that came with it: another task's, or a probe's that was switched on.
  if (section === 'probes') return problem.field.startsWith(path.slice(0, path.lastIndexOf('.') + 1));
  if (name !== 'id') return false;
  const { label, parameters } = REGISTRIES[section as RegistrySection].get(String(value));
  return [label, ...Object.values(parameters).map((one) => one.label)].some((one) => says(problem, one));
}

test.each(BASES)('%s: a refusal names what was changed', (_, config) => {
  const unnamed: string[] = [];
  for (const field of fields(idsOf(config))) {
    for (const value of valuesOf(field)) {
      const parsed = withPairs(config, [[field.path, String(value)]]);
      if (parsed.ok || parsed.problems.some((problem) => isNamed(problem, field, value))) continue;
      unnamed.push(`${field.path}=${String(value)}: ${parsed.problems.map((p) => `${p.field} must be ${p.expected.en} / ${p.expected.ja}`).join()}`);
    }
  }
  expect(unnamed).toEqual([]);
});
