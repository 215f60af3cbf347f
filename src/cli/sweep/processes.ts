/**
 * Runs of a sweep in processes of this machine. One that dies takes one run with it, which another makes. Our own, because it has to tell deaths
 * apart: a process that is killed while it starts or waits says nothing about the run that it is given next.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunResult } from '../../engine/sweeps/result.ts';
import type { Executor, Heard } from './executor.ts';
import type { Job } from './plan.ts';

/** What a process is asked for. */
export interface Wanted extends Pick<Job, 'name' | 'config'> {
  readonly folder: string;
}

/** What it says: that it has begun; then the result of a run whose file is there, or why there can be none. */
export type Saying = { readonly begun: true } | { readonly result: RunResult } | { readonly why: string };
type Answer = Exclude<Saying, { readonly begun: true }>;

/** How a process ended that did not answer: over the run, or before it had begun with it. */
type Death = 'over it' | 'before';

/** Processes that may die over one run: then it is the run. To be killed now and then is normal, on machines that are lent. */
const DEATHS = 5;
/** Processes that may die, one after the other, before they begin: then there is something wrong with the program or the machine. */
const FALSE_STARTS = 50;

export interface Processes {
  readonly folder: string;
  readonly count: number;
  /** The program, and what makes it a worker. */
  readonly script: string;
  readonly args: readonly string[];
}

/** The program that this is. */
export const thisProgram = (): string => fileURLToPath(import.meta.url);

const isAlive = ({ exitCode, signalCode, connected }: ChildProcess): boolean => exitCode === null && signalCode === null && connected;

/** Asks a process for a run. Never rejects. */
function ask(child: ChildProcess, wanted: Wanted): Promise<Answer | Death> {
  return new Promise((resolve) => {
    let begun = false;
    const settle = (outcome: Answer | Death): void => {
      child.off('message', hear).off('exit', die).off('disconnect', die).off('error', die);
      resolve(outcome);
    };
    const hear = (said: Saying): void => {
      if ('begun' in said) begun = true;
      else settle(said);
    };
    const die = (): void => settle(begun ? 'over it' : 'before');
    child.on('message', hear).on('exit', die).on('disconnect', die).on('error', die);
    child.send(wanted, (error) => {
      if (error !== null) die();
    });
  });
}

class ProcessPool implements Executor {
  readonly #options: Processes;
  readonly #children = new Set<ChildProcess>();
  #stopped = false;

  constructor(options: Processes) {
    this.#options = options;
  }

  async run(jobs: readonly Job[], heard: Heard): Promise<void> {
    // One iterator for all of them: whoever is free takes the next.
    const left = jobs.values();
    await Promise.all(Array.from({ length: Math.min(this.#options.count, jobs.length) }, () => this.#lane(left, heard)));
  }

  stop(): void {
    this.#stopped = true;
    for (const child of this.#children) child.kill('SIGKILL');
  }

  /** One process after the other, as long as there is something to make. */
  async #lane(left: IterableIterator<Job>, heard: Heard): Promise<void> {
    let child: ChildProcess | null = null;
    for (const job of left) {
      let [deaths, falseStarts] = [0, 0];
      while (!this.#stopped) {
        if (child === null || !isAlive(child)) child = this.#begin();
        const said: Answer | Death = await ask(child, { name: job.name, config: job.config, folder: this.#options.folder });
        if (this.#stopped) return;
        if (typeof said === 'object') {
          if ('why' in said) heard.failed(job, said.why);
          else heard.done(job, said.result);
          break;
        }
        this.#end(child);
        // Its end may not have been heard of yet: it would look alive.
        child = null;
        if (said === 'over it') deaths++;
        else falseStarts++;
        if (deaths < DEATHS && falseStarts < FALSE_STARTS) continue;
        heard.failed(
          job,
          deaths < DEATHS ? `${falseStarts} processes ended before they began with it` : `${deaths} processes ended while they made it, one after the other`,
        );
        break;
      }
      if (this.#stopped) return;
    }
    if (child !== null && isAlive(child)) child.disconnect();
  }

  #begin(): ChildProcess {
    const child = fork(this.#options.script, this.#options.args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    // Whoever asks hears of it.
    child.on('error', () => undefined);
    return child;
  }

  #end(child: ChildProcess): void {
    this.#children.delete(child);
    child.kill('SIGKILL');
  }
}

export const processes = (options: Processes): Executor => new ProcessPool(options);
