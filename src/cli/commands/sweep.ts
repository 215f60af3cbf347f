/** The command `sweep`: a run for each combination of a few fields' values and seeds, in a folder that says what is left. */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { describeProblem, describeProblems, type Problem } from '../../engine/problem.ts';
import { GOALS, type Goal } from '../../engine/run/milestone.ts';
import { readAxis, readSeeds } from '../../engine/sweeps/axisText.ts';
import { DELAY } from '../../engine/sweeps/outcome.ts';
import type { Axis } from '../../engine/sweeps/sweep.ts';
import { isDeepStrictEqual } from 'node:util';
import { LANGUAGES, type Language } from '../../engine/text.ts';
import { sweepFigure, type SweepShown } from '../../figures/sweepFigure.ts';
import { askedWithData, type DataFlags } from '../data.ts';
import { DEFAULT, requestOf, withFlags } from '../flags.ts';
import { fieldHelp } from '../help.ts';
import { print } from '../print.ts';
import { STATUS, statusHelp } from '../status.ts';
import { createSweep, doneIn, failuresIn, isSweep, openSweep } from '../sweep/folder.ts';
import { jobsOf, type Job, type SweepPlan } from '../sweep/plan.ts';
import { processes, thisProgram } from '../sweep/processes.ts';
import { queued } from '../sweep/queue/queued.ts';
import { serve } from '../sweep/queue/serve.ts';
import { resultsOf, rowsOf, type Row } from '../sweep/rows.ts';
import { sweep, type Share } from '../sweep/run.ts';
import { slurmScript } from '../sweep/slurm.ts';
import { csvOf, parquetOf } from '../sweep/tables.ts';
import { work } from '../sweep/worker.ts';
import { UsageError } from '../usage.ts';
import { countsAt, fetchInto, submit } from './sweepQueue.ts';

interface SweepFlags extends DataFlags {
  readonly axis: readonly string[];
  readonly seeds?: string;
  readonly out?: string;
  readonly until?: Goal;
  readonly jobs: number;
  readonly delay: number;
  readonly redis?: string;
}

const isProblem = (read: readonly number[] | Problem): read is Problem => !Array.isArray(read);

/** @throws UsageError naming the flag and the field */
async function planOf(flags: SweepFlags): Promise<{ readonly plan: Omit<SweepPlan, 'version'>; readonly data: Readonly<Record<string, Uint8Array>> }> {
  const { settings, plan: changes, data } = await askedWithData(flags, 'steps');
  if (changes.length > 0) throw new UsageError('a sweep has no changes while its runs go on; leave out @STEP.FIELD');
  const { config: base } = settings;
  const axes = flags.axis.map((line): Axis => {
    const read = readAxis(base, line);
    if (!read.ok) throw new UsageError(`--axis ${describeProblem(read.problem, 'en')}`);
    return read.axis;
  });
  const twice = axes.find(({ path }, i) => axes.findIndex((other) => other.path === path) !== i);
  if (twice !== undefined) throw new UsageError(`--axis ${twice.path}: it is named twice`);
  if (flags.seeds !== undefined && flags.seed.length > 0) throw new UsageError('--seed and --seeds: name one of them');
  const seeds = flags.seeds === undefined ? [base.seed] : readSeeds(flags.seeds);
  if (isProblem(seeds)) throw new UsageError(`--seeds ${describeProblem(seeds, 'en')}`);
  const preset = flags.link?.basedOn ?? flags.preset ?? DEFAULT.id;
  return { plan: { preset, base, axes, seeds, until: flags.until ?? null, request: requestOf(flags), data: Object.keys(data) }, data };
}

/** Whether more than the folder was named. */
const isAsked = ({ axis, seeds, preset, link, config, set, data, weights, seed, steps, until, kernels }: SweepFlags): boolean =>
  [seeds, preset, link, config, weights, until, kernels].some((one) => one !== undefined) || [axis, set, data, seed, steps].some(({ length }) => length > 0);

async function begin(out: string, flags: SweepFlags): Promise<void> {
  const { plan, data } = await planOf(flags);
  if (isSweep(out)) {
    const { version: _, ...before } = (await openSweep(out)).plan;
    const lean = { ...plan, axes: plan.axes.map(({ path, values }) => ({ path, values })) };
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(before)), JSON.parse(JSON.stringify(lean)))) {
      throw new UsageError(`--out ${out}: another sweep is in it; name another folder, or leave out all but --out to go on with that one`);
    }
    return;
  }
  const { jobs, why } = jobsOf({ ...plan, version: '' });
  if (jobs.length === 0) throw new UsageError(`no combination of these values is a run: ${describeProblems(why, 'en').join('; ')}`);
  await createSweep(out, plan, jobs.length, data);
}

/** @returns the folder, with the sweep in it */
async function begun(flags: SweepFlags): Promise<string> {
  const { out } = flags;
  if (out === undefined) throw new UsageError('--out: name the folder where the runs go');
  if (isAsked(flags) || !isSweep(out)) await begin(out, flags);
  return out;
}

function makeAll(out: string, share: Share | null, { jobs: count, delay, redis }: Pick<SweepFlags, 'jobs' | 'delay' | 'redis'>): Promise<number> {
  const folder = resolve(out);
  return sweep({ folder, share, delay, executor: redis === undefined ? processes({ folder, count, ...thisProgram() }) : queued(folder, redis) });
}

async function status(folder: string, redis: string | undefined): Promise<number> {
  const { plan, runs } = await openSweep(folder);
  const [done, failed] = [await doneIn(folder), await failuresIn(folder)];
  await print(
    JSON.stringify({
      preset: plan.preset,
      axes: plan.axes.map(({ path }) => path),
      seeds: plan.seeds.length,
      runs,
      made: done.size,
      left: runs - done.size,
      failed,
      ...(redis === undefined ? {} : { queue: await countsAt(redis) }),
    }),
  );
  return STATUS.done;
}

interface CollectFlags {
  readonly csv?: string | true;
  readonly parquet?: string;
  readonly svg?: string;
  readonly language: Language;
  readonly delay: number;
  readonly redis?: string;
}

async function figureOf(folder: string, plan: SweepPlan, jobs: readonly Job[], made: ReadonlySet<string>, delay: number, language: Language): Promise<string> {
  const runs: SweepShown['runs'][number][] = [];
  for await (const run of resultsOf(folder, jobs, made)) runs.push(run);
  return sweepFigure({ ...plan, runs, delay }, language);
}

async function collect(folder: string, { csv, parquet, svg, language, delay, redis }: CollectFlags): Promise<number> {
  if ([csv, parquet, svg, redis].every((one) => one === undefined)) throw new UsageError('name one of --csv, --parquet, --svg');
  const { plan } = await openSweep(folder);
  if (redis !== undefined) await fetchInto(folder, redis);
  const { jobs } = jobsOf(plan);
  const made = await doneIn(folder);
  if (svg !== undefined) await writeFile(svg, await figureOf(folder, plan, jobs, made, delay, language));
  if (csv === undefined && parquet === undefined) return STATUS.done;
  const rows: Row[] = [];
  for await (const row of rowsOf(folder, plan, jobs, made, delay)) rows.push(row);
  if (parquet !== undefined) await writeFile(parquet, await parquetOf(rows));
  if (typeof csv === 'string') await writeFile(csv, csvOf(rows));
  else if (csv === true) for (const line of csvOf(rows)) await print(line.slice(0, -1));
  return STATUS.done;
}

function whole(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new InvalidArgumentError(`it must be a whole number, at least ${least}.`);
    return Number(text);
  };
}

const delayOption = (): Option => new Option('--delay <steps>', 'from which it is called grokking').default(DELAY).argParser(whole(1));
const jobsOption = (): Option =>
  new Option('--jobs <n>', 'processes at a time; one for each core where nothing is said').default(availableParallelism()).argParser(whole(1));
const each = (text: string, before: readonly string[]): string[] => [...before, text];

const redisOption = (what: string): Option => new Option('--redis <url>', `a queue in Redis, as redis://host:6379: ${what}`);

/** What says which sweep it is. */
const withGrid = (command: Command): Command =>
  withFlags(command, { steps: 'the same as --set steps=N', changes: false })
    .option('--axis <field=values>', 'a field that is varied: 0.1:10:9log, 0:1:5 or .3,.4,.5; may be repeated', each, [])
    .option('--seeds <from:to>', 'seeds of every combination, as 1:10 or 1,2,5')
    .option('--out <folder>', 'where the runs go')
    .addOption(new Option('--until <milestone>', 'stop each run once it is settled whether it reaches it').choices(GOALS))
    .addHelpText('after', `${statusHelp()}\n${fieldHelp()}`);

export function sweepCommand(cli: Command, done: (status: number) => void): void {
  const command = withGrid(cli.command('sweep'))
    // What stands behind «status», «collect», … is theirs.
    .enablePositionalOptions()
    .description('Make a run for each combination of values and seeds. A folder that is there already goes on where it was left.')
    .addOption(jobsOption())
    .addOption(delayOption())
    .addOption(redisOption('the runs are made by whoever works there'))
    .action(async (flags: SweepFlags) => done(await makeAll(await begun(flags), null, flags)));
  command
    .command('run')
    .argument('<folder>')
    .description('Make what is left of a sweep, or one share of it.')
    .addOption(new Option('--index <i>', 'of the shares, counted from 0: the scheduler’s index').argParser(whole(0)))
    .addOption(new Option('--of <n>', 'shares that there are').argParser(whole(1)))
    .addOption(jobsOption())
    .addOption(delayOption())
    .addOption(redisOption('the runs are made by whoever works there'))
    .action(async (folder: string, flags: Pick<SweepFlags, 'jobs' | 'delay' | 'redis'> & { readonly index?: number; readonly of?: number }) => {
      const { index, of } = flags;
      if ((index === undefined) !== (of === undefined)) throw new UsageError('--index and --of: name both of them, or none');
      if (index !== undefined && of !== undefined && index >= of) throw new UsageError(`--index ${index}: it must be from 0 to ${of - 1}`);
      done(await makeAll(folder, index === undefined || of === undefined ? null : { index, of }, flags));
    });
  command
    .command('status')
    .argument('<folder>')
    .description('Say how far a sweep has come.')
    .addOption(redisOption('what is in it is said as well'))
    .action(async (folder: string, { redis }: Pick<SweepFlags, 'redis'>) => done(await status(folder, redis)));
  command
    .command('collect')
    .argument('<folder>')
    .description('Put the results of a sweep into one table.')
    .option('--csv [path]', 'as CSV, to stdout where no file is named')
    .option('--parquet <path>', 'as Parquet')
    .option('--svg <path>', 'as a figure: the phase diagram over two axes, or steps against one with its power law')
    .addOption(new Option('--language <code>', 'of --svg: its words').choices(LANGUAGES).default('en'))
    .addOption(delayOption())
    .addOption(redisOption('what is made there comes into the folder first'))
    .action(async (folder: string, flags: CollectFlags) => done(await collect(folder, flags)));
  withGrid(command.command('submit'))
    .description('Put what is left of a sweep into a queue, from which any number of machines take it. What is in it already is left as it is.')
    .addOption(redisOption('where the runs go').makeOptionMandatory())
    .action(async (flags: SweepFlags & { readonly redis: string }) => done(await submit(await begun(flags), flags.redis)));
  command
    .command('worker')
    .description('Make what is in a queue, until it is stopped.')
    .addOption(redisOption('where the runs are').makeOptionMandatory())
    .addOption(jobsOption())
    .option('--until-empty', 'end once there is nothing left to make')
    .action(async (flags: { readonly redis: string; readonly jobs: number; readonly untilEmpty?: true }) =>
      done(await serve({ url: flags.redis, count: flags.jobs, untilEmpty: flags.untilEmpty === true, program: thisProgram() })),
    );
  command
    .command('slurm')
    .argument('<folder>')
    .description('Write a script that submits a sweep to SLURM as an array.')
    .addOption(new Option('--tasks <n>', 'tasks of the array').default(16).argParser(whole(1)))
    .addOption(new Option('--cpus <n>', 'cores of a task').default(4).argParser(whole(1)))
    .action(async (folder: string, { tasks, cpus }: { readonly tasks: number; readonly cpus: number }) => {
      await openSweep(folder);
      const path = join(folder, 'submit.sh');
      await writeFile(path, slurmScript({ folder: resolve(folder), program: thisProgram().script, tasks, cpus }), { mode: 0o755 });
      await print(`sbatch ${path}`);
      done(STATUS.done);
    });
  command.command('process', { hidden: true }).action(() => {
    if (process.send === undefined) throw new UsageError('sweep process: only a sweep starts it');
    work();
  });
}
