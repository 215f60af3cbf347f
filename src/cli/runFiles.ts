/** Run files on disk. They are written whole or not at all: a program that is killed in between leaves the one before. */
import { constants } from 'node:fs';
import { access, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describeProblems } from '../engine/problem.ts';
import { withData } from '../engine/runfile/data.ts';
import { readRunFile } from '../engine/runfile/read.ts';
import type { RunFile } from '../engine/runfile/runfile.ts';
import { readNamed } from './readNamed.ts';
import { UsageError } from './usage.ts';

/** @param flag names it in what is said @throws UsageError where it is no good, with the part and the field */
export async function loadRun(path: string, flag: string): Promise<RunFile> {
  const read = await withData(readRunFile(await readNamed(path)));
  if (read.ok) return read.file;
  throw new UsageError(`${flag} ${path}: ${describeProblems(read.problems, 'en').join('; ')}`);
}

/** Where a run is saved: the file that was named, or one of a name of its own in the folder that was. */
export interface Target {
  readonly folder: string;
  /** The file's name; null where the folder was named and nothing is written yet. */
  name: string | null;
}

async function isFolder(path: string): Promise<boolean> {
  if (/[\\/]$/.test(path)) return true;
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Sees to it, before hours of training, that something can be written there. */
export async function targetOf(path: string): Promise<Target> {
  const folder = (await isFolder(path)) ? path : dirname(path);
  if (folder === path) await mkdir(folder, { recursive: true });
  await access(folder, constants.W_OK);
  return { folder, name: folder === path ? null : basename(path) };
}

/** Puts a file that is complete in place of whatever is there; in a folder, under the first name that is free. */
async function place(made: string, target: Target, stem: string): Promise<void> {
  if (target.name !== null) return rename(made, join(target.folder, target.name));
  for (let i = 1; ; i++) {
    const name = `${stem}${i === 1 ? '' : `-${i}`}.grokscope`;
    try {
      // Fails where there is one already, be it that another program has just put it there.
      await link(made, join(target.folder, name));
      target.name = name;
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** @param stem what it is called where a folder was named */
export async function saveRun(bytes: Uint8Array, target: Target, stem: string): Promise<void> {
  const made = join(target.folder, `.${stem}-${process.pid}.part`);
  try {
    const file = await open(made, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(made, target, stem);
  } finally {
    await rm(made, { force: true });
  }
}
