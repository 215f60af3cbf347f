/** Reads a file that the reader named. Of some faults, a folder in its place above all, the system does not say where; this does. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

function named(error: unknown, path: string): unknown {
  return error instanceof Error && (error as NodeJS.ErrnoException).path === undefined ? Object.assign(error, { path }) : error;
}

/** @throws the system's error, with the path */
export async function readNamed(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw named(error, path);
  }
}

/** The same at once; `-` is what comes in. @throws the system's error, with the path */
export function readTextNamed(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw named(error, path);
  }
}
