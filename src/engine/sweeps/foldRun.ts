/** Makes one run of a sweep in this process: a terse run, folded. */
import type { RunConfig } from '../config/config.ts';
import type { Host } from '../run/host.ts';
import { run, type RunOptions } from '../run/run.ts';
import { taken, type Fold } from './fold.ts';

/** @returns null where the run was stopped. @throws Error as `run` does. */
export async function foldRun<R>(config: RunConfig, fold: Fold<R>, host: Omit<Host, 'emit'>, options: Omit<RunOptions, 'terse'>): Promise<R | null> {
  let result = fold.begin(config);
  let stopped = false;
  await run(
    config,
    {
      ...host,
      emit(event) {
        result = taken(fold, config, result, event);
        stopped ||= event.type === 'finished' && event.reason === 'stopped';
      },
    },
    { ...options, terse: true },
  );
  return stopped ? null : result;
}
