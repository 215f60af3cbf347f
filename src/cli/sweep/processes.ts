/** Runs of a sweep in processes of this machine. */
import { fileURLToPath } from 'node:url';
import type { Executor, Heard } from './executor.ts';
import { Lane, type Program } from './lane.ts';
import type { Job } from './plan.ts';

export interface Processes extends Program {
  readonly folder: string;
  readonly count: number;
}

/** This program, as one that makes runs for another. */
export const thisProgram = (): Program => ({ script: fileURLToPath(import.meta.url), args: ['sweep', 'process'] });

class ProcessPool implements Executor {
  readonly #folder: string;
  readonly #lanes: readonly Lane[];
  #stopped = false;

  constructor({ folder, count, ...program }: Processes) {
    this.#folder = folder;
    this.#lanes = Array.from({ length: count }, () => new Lane(program));
  }

  async run(jobs: readonly Job[], heard: Heard): Promise<void> {
    // One iterator for all of them: whoever is free takes the next.
    const left = jobs.values();
    await Promise.all(this.#lanes.slice(0, jobs.length).map((lane) => this.#empty(left, lane, heard)));
  }

  stop(): void {
    this.#stopped = true;
    for (const lane of this.#lanes) lane.stop();
  }

  async #empty(left: IterableIterator<Job>, lane: Lane, heard: Heard): Promise<void> {
    for (const job of left) {
      const answer = await lane.make({ name: job.name, config: job.config, folder: this.#folder });
      if (this.#stopped || answer === null) return;
      if ('why' in answer) heard.failed(job, answer.why);
      else heard.done(job, answer.result);
    }
    lane.end();
  }
}

export const processes = (options: Processes): Executor => new ProcessPool(options);
