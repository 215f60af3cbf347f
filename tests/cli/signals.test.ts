/** A signal ends a run as a control would, and says so in the exit status; a second one does not wait. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { unless } from '../unless.ts';
import { cliWhile, TINY } from './program.ts';

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

test('the same signal twice at once is npm’s echo', posix, async () => {
  const { status, lines } = await cliWhile((child) => {
    child.kill('SIGINT');
    child.kill('SIGINT');
  }, LONG);
  expect(status).toBe(130);
  expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ reason: 'stopped' });
});

test('a second signal ends a program whose output nobody reads', posix, async () => {
  let waited = 0;
  const { status } = await cliWhile(
    async (child) => {
      await wait(3000); // the pipe is full
      child.kill('SIGTERM');
      await wait(1000);
      waited = child.exitCode === null ? 1 : 0;
      child.kill('SIGTERM');
    },
    [...LONG, '--set', 'probes.evaluation.every=1'],
    false,
  );
  expect([status, waited]).toEqual([143, 1]);
});
