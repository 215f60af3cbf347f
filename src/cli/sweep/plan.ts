/** What a sweep's folder says of itself: `sweep.json`. From it alone every run of the sweep follows. */
import { createHash } from 'node:crypto';
import { version } from '../../../package.json';
import { REQUESTS, type BackendRequest } from '../../engine/backend/choice.ts';
import { parseConfig } from '../../engine/config/parse.ts';
import { describeProblems } from '../../engine/problem.ts';
import { GOALS, type Goal } from '../../engine/run/milestone.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import { gridCells, type Grid, type GridCells } from '../../engine/sweeps/grid.ts';
import { z } from '../../engine/zod.ts';
import { UsageError } from '../usage.ts';

const FORMAT = 'grokscope-sweep';

export interface SweepPlan extends Grid {
  readonly preset: string;
  readonly until: Goal | null;
  readonly request: BackendRequest;
  /** Fingerprints of the reader's own files, which lie in `data`. */
  readonly data: readonly string[];
  /** Of the program that made it. */
  readonly version: string;
}

/** One run of a sweep: what a worker is told. */
export interface Job {
  /** Names its file, and it in a queue: the same name, the same run. */
  readonly name: string;
  readonly config: RunConfig;
  /** Where it stands in its table: index of its value on each axis, and of its seed at the end. */
  readonly at: readonly number[];
}

const value = z.union([z.number(), z.string(), z.boolean()]);
const shape = z.strictObject({
  format: z.literal(FORMAT),
  version: z.string(),
  preset: z.string(),
  base: z.unknown(),
  axes: z.array(z.strictObject({ path: z.string().min(1), values: z.array(value).min(1) })),
  seeds: z.array(z.number().int().min(0)).min(1),
  until: z.enum(GOALS).nullable(),
  request: z.enum(REQUESTS),
  data: z.array(z.string().regex(/^[\da-f]+$/)),
  runs: z.number().int().min(0),
});

/** @param runs how many there are: whoever counts need not plan all of them again */
export function planText({ preset, base, axes, seeds, until, request, data }: Omit<SweepPlan, 'version'>, runs: number): string {
  const lean = axes.map(({ path, values }) => ({ path, values }));
  return `${JSON.stringify({ format: FORMAT, version, preset, base, axes: lean, seeds, until, request, data, runs }, null, 2)}\n`;
}

/** @param path names it in what is said @throws UsageError where it is none */
export function readPlan(content: string, path: string): { readonly plan: SweepPlan; readonly runs: number } {
  let raw: unknown;
  try {
    raw = JSON.parse(content);
  } catch (error) {
    throw new UsageError(`${path}: this is no JSON (${(error as Error).message})`);
  }
  const read = shape.safeParse(raw);
  if (!read.success) throw new UsageError(`${path}: ${read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  const { runs, format: _, ...said } = read.data;
  const base = parseConfig(said.base);
  if (!base.ok) throw new UsageError(`${path}: base: ${describeProblems(base.problems, 'en').join('; ')}`);
  return { plan: { ...said, base: base.config }, runs };
}

/** By everything that decides a run's numbers, and where it ends. */
export const nameOf = (key: string, { until, request }: Pick<SweepPlan, 'until' | 'request'>): string =>
  createHash('sha256').update(`${key}&until=${until}&on=${request}`).digest('hex').slice(0, 20);

export interface Jobs extends Omit<GridCells, 'cells'> {
  readonly jobs: readonly Job[];
}

/** The runs of a sweep, in the order in which they are best made. */
export function jobsOf(plan: SweepPlan): Jobs {
  const { cells, ...rest } = gridCells(plan);
  return { jobs: cells.map(({ key, config, at: [seed = 0, ...at] }) => ({ name: nameOf(key, plan), config, at: [...at, seed] })), ...rest };
}
