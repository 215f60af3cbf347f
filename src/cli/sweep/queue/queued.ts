/** Makes the runs of a sweep by a queue that others empty. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Executor, Heard } from '../executor.ts';
import type { Job } from '../plan.ts';
import { collectInto } from './collect.ts';
import { RunQueue } from './runQueue.ts';

const POLL_MS = 250;
/** From one look at whether all that is wanted is in the queue to the next: another folder may have taken it out, or Redis have forgotten it. */
const AGAIN_MS = 30_000;

const say = (words: string): void => void process.stderr.write(`grokscope: ${words}\n`);

class Queued implements Executor {
  readonly #folder: string;
  readonly #url: string;
  #stopped = false;

  constructor(folder: string, url: string) {
    this.#folder = folder;
    this.#url = url;
  }

  async run(jobs: readonly Job[], heard: Heard): Promise<void> {
    const queue = await RunQueue.open(this.#url);
    try {
      const wanted = new Map(jobs.map((job) => [job.name, job]));
      let submitted = -Infinity;
      while (wanted.size > 0 && !this.#stopped) {
        if (performance.now() - submitted > AGAIN_MS) {
          await queue.submit(this.#folder, [...wanted.values()]);
          if (submitted < 0 && (await queue.counts()).workers === 0) say('nobody works at this queue yet; «sweep worker --redis» does, on any machine');
          submitted = performance.now();
        }
        if ((await collectInto(this.#folder, queue, wanted, heard)) === 0) await wait(POLL_MS);
      }
    } finally {
      await queue.close();
    }
  }

  /** What is in the queue stays there, and others go on with it. */
  stop(): void {
    this.#stopped = true;
  }
}

export const queued = (folder: string, url: string): Executor => new Queued(folder, url);
