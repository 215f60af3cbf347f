/** Which files a run is made of. */
import type { RunConfig } from '../config/config.ts';
import { tasks } from '../tasks/index.ts';
import { isOwn, type DataFile, type OwnFile } from '../tasks/task.ts';
import { text, type Text } from '../text.ts';
import { readWeights } from '../weights/descriptor.ts';

/** What of a config says which files there are. */
export type Filed = Pick<RunConfig, 'task' | 'init'>;

/** The file of weights that a run begins with; null where it begins afresh. */
export function weightsOf({ init }: Pick<RunConfig, 'init'>): OwnFile | null {
  const read = readWeights(init.weights);
  return read === null ? null : `own:${read.hash}`;
}

/** The files that a run is made of. */
export function filesOf(config: Filed): readonly DataFile[] {
  const data = tasks.get(config.task.id).files?.(config.task) ?? [];
  const weights = weightsOf(config);
  return weights === null || data.includes(weights) ? data : [...data, weights];
}

/** What a reader is told of one of these files that is theirs; undefined where it is none. */
export function calledIn(config: Filed, file: DataFile): Text | undefined {
  if (!isOwn(file)) return undefined;
  const { name } = readWeights(config.init.weights) ?? { name: '' };
  if (weightsOf(config) !== file) return tasks.get(config.task.id).called?.(config.task, file);
  return text(`${name} (weights)`, `${name}（重み）`);
}
