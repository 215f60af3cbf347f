/** One run of a sweep in this process, as its file: the lines that `run` prints, and what it comes to in the last. */
import { cpus } from 'node:os';
import { version } from '../../../package.json';
import type { BackendRequest } from '../../engine/backend/choice.ts';
import { Backends } from '../../engine/backend/select.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import type { Control, Host } from '../../engine/run/host.ts';
import type { Goal } from '../../engine/run/milestone.ts';
import type { Fold } from '../../engine/sweeps/fold.ts';
import { foldRun } from '../../engine/sweeps/foldRun.ts';
import { resultFold, type RunResult } from '../../engine/sweeps/result.ts';
import { nodePlatform } from '../platform.ts';
import { lineOf } from '../sink.ts';

export interface Made {
  readonly lines: string;
  readonly result: RunResult;
}

interface Written {
  readonly lines: string[];
  readonly result: RunResult & { readonly config: RunConfig };
}

/** A run as lines, and its result. The lines grow in place. */
const writtenFold: Fold<Written> = {
  begin: (config) => ({ lines: [], result: resultFold.begin(config) }),
  take({ lines, result }, event) {
    lines.push(lineOf(event));
    return { lines, result: resultFold.take(result, event) };
  },
};

const opened = new Map<BackendRequest, Promise<Backends>>();

/** A backend is opened once for all runs of a process. */
function backendsFor(request: BackendRequest): Promise<Backends> {
  const known = opened.get(request) ?? nodePlatform(request).then((platform) => new Backends(platform));
  opened.set(request, known);
  return known;
}

const machine = (): string => `${process.platform} ${process.arch}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;

export interface Making {
  readonly config: RunConfig;
  readonly until: Goal | null;
  readonly request: BackendRequest;
}

/** @throws Error as `run` does */
export async function makeRun({ config, until, request }: Making, file: Host['file']): Promise<Made> {
  const begun = performance.now();
  const turn = async (): Promise<readonly Control[]> => {
    await new Promise((resolve) => setImmediate(resolve));
    return [];
  };
  const host = { now: () => performance.now(), file, turn };
  const made = await foldRun(config, writtenFold, host, { backends: await backendsFor(request), backend: request, until });
  if (made === null) throw new Error('a run that nobody stops was stopped');
  const { config: _, ...result } = made.result;
  const seconds = Number(((performance.now() - begun) / 1000).toPrecision(3));
  const last = JSON.stringify({ ...result, seconds, version, machine: machine() });
  return { lines: `${[...made.lines, last].join('\n')}\n`, result };
}
