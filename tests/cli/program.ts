/** The command line as a program. The global set-up of these tests has built it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { inject } from 'vitest';

export const PROGRAM = inject('program');

export interface Ended {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly stderr: string;
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

export function cli(...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });
  return { status, lines: linesOf(stdout), stderr };
}

/** The same with its output going to a file. */
export function cliTo(path: string, ...args: readonly string[]): Ended {
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', stdio: ['ignore', openSync(path, 'w'), 'pipe'] });
  return { status, lines: [], stderr };
}

/** A program that is still running: `act` is called once its first line is there. */
export async function cliWhile(act: (child: ChildProcess) => Promise<void> | void, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.setEncoding('utf8');
  const first = new Promise<void>((resolve) => {
    child.stdout.on('data', (text: string) => {
      stdout += text;
      resolve();
    });
  });
  const ended = once(child, 'exit');
  await Promise.race([first, ended]);
  await act(child);
  const [status] = (await ended) as [number | null];
  if (!child.stdout.readableEnded && !child.stdout.destroyed) await once(child.stdout, 'end');
  return { status, lines: linesOf(stdout), stderr };
}

/** Makes a preset of pairs quick. */
export const TINY = ['task.p=7', 'model.width=8', 'model.ffn=8', 'probes.localComplexity.points=4', 'probes.localComplexity.directions=8'].flatMap((pair) => [
  '--set',
  pair,
]);
