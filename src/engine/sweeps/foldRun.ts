/** Makes one run of a sweep in this process and folds its events. */
import type { RunConfig } from '../config/config.ts';
import type { Host } from '../run/host.ts';
import { run, type RunOptions } from '../run/run.ts';
import type { Fold } from './fold.ts';

/** @returns null where the run was stopped. @throws Error as `run` does. */
export async function foldRun<R>(config: RunConfig, fold: Fold<R>, host: Omit<Host, 'emit'>, options: RunOptions): Promise<R | null> {
  let result = fold.begin(config);
  let stopped = false;
  await run(
    config,
    {
      ...host,
      emit(event) {
        result = fold.take(result, event);
        stopped ||= event.type === 'finished' && event.reason === 'stopped';
      },
    },
    options,
  );
  return stopped ? null : result;
}
