/** Runs that others have made come out of the queue into a sweep's folder. */
import type { RunResult } from '../../../engine/sweeps/result.ts';
import type { Heard } from '../executor.ts';
import { writeRun } from '../folder.ts';
import type { Job } from '../plan.ts';
import type { RunQueue } from './runQueue.ts';

/** The result is the last line of a run's file. */
const resultOf = (lines: string): RunResult => JSON.parse(lines.trimEnd().split('\n').at(-1) ?? '') as RunResult;

/** Takes what is there, and takes it out of `wanted`. @returns how many runs that were */
export async function collectInto(folder: string, queue: RunQueue, wanted: Map<string, Job>, heard: Heard): Promise<number> {
  let count = 0;
  for await (const finished of queue.finished(wanted)) {
    const { job } = finished;
    if ('why' in finished) heard.failed(job, finished.why);
    else {
      await writeRun(folder, job.name, finished.lines);
      heard.done(job, resultOf(finished.lines));
    }
    wanted.delete(job.name);
    count++;
  }
  return count;
}
