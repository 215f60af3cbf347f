/** The results of a sweep's folder as a table: a row for each run that is made, in the order of the axes' values. */
import { open } from 'node:fs/promises';
import { valueAt } from '../../engine/config/config.ts';
import type { Value } from '../../engine/parameters.ts';
import { outcomeOf } from '../../engine/sweeps/outcome.ts';
import type { RunResult } from '../../engine/sweeps/result.ts';
import type { SweepShown } from '../../figures/sweepFigure.ts';
import { z } from '../../engine/zod.ts';
import { UsageError } from '../usage.ts';
import { runPath } from './folder.ts';
import type { Job, SweepPlan } from './plan.ts';

/** A cell of a table; null where there is none. */
export type Cell = Value | null;
export type Row = Readonly<Record<string, Cell>>;

const step = z.number().int().min(0).nullable();
const result = z.looseObject({
  type: z.literal('result'),
  step: z.number().int().min(0),
  whole: z.boolean(),
  train: step,
  val: step,
  forgot: z.boolean(),
  diverged: step,
  milestones: z.array(z.looseObject({ kind: z.string(), step: z.number() })),
  last: z.record(z.string(), z.number().nullable()),
  backend: z.string().nullable(),
  build: z.string().nullable(),
  version: z.string(),
  machine: z.string(),
});
type Stored = z.infer<typeof result>;

/** Longest last line: a result with the last of every series. */
const TAIL = 1 << 16;

/** @throws UsageError where the file does not end with a result */
async function resultIn(path: string): Promise<Stored> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const length = Math.min(size, TAIL);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer.toString('utf8').trimEnd().split('\n');
    const read = result.safeParse(JSON.parse(lines.at(-1) ?? ''));
    if (read.success) return read.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  } finally {
    await file.close();
  }
  throw new UsageError(`${path}: it does not end with the result of a run; take it away, and «sweep --out» makes it again`);
}

/** @param delay steps from which it is grokking */
function rowOf({ name, config }: Job, plan: SweepPlan, stored: Stored, delay: number): Row {
  const at = Object.fromEntries(plan.axes.map(({ path }) => [path, valueAt(config, path) as Cell]));
  const { train, val, step: steps, diverged, last, backend, build, version, machine } = stored;
  return {
    run: name,
    ...at,
    seed: config.seed,
    outcome: outcomeOf(stored as unknown as RunResult, delay),
    memorised: train,
    grokked: val,
    delay: train === null || val === null ? null : val - train,
    steps,
    diverged,
    ...last,
    kernels: `${backend} ${build}`,
    version,
    machine,
  };
}

/** A run that is made, as a figure wants it: its place on the axes, and what it came to. */
export async function* resultsOf(folder: string, jobs: readonly Job[], done: ReadonlySet<string>): AsyncGenerator<SweepShown['runs'][number]> {
  for (const { name, at } of jobs) if (done.has(name)) yield { at: at.slice(0, -1), result: (await resultIn(runPath(folder, name))) as unknown as RunResult };
}

/** By the first axis, then the second, …, then the seed; not in the order in which they were made. */
function compare({ at: a }: Job, { at: b }: Job): number {
  const i = a.findIndex((index, axis) => index !== b[axis]);
  return i < 0 ? 0 : (a[i] as number) - (b[i] as number);
}

/** Rows one by one: of each file its last line alone is read. */
export async function* rowsOf(folder: string, plan: SweepPlan, jobs: readonly Job[], done: ReadonlySet<string>, delay: number): AsyncGenerator<Row> {
  for (const job of jobs.toSorted(compare)) if (done.has(job.name)) yield rowOf(job, plan, await resultIn(runPath(folder, job.name)), delay);
}
