/** The data of a run. */
import type { RunConfig } from '../config/config.ts';
import type { Dataset } from '../data/dataset.ts';
import { Rng } from '../rng.ts';
import { tasks } from '../tasks/index.ts';
import type { DataFile, Files, FileSource } from '../tasks/task.ts';

/** The files that a run's data comes from. */
export const filesOf = ({ task }: Pick<RunConfig, 'task'>): readonly DataFile[] => tasks.get(task.id).files?.(task) ?? [];

/** The data of a run: the same for the same config and seed. @throws Error when a file that the task needs is missing. */
export function datasetOf(config: RunConfig, files: Files = {}): Dataset {
  return tasks.get(config.task.id).dataset(config.task, new Rng(config.seed, 'task'), files);
}

/** The same, with the files that the task needs. @throws Error when one cannot be had. */
export async function loadDataset(config: RunConfig, host: FileSource): Promise<Dataset> {
  const names = filesOf(config);
  const files = await Promise.all(names.map(async (name) => [name, await host.file(name)] as const));
  return datasetOf(config, Object.fromEntries(files));
}

/** The same for one run, whose changes seldom are about its data: what was made last is not made again. */
export function rememberingData(host: FileSource): (config: RunConfig) => Promise<Dataset> {
  let last: { readonly of: string; readonly dataset: Dataset } | null = null;
  return async (config) => {
    const of = JSON.stringify([config.task, config.seed]);
    last = last?.of === of ? last : { of, dataset: await loadDataset(config, host) };
    return last.dataset;
  };
}
