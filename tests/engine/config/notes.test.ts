import { expect, test } from 'vitest';
import type { RegistrySection } from '../../../src/engine/config/config.ts';
import { fields } from '../../../src/engine/config/fields.ts';
import { notesOn } from '../../../src/engine/config/notes.ts';
import { REGISTRIES } from '../../../src/engine/config/registries.ts';
import { idsOf } from '../../../src/engine/config/config.ts';
import { defaultsOf } from '../../../src/engine/parameters.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';

const note = (preset: string, path: string): string =>
  notesOn(path, idsOf(PRESETS.find(({ id }) => id === preset)?.config as (typeof PRESETS)[number]['config']))
    .map(({ en }) => en)
    .join(' ');

test('a field’s note is that of the task and the network at hand', () => {
  expect(note('default', 'init.scale')).toContain('have to shrink');
  expect(note('large-start', 'init.scale')).toContain('2,700 with 4');
  expect(note('digits-alpha-8', 'init.scale')).toContain('200 digits');
  expect(note('digits-alpha-8', 'init.scale')).not.toContain('sums');
  expect(note('default', 'optimizer.weightDecay')).toContain('0.3');
  expect(note('default', 'seed')).toBe('');
});

const shapes = tasks.entries.map((task) => task.shape({ ...defaultsOf(task.parameters), id: task.id }));
const noted = (Object.keys(REGISTRIES) as RegistrySection[]).flatMap((section) =>
  REGISTRIES[section].entries.flatMap((entry) =>
    shapes.flatMap((shape) => Object.keys(entry.notes?.(shape) ?? {}).map((path) => [section, entry.id, path] as const)),
  ),
);

test.each([...new Map(noted.map((one) => [one.join(), one])).values()])('%s %s notes a field that there is: %s', (section, id, path) => {
  // Every preset's neighbours, with this entry among them.
  const paths = PRESETS.flatMap(({ config }) => fields({ ...idsOf(config), [section]: id }).map((field) => field.path));
  expect(paths).toContain(path);
});
