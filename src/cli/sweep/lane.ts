/**
 * One run after the other in a process of this machine. A process that dies takes one run with it, which the next makes. Our own, because it has to
 * tell deaths apart: a process that is killed while it starts or waits says nothing about the run that it is given next.
 */
import { fork, type ChildProcess } from 'node:child_process';
import type { RunResult } from '../../engine/sweeps/result.ts';
import type { Job } from './plan.ts';

/** What a process is asked for. */
export interface Wanted extends Pick<Job, 'name' | 'config'> {
  readonly folder: string;
}

/** The result of a run whose file is there, or why there can be none. */
export type Answer = { readonly result: RunResult } | { readonly why: string };
/** What it says: first that it has begun. */
export type Saying = { readonly begun: true } | Answer;

/** How a process ended that did not answer: over the run, or before it had begun with it. */
type Death = 'over it' | 'before';

/** Processes that may die over one run: then it is the run. To be killed now and then is normal, on machines that are lent. */
const DEATHS = 5;
/** Processes that may die, one after the other, before they begin: then there is something wrong with the program or the machine. */
const FALSE_STARTS = 50;

export interface Program {
  readonly script: string;
  /** What makes it a worker. */
  readonly args: readonly string[];
}

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

export class Lane {
  readonly #program: Program;
  #child: ChildProcess | null = null;
  #stopped = false;

  constructor(program: Program) {
    this.#program = program;
  }

  /** @returns null where it is stopped before there is an answer. One run at a time. */
  async make(wanted: Wanted): Promise<Answer | null> {
    let [deaths, falseStarts] = [0, 0];
    while (!this.#stopped) {
      if (this.#child === null || !isAlive(this.#child)) this.#child = this.#begin();
      const said = await ask(this.#child, wanted);
      if (this.#stopped) return null;
      if (typeof said === 'object') return said;
      this.#child.kill('SIGKILL');
      // Its end may not have been heard of yet: it would look alive.
      this.#child = null;
      if (said === 'over it') deaths++;
      else falseStarts++;
      if (deaths >= DEATHS) return { why: `${deaths} processes ended while they made it, one after the other` };
      if (falseStarts >= FALSE_STARTS) return { why: `${falseStarts} processes ended before they began with it` };
    }
    return null;
  }

  /** Ends what goes on, and begins nothing more. */
  stop(): void {
    this.#stopped = true;
    this.#child?.kill('SIGKILL');
  }

  /** There is nothing more to make: the process ends by itself. */
  end(): void {
    if (this.#child !== null && isAlive(this.#child)) this.#child.disconnect();
    this.#child = null;
  }

  #begin(): ChildProcess {
    const child = fork(this.#program.script, this.#program.args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    // Whoever asks hears of it.
    child.on('error', () => undefined);
    return child;
  }
}
