/** The command line as a program: what it prints, and its exit status. The global set-up of the browser tests has built it. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/engine/events.ts';
import { PRESETS } from '../../src/engine/presets.ts';

function cli(...args: readonly string[]): { status: number | null; lines: string[]; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', ...args], { encoding: 'utf8' });
  return { status, lines: stdout.split('\n').filter((line) => line !== ''), stderr };
}

const TINY = [
  '--set',
  'task.p=7',
  '--set',
  'model.width=8',
  '--set',
  'model.ffn=8',
  '--set',
  'probes.localComplexity.points=4',
  '--set',
  'probes.localComplexity.directions=8',
];

test('presets lists every preset as a line of JSON', () => {
  const { status, lines } = cli('presets');
  expect(status).toBe(0);
  expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(PRESETS.map(({ id }) => id));
});

test.each(['wasm', 'cpu'])('run prints its events as JSON lines on %s and ends with 0', (backend) => {
  const { status, lines, stderr } = cli('run', '--preset', 'default', '--steps', '5', '--seed', '2', '--backend', backend, ...TINY);
  expect(status).toBe(0);
  expect(stderr).toBe('');
  const events = lines.map((line) => JSON.parse(line) as RunEvent);
  expect(events[0]).toMatchObject({ type: 'started', backend, config: { seed: 2, steps: 5 } });
  expect(events.filter(({ type }) => type === 'metrics')).toHaveLength(6);
  expect(events.at(-1)).toEqual({ type: 'finished', step: 5, reason: 'steps' });
});

test.each([
  ['an unknown preset', ['run', '--preset', 'nope'], 'nope'],
  ['no preset', ['run'], '--preset'],
  ['a modulus that is not prime', ['run', '--preset', 'default', '--set', 'task.p=42'], 'task.p'],
  ['an empty training set', ['run', '--preset', 'default', '--set', 'task.trainFraction=0'], 'task.trainFraction'],
  ['a rate that is no number', ['run', '--preset', 'default', '--set', 'optimizer.lr=NaN'], 'optimizer.lr'],
  ['another version', ['run', '--preset', 'default', '--set', 'version=9'], 'version'],
  ['a field that does not exist', ['run', '--preset', 'default', '--set', 'optimizer.nope=1'], 'optimizer.nope'],
  ['a huge network', ['run', '--preset', 'default', '--set', 'model.width=100000'], 'model.width'],
  ['a pair without a value', ['run', '--preset', 'default', '--set', 'seed'], 'seed'],
  ['an unknown backend', ['run', '--preset', 'default', '--backend', 'abacus'], 'abacus'],
  ['an unknown command', ['fly'], 'fly'],
  ['no command', [], 'presets'],
])('%s: status 2, one line that names it, nothing on stdout', (_what, args, named) => {
  const { status, lines, stderr } = cli(...args);
  expect(status).toBe(2);
  expect(lines).toEqual([]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(named);
});

test('divergence ends with 3 and says what diverged', () => {
  const { status, lines } = cli('run', '--preset', 'default', '--steps', '400', '--set', 'optimizer.id=sgd', '--set', 'optimizer.lr=100', ...TINY);
  expect(status).toBe(3);
  expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ type: 'diverged' });
});

test('--until stops at the milestone', () => {
  const { status, lines } = cli('run', '--preset', 'quadratic-31', '--until', 'memorised', '--set', 'probes.localComplexity.measure=off');
  expect(status).toBe(0);
  expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({ type: 'finished', reason: 'memorised' });
});
