/** Makes what is left of a sweep's folder. */
import { expectationOf } from '../../engine/cost/expectation.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import { describeProblems } from '../../engine/problem.ts';
import type { Outcome } from '../../engine/sweeps/outcome.ts';
import { outcomeOf } from '../../engine/sweeps/outcome.ts';
import { configKey } from '../../engine/sweeps/sweep.ts';
import { print } from '../print.ts';
import { hearSignals } from '../signals.ts';
import { STATUS, statusOf } from '../status.ts';
import type { Executor } from './executor.ts';
import { doneIn, failuresIn, forgetFailure, openSweep, prepare, sweepUp, writeFailure } from './folder.ts';
import { jobsOf, type Job } from './plan.ts';
import { progressOf } from './progress.ts';

export interface Share {
  readonly index: number;
  readonly of: number;
}

export interface Sweeping {
  readonly folder: string;
  /** Of all runs every `of`-th, from `index` on; all where it is null. */
  readonly share: Share | null;
  /** Steps from which it is grokking. */
  readonly delay: number;
  readonly executor: Executor;
}

const say = (words: string): void => void process.stderr.write(`grokscope: ${words}\n`);
const HEARD_MS = 100;

/** 12 grokking, 3 confusion */
const tally = (outcomes: ReadonlyMap<Outcome, number>): string => [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');

/** What each run takes, by its name. Of settings that differ in their seed alone it is asked once: of thousands of runs that would take longer than they. */
function worthOf(jobs: readonly Job[]): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  const one = (config: RunConfig): number => {
    const key = configKey({ ...config, seed: 0 });
    const total = known.get(key) ?? expectationOf(config, 'wasm').total;
    known.set(key, total);
    return total;
  };
  return new Map(jobs.map(({ name, config }) => [name, one(config)]));
}

export async function sweep({ folder, share, delay, executor }: Sweeping): Promise<number> {
  const { plan } = await openSweep(folder);
  const { jobs, impossible, why } = jobsOf(plan);
  if (impossible > 0) say(`${impossible} combinations are left out, because no run can have them: ${describeProblems(why, 'en').join('; ')}`);
  const mine = share === null ? jobs : jobs.filter((_, i) => i % share.of === share.index);
  await prepare(folder);
  if (share === null) await sweepUp(folder);
  const done = await doneIn(folder);
  const left = mine.filter(({ name }) => !done.has(name));
  for (const { name } of await failuresIn(folder)) if (left.some((job) => job.name === name)) await forgetFailure(folder, name);
  const worth = worthOf(left);
  const progress = progressOf(
    process.stderr,
    left.length,
    [...worth.values()].reduce((sum, one) => sum + one, 0),
    mine.length - left.length,
  );
  const outcomes = new Map<Outcome, number>();
  let failed = 0;
  let written = Promise.resolve();
  const after = (act: () => Promise<void>): void => {
    written = written.then(act);
    written.catch(() => null);
  };
  const signal = hearSignals();
  const listening = setInterval(() => {
    if (signal() !== null) executor.stop();
  }, HEARD_MS);
  try {
    await executor.run(left, {
      done(job, result) {
        const outcome = outcomeOf(result, delay);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        progress.passed(worth.get(job.name) ?? 0);
        // On a terminal there is the bar; whoever reads lines gets lines.
        if (!process.stdout.isTTY) after(() => print(JSON.stringify({ run: job.name, outcome, ...result })));
      },
      failed(job, words) {
        failed++;
        progress.passed(worth.get(job.name) ?? 0);
        after(() => writeFailure(folder, job.name, words, job.config));
        say(`run ${job.name} cannot be made: ${words}`);
      },
    });
    await written;
  } finally {
    clearInterval(listening);
    progress.end();
  }
  const heard = signal();
  const made = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
  say(
    `${mine.length - left.length + made} of ${mine.length} runs are made${made === 0 ? '' : `, now ${tally(outcomes)}`}${failed === 0 ? '' : `; ${failed} cannot be made`}`,
  );
  if (heard !== null) {
    say(`stopped; «sweep --out ${folder}» goes on`);
    return statusOf(heard);
  }
  return failed > 0 ? STATUS.machine : STATUS.done;
}
