/**
 * A sweep's folder. `sweep.json` says what is to be made, `runs/NAME.jsonl` is a run that is whole, `failed/NAME.json` one that cannot be made, and
 * `data` holds the reader's own files. Every file is there whole or not at all, so that the folder alone says what is left, whenever a program
 * was killed, and several machines can work in it.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwn } from '../../engine/tasks/task.ts';
import type { Host } from '../../engine/run/host.ts';
import { loadFile } from '../platform.ts';
import { readNamed } from '../readNamed.ts';
import { saveRun } from '../runFiles.ts';
import { UsageError } from '../usage.ts';
import { planText, readPlan, type SweepPlan } from './plan.ts';

const PLAN = 'sweep.json';
const RUN = '.jsonl';

const runsIn = (folder: string): string => join(folder, 'runs');
export const runPath = (folder: string, name: string): string => join(runsIn(folder), `${name}${RUN}`);
const failedIn = (folder: string): string => join(folder, 'failed');
const dataFolder = (folder: string): string => join(folder, 'data');

export const isSweep = (folder: string): boolean => existsSync(join(folder, PLAN));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const write = (folder: string, name: string, text: string): Promise<void> => saveRun(bytesOf(text), { folder, name }, name);

/** @throws UsageError where it is none, or its plan is not sound */
export async function openSweep(folder: string): Promise<{ readonly plan: SweepPlan; readonly runs: number }> {
  const path = join(folder, PLAN);
  if (!existsSync(path)) throw new UsageError(`${folder}: there is no ${PLAN} in it; «sweep --out ${folder}» with --axis or --seeds begins one`);
  return readPlan(await readFile(path, 'utf8'), path);
}

/** Makes the folders where what is made goes. */
export async function prepare(folder: string): Promise<void> {
  for (const part of [runsIn(folder), failedIn(folder)]) await mkdir(part, { recursive: true });
}

/** The reader's own files, by their fingerprints. */
export type OwnData = Readonly<Record<string, Uint8Array>>;

/** @param text of the plan */
export async function layDown(folder: string, text: string, data: OwnData): Promise<void> {
  await mkdir(dataFolder(folder), { recursive: true });
  for (const [hash, bytes] of Object.entries(data)) await saveRun(bytes, { folder: dataFolder(folder), name: hash }, hash);
  // Last: where it is, everything is.
  await write(folder, PLAN, text);
}

export const createSweep = (folder: string, plan: Omit<SweepPlan, 'version'>, runs: number, data: OwnData): Promise<void> =>
  layDown(folder, planText(plan, runs), data);

/** What `layDown` was given. */
export async function laidDown(folder: string): Promise<{ readonly text: string; readonly data: OwnData }> {
  const { plan } = await openSweep(folder);
  const files = plan.data.map(async (hash) => [hash, await readNamed(join(dataFolder(folder), hash))] as const);
  return { text: await readFile(join(folder, PLAN), 'utf8'), data: Object.fromEntries(await Promise.all(files)) };
}

/** The files that a sweep's runs learn from. */
export const filesOf =
  (folder: string): Host['file'] =>
  async (name) =>
    isOwn(name) ? new Uint8Array(await readNamed(join(dataFolder(folder), name.slice('own:'.length)))) : loadFile(name);

const stems = (names: readonly string[], end: string): string[] =>
  names.flatMap((name) => (name.endsWith(end) && !name.startsWith('.') ? [name.slice(0, -end.length)] : []));
const listed = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Names of the runs that are made. */
export const doneIn = async (folder: string): Promise<Set<string>> => new Set(stems(await listed(runsIn(folder)), RUN));

export interface Failure {
  readonly name: string;
  readonly why: string;
}

export async function failuresIn(folder: string): Promise<Failure[]> {
  const names = stems(await listed(failedIn(folder)), '.json');
  const read = (name: string): Promise<string> => readFile(join(failedIn(folder), `${name}.json`), 'utf8');
  return Promise.all(names.map(async (name) => ({ name, why: String((JSON.parse(await read(name)) as { readonly why?: unknown }).why) })));
}

export const writeRun = (folder: string, name: string, lines: string): Promise<void> => write(runsIn(folder), `${name}${RUN}`, lines);

export const writeFailure = (folder: string, name: string, why: string, config: unknown): Promise<void> =>
  write(failedIn(folder), `${name}.json`, `${JSON.stringify({ why, config })}\n`);

export const forgetFailure = (folder: string, name: string): Promise<void> => rm(join(failedIn(folder), `${name}.json`), { force: true });

/** Takes away what programs that were killed have left half written. Only for whoever works there alone. */
export async function sweepUp(folder: string): Promise<void> {
  for (const part of [folder, runsIn(folder), failedIn(folder), dataFolder(folder)]) {
    for (const name of await listed(part)) if (name.startsWith('.') && name.endsWith('.part')) await rm(join(part, name), { force: true });
  }
}
