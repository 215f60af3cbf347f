/** Where fields stand in the form: each in a group of its own section, and only where it means something for the task's data. */
import { expect, test } from 'vitest';
import { idsOf, type RunConfig } from '../../../src/engine/config/config.ts';
import { fields } from '../../../src/engine/config/fields.ts';
import { withValue } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { LineParameter } from '../../../src/engine/parameters.ts';
import { isLeftOff, meaningful } from '../../../src/engine/probes/measuring.ts';
import { probes } from '../../../src/engine/probes/index.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import { groupsOf, standingsOf, type GroupOfFields } from '../../../src/ui/controls/groups.ts';

const configWith = (...choices: [path: string, value: string][]): RunConfig =>
  choices.reduce((config, [path, value]) => withValue(config, path, value) as RunConfig, defaultConfig());

const idsIn = (config: RunConfig): string[] => meaningful(config).map(({ id }) => id);
const groupsIn = (config: RunConfig): GroupOfFields[] => groupsOf(idsOf(config), tasks.get(config.task.id).shape(config.task), standingsOf(config));
const pathsIn = (config: RunConfig): string[] => groupsIn(config).flatMap(({ plain, advanced }) => [...plain, ...advanced].map(({ path }) => path));

test.each(tasks.ids)('every field that applies to %s is there once, and no other', (id) => {
  const config = configWith(['task.id', id]);
  const shape = tasks.get(id).shape(config.task);
  const shown = pathsIn(config);
  expect(new Set(shown).size).toBe(shown.length);
  const applying = fields(idsOf(config)).filter(({ path, parameter }) => {
    const [section, name = '', field = ''] = path.split('.');
    if (section !== 'probes') return parameter.appliesTo?.(shape) ?? true;
    return idsIn(config).includes(name) && (!isLeftOff(probes.get(name), config) || field === 'measure');
  });
  expect(new Set(shown)).toEqual(new Set(applying.map(({ path }) => path)));
  expect(groupsIn(config).map((group) => group.id)).not.toContain('other');
});

test('what tokens have is not asked of vectors, nor what classes have of values', () => {
  expect(pathsIn(configWith(['model.id', 'mlp']))).toContain('model.input');
  expect(pathsIn(configWith(['task.id', 'digits']))).not.toContain('model.input');
  expect(pathsIn(configWith(['loss.id', 'mse']))).toContain('loss.height');
  expect(pathsIn(configWith(['task.id', 'teacher-student']))).not.toContain('loss.height');
  const { default: table, suggestions } = tasks.get('own').parameters['file'] as LineParameter;
  const values = suggestions.at(-1) as string;
  for (const [file, count] of [
    [table, 1],
    [values, 0],
  ] as const) {
    const shown = pathsIn(configWith(['task.id', 'own'], ['task.file', file]));
    expect([shown.filter((path) => path === 'task.split').length, shown.includes('model.input')]).toEqual([count, false]);
  }
});

test('a probe that is left off is asked nothing but whether it is to measure', () => {
  const of = (config: RunConfig, id: string): string[] => pathsIn(config).filter((path) => path.startsWith(`probes.${id}.`));
  expect(of(defaultConfig(), 'fourier')).toEqual(['probes.fourier.measure']);
  expect(of(configWith(['probes.fourier.measure', 'on']), 'fourier')).toEqual(['probes.fourier.measure', 'probes.fourier.perDecade']);
  expect(of(configWith(['task.id', 'digits'], ['probes.fourier.measure', 'on']), 'fourier')).toEqual([]);
});
