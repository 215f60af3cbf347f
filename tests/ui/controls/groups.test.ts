/** Where fields stand in the form: each in a group of its own section, and only where it means something for the task's data. */
import { expect, test } from 'vitest';
import { idsOf, type RunConfig } from '../../../src/engine/config/config.ts';
import { fields } from '../../../src/engine/config/fields.ts';
import { withValue } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import { groupsOf } from '../../../src/ui/controls/groups.ts';

const idsWith = (...choices: [path: string, id: string][]) =>
  idsOf(choices.reduce((config, [path, id]) => withValue(config, path, id) as RunConfig, defaultConfig()));

const pathsIn = (ids: ReturnType<typeof idsOf>): string[] => groupsOf(ids).flatMap(({ plain, advanced }) => [...plain, ...advanced].map(({ path }) => path));

test.each(tasks.ids)('every field that applies to %s is there once, and no other', (id) => {
  const ids = idsWith(['task.id', id]);
  const shape = tasks.get(id).shape((withValue(defaultConfig(), 'task.id', id) as RunConfig).task);
  const shown = pathsIn(ids);
  expect(new Set(shown).size).toBe(shown.length);
  const applying = fields(ids).filter(({ parameter }) => parameter.appliesTo?.(shape) ?? true);
  expect(new Set(shown)).toEqual(new Set(applying.map(({ path }) => path)));
  expect(groupsOf(ids).map((group) => group.id)).not.toContain('other');
});

test('what tokens have is not asked of vectors, nor what classes have of values', () => {
  expect(pathsIn(idsWith(['model.id', 'mlp']))).toContain('model.input');
  expect(pathsIn(idsWith(['task.id', 'digits']))).not.toContain('model.input');
  expect(pathsIn(idsWith(['loss.id', 'mse']))).toContain('loss.height');
  expect(pathsIn(idsWith(['task.id', 'teacher-student']))).not.toContain('loss.height');
});
