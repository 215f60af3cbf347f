/** Runs as files, made of tiny networks. */
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import type { Change } from '../../../src/engine/run/change.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import type { RunOptions } from '../../../src/engine/run/run.ts';
import { Snapshots } from '../../../src/engine/run/snapshots.ts';
import { readRunFile, type ReadRunFile } from '../../../src/engine/runfile/read.ts';
import { recordOf, runFileOf, type RunFile } from '../../../src/engine/runfile/runfile.ts';
import { record as ran } from '../run/scripted.ts';

interface Made {
  readonly record: RunRecord;
  readonly snapshots: Snapshots;
  readonly file: RunFile;
}

/** Runs a config, on from a file where one is given. */
export async function made(config: RunConfig, plan: readonly Change[] = [], before: RunFile | null = null, options: Partial<RunOptions> = {}): Promise<Made> {
  const record = before === null ? createRecord('a', config) : recordOf({ ...before, config }, 'a');
  const snapshots = new Snapshots(before?.snapshots ?? []);
  const { events } = await ran(config, undefined, { plan, from: snapshots.latest, ...options });
  for (const event of events) {
    record.take(event);
    if (event.type === 'snapshot') snapshots.add(event.snapshot);
  }
  return { record, snapshots, file: runFileOf(record, snapshots, { preset: 'default', plan, data: {} }) };
}

/** The same file with other parts. A part that is null is not there. */
export function withParts(bytes: Uint8Array, parts: Readonly<Record<string, Uint8Array | string | null>>): Uint8Array {
  const all = { ...unzipSync(bytes), ...parts };
  const there = Object.entries(all).flatMap(([name, part]) => (part === null ? [] : [[name, typeof part === 'string' ? strToU8(part) : part] as const]));
  return zipSync(Object.fromEntries(there));
}

export function read(bytes: Uint8Array): RunFile {
  const result = readRunFile(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.file;
}

/** A value that was refused, as it is told here: of a file its size. */
export const toldOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'bytes' in value ? `${String(value.bytes)} bytes` : String(value);

/** What is said of the first thing that is wrong. */
export function wrong(result: ReadRunFile): string {
  return result.ok ? '' : `${result.problems[0]?.field} = ${toldOf(result.problems[0]?.value)}: ${result.problems[0]?.expected.en}`;
}
