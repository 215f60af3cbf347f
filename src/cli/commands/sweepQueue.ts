/** What of `sweep` goes through a queue in Redis: `submit` puts runs into it, `worker` makes them. */
import { describeProblems } from '../../engine/problem.ts';
import { STATUS } from '../status.ts';
import type { Heard } from '../sweep/executor.ts';
import { doneIn, openSweep, prepare, writeFailure } from '../sweep/folder.ts';
import { jobsOf, type Job } from '../sweep/plan.ts';
import { collectInto } from '../sweep/queue/collect.ts';
import { RunQueue, type Counts } from '../sweep/queue/runQueue.ts';

const say = (words: string): void => void process.stderr.write(`grokscope: ${words}\n`);
const runs = (count: number): string => `${count} run${count === 1 ? '' : 's'}`;

async function withQueue<T>(url: string, act: (queue: RunQueue) => Promise<T>): Promise<T> {
  const queue = await RunQueue.open(url);
  try {
    return await act(queue);
  } finally {
    await queue.close();
  }
}

async function leftIn(folder: string): Promise<readonly Job[]> {
  const { plan } = await openSweep(folder);
  const done = await doneIn(folder);
  const { jobs, impossible, why } = jobsOf(plan);
  if (impossible > 0) say(`${impossible} combinations are left out, because no run can have them: ${describeProblems(why, 'en').join('; ')}`);
  return jobs.filter(({ name }) => !done.has(name));
}

/** Puts what is left of a sweep into the queue. */
export function submit(folder: string, url: string): Promise<number> {
  return withQueue(url, async (queue) => {
    const left = await leftIn(folder);
    const added = await queue.submit(folder, left);
    say(`${runs(added)} submitted${added === left.length ? '' : `; ${left.length - added} of ${left.length} were in the queue already`}`);
    if ((await queue.counts()).workers === 0) say('nobody works at this queue yet; «sweep worker --redis» does, on any machine');
    return STATUS.done;
  });
}

/** Takes what is made out of the queue into the folder, and says what is not. */
export function fetchInto(folder: string, url: string): Promise<void> {
  return withQueue(url, async (queue) => {
    await prepare(folder);
    const wanted = new Map((await leftIn(folder)).map((job) => [job.name, job]));
    let failed = 0;
    const failures: Promise<void>[] = [];
    const heard: Heard = {
      done: () => undefined,
      failed({ name, config }, why) {
        failed++;
        say(`run ${name} cannot be made: ${why}`);
        failures.push(writeFailure(folder, name, why, config));
      },
    };
    const count = await collectInto(folder, queue, wanted, heard);
    await Promise.all(failures);
    say(`${runs(count - failed)} came from the queue; ${wanted.size} of this sweep are not made yet`);
  });
}

export const countsAt = (url: string): Promise<Counts> => withQueue(url, (queue) => queue.counts());
