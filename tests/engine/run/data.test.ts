/** The data of a run: of its task, by its seed, with the files that it needs and no others. */
import { expect, test } from 'vitest';
import { dataFile } from '../../../scripts/data-plugin.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { datasetOf, loadDataset } from '../../../src/engine/run/data.ts';
import { filesOf } from '../../../src/engine/run/files.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';
import type { DataFile, TaskDef } from '../../../src/engine/tasks/task.ts';

function configOf(task: TaskDef): RunConfig {
  const example = Object.entries(task.example ?? {}).map(([name, value]): [string, string] => [`task.${name}`, String(value)]);
  const parsed = withPairs(defaultConfig(), [['task.id', task.id], ...example, ['loss.id', 'mse'], ['seed', '5']]);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

test.each(tasks.entries)('$id: the files are asked for by name, once each, and the data is that of the seed', async (task) => {
  const config = configOf(task);
  const asked: string[] = [];
  const file = (name: DataFile) => (asked.push(name), Promise.resolve(dataFile(name)));
  const loaded = await loadDataset(config, { file });
  expect(asked).toEqual(filesOf(config));
  const files = Object.fromEntries(filesOf(config).map((name) => [name, dataFile(name)]));
  expect(loaded).toEqual(task.dataset(config.task, new Rng(5, 'task'), files));
  expect(datasetOf(config, files)).toEqual(loaded);
});

test('a file that cannot be had is a failure', async () => {
  const config = configOf(tasks.get('digits'));
  await expect(loadDataset(config, { file: () => Promise.reject(new Error('404')) })).rejects.toThrow('404');
  expect(() => datasetOf(config)).toThrow('no bytes');
});
