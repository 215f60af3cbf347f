/** A signal ends a run as a control would, and says so in the exit status; a second one does not wait. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, read, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { unless } from '../unless.ts';
import { cliWhile, PROGRAM, TINY } from './program.ts';

const posix = unless(process.platform === 'win32' ? 'Windows has no signals' : null);
const LONG = ['run', '--preset', 'default', '--backend', 'wasm', '--steps', '1000000', ...TINY];

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s: the run’s last lines are written, status %i', posix, async (signal, expected) => {
  const { status, lines, stderr } = await cliWhile((child) => void child.kill(signal), LONG);
  expect([status, stderr]).toEqual([expected, '']);
  expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ type: 'finished', reason: 'stopped' });
});

test('a landscape that is stopped says how far it came', posix, async () => {
  const args = ['landscape', '--preset', 'default', '--alphas', '0.5:2:9', '--steps', '2000', '--backend', 'wasm', ...TINY];
  const { status, lines } = await cliWhile((child) => void child.kill('SIGTERM'), args);
  expect(status).toBe(143);
  expect(JSON.parse(lines.at(-1) ?? '{}')).toEqual({ type: 'stopped', points: lines.length - 1 });
});

test('a second signal that comes with the first is npm’s echo', posix, async () => {
  const { status, lines } = await cliWhile((child) => {
    // Two of the same would be one to the system.
    child.kill('SIGINT');
    child.kill('SIGTERM');
  }, LONG);
  expect([130, 143]).toContain(status);
  expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ reason: 'stopped' });
});

test('a second signal ends a program whose output nobody reads', posix, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
  const pipe = join(folder, 'pipe');
  // As a shell makes it: what Node itself makes for a child is no pipe, and does not block.
  execFileSync('mkfifo', [pipe]);
  const end = openSync(pipe, 'r+');
  const child = spawn(process.execPath, [PROGRAM, ...LONG, '--set', 'probes.evaluation.every=1'], { stdio: ['ignore', end, 'ignore'] });
  try {
    const exit = once(child, 'exit');
    // It has begun, and hears signals; then the pipe fills.
    await promisify(read)(end, Buffer.alloc(1), 0, 1, null);
    await wait(4000);
    child.kill('SIGTERM');
    await wait(1000);
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await Promise.race([exit, wait(60_000, 'still there')])).toEqual([143, null]);
  } finally {
    child.kill('SIGKILL');
    closeSync(end);
    rmSync(folder, { recursive: true });
  }
});
