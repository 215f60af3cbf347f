/** A run that goes on from its file is the run that never stopped, also where it was killed; what a file cannot be asked for is said. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRunFile } from '../../src/engine/runfile/read.ts';
import type { RunFile } from '../../src/engine/runfile/runfile.ts';
import { unless } from '../unless.ts';
import { cli, cliWhile, TINY } from './program.ts';

const posix = unless(process.platform === 'win32' ? 'Windows has no signals' : null);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);

function ran(...args: readonly string[]): readonly string[] {
  const { status, lines, stderr } = cli('run', ...args);
  expect([status, stderr]).toEqual([0, '']);
  return lines;
}

function fileAt(path: string): RunFile {
  const read = readRunFile(readFileSync(path));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.file;
}

const QUICK = ['probes.localComplexity.points=4', 'probes.localComplexity.directions=4', 'probes.evaluation.perDecade=8', 'probes.evaluation.every=10'].flatMap(
  (pair) => ['--set', pair],
);

test.each([
  ['default', ['--set', '@6.optimizer.lr=0.01', '--set', '@14.optimizer.weightDecay=0', '--set', 'model.width=16', '--set', 'model.heads=2']],
  ['mlp-fast', ['--kernels', 'exact']],
  ['sparse-parity', []],
  ['digits-adversarial', ['--set', 'model.width=16', '--set', 'task.trainSize=100']],
  ['reviews-alpha-1', ['--set', 'model.width=16', '--set', 'task.trainSize=200', '--set', 'model.carry=true', '--set', 'optimizer.batchSize=32']],
  ['molecules-alpha-1', ['--set', 'task.trainSize=50', '--backend', 'cpu']],
])('%s: to 20, and from its file to 40, is 40', (preset, more) => {
  const args = ['--preset', preset, ...QUICK, ...more];
  const [half, whole, straight] = [at(`${preset}-20`), at(`${preset}-40`), at(`${preset}-straight`)];
  ran(...args, '--steps', '20', '--save', half);
  const on = more.includes('cpu') ? ['--backend', 'cpu'] : [];
  const lines = ran('--resume', half, '--steps', '40', '--save', whole, ...on);
  ran(...args, '--steps', '40', '--save', straight);
  const [is, was] = [fileAt(whole), fileAt(straight)];
  expect(is.snapshots.at(-1)).toEqual(was.snapshots.at(-1));
  expect([is.curves, is.marks, is.made, is.config]).toEqual([was.curves, was.marks, was.made, was.config]);
  // What was told before is not told again.
  expect(Math.min(...lines.slice(1).map((line) => (JSON.parse(line) as { step: number }).step))).toBeGreaterThanOrEqual(20);
});

test('killed in the midst of it, it goes on from its last checkpoint, and is the same in the end', posix, async () => {
  const killed = at('killed.grokscope');
  const args = ['--preset', 'default', ...TINY, '--save'];
  const { status } = await cliWhile(
    async (child) => {
      while (!existsSync(killed)) await wait(20);
      await wait(300);
      child.kill('SIGKILL');
    },
    ['run', ...args, killed, '--steps', '1000000', '--checkpoint-every', '30'],
  );
  expect(status).toBeNull();
  const { step, snapshots } = fileAt(killed);
  expect((snapshots.at(-1)?.step ?? 1) % 30).toBe(0);
  const [steps, again, straight] = [String(step + 57), at('again.grokscope'), at('straight.grokscope')];
  // Its file says a million steps: fewer are enough.
  ran('--resume', killed, '--steps', steps, '--save', again);
  ran(...args, straight, '--steps', steps);
  const [is, was] = [fileAt(again), fileAt(straight)];
  expect(is.snapshots.at(-1)).toEqual(was.snapshots.at(-1));
  expect([is.curves, is.marks]).toEqual([was.curves, was.marks]);
});

test('a run that is stopped is saved, and so is one that diverges', posix, async () => {
  const stopped = at('stopped.grokscope');
  const { status } = await cliWhile((child) => void child.kill('SIGTERM'), ['run', ...TINY, '--steps', '1000000', '--save', stopped]);
  expect(status).toBe(143);
  const { step, snapshots } = fileAt(stopped);
  expect(snapshots.at(-1)?.step).toBeGreaterThanOrEqual(step);
  const diverged = at('diverged.grokscope');
  expect(cli('run', '--steps', '400', '--set', 'optimizer.id=sgd', '--set', 'optimizer.lr=100', ...TINY, '--save', diverged).status).toBe(3);
  expect(fileAt(diverged).marks.at(-1)).toMatchObject({ kind: 'diverged' });
});

test('a file that is resumed without another step is the same file', () => {
  const [first, second] = [at('first'), at('second')];
  ran(...TINY, '--steps', '9', '--save', first);
  const { status, stderr } = cli('run', '--resume', first, '--save', second);
  expect([status, stderr]).toEqual([0, 'grokscope: --resume: the run is at its last step, 9; --steps N lets it go on\n']);
  expect(readFileSync(second).equals(readFileSync(first))).toBe(true);
});

test('in a folder each run has a name of its own', () => {
  const sweep = `${at('sweep')}/`;
  for (const seed of ['1', '2', '2']) ran(...TINY, '--steps', '2', '--seed', seed, '--save', sweep);
  expect(readdirSync(sweep).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['default-seed1.grokscope', 'default-seed2-2.grokscope', 'default-seed2.grokscope']);
  // Nothing half written is left.
  ran(...TINY, '--steps', '2', '--save', at('sweep'));
  expect(readdirSync(sweep)).toHaveLength(4);
});

test('on other kernels it goes on, says so, and marks it', () => {
  const [exact, moved] = [at('exact'), at('moved')];
  ran(...TINY, '--steps', '5', '--kernels', 'exact', '--save', exact);
  const { status, stderr } = cli('run', '--resume', exact, '--steps', '10', '--backend', 'cpu', '--save', moved);
  expect([status, stderr]).toEqual([
    0,
    'grokscope: --resume: until now it was computed on WASM SIMD, from step 5 on it is on CPU: its last digits will be others\n',
  ]);
  expect(fileAt(moved).marks).toContainEqual({ kind: 'moved', step: 5, to: { backend: 'cpu', build: 'plain' } });
  // Left to itself it stays where it was.
  ran('--resume', exact, '--steps', '10', '--save', moved);
  expect(fileAt(moved).made).toEqual([{ step: 0, backend: 'wasm', build: 'SIMD' }]);
});

test('a config that is printed can be read again, from a file and from what comes in', () => {
  const [first] = ran(...TINY, '--steps', '3');
  const { config } = JSON.parse(first as string) as { config: unknown };
  writeFileSync(at('config.json'), JSON.stringify(config));
  expect(ran('--config', at('config.json'))[0]).toBe(first);
});

describe('what is wrong is said with its flag, in a line: status', () => {
  let good: string;
  beforeAll(() => {
    good = at('good');
    ran(...TINY, '--steps', '5', '--save', good);
    writeFileSync(at('bad'), 'not a run');
    writeFileSync(at('half'), readFileSync(good).subarray(0, statSync(good).size / 2));
    writeFileSync(at('bad.json'), '{"version":2,"optimizer":{"id":"adamw","lr":-1}}');
    writeFileSync(at('no.json'), '{');
  });

  test.each<readonly [number, string, () => readonly string[], RegExp]>([
    [2, 'no run file', () => ['run', '--resume', at('bad')], /^grokscope: --resume .*bad: file: it has 9 bytes; it must be a run file/],
    [2, 'half a run file', () => ['run', '--resume', at('half')], /--resume .*half: file: /],
    [5, 'a file that is not there', () => ['run', '--resume', at('none')], /none: no such file or directory \(ENOENT\)/],
    ...[['run', '--resume'], ['run', '--config'], ['run', '--data'], ['show'], ['export', '--csv']].map(
      (words) =>
        [
          5,
          `a folder in the place of a file: ${words.join(' ')}`,
          () => [...words, dirname(good)],
          /^grokscope: \/.*: illegal operation on a directory \(EISDIR\)/,
        ] as const,
    ),
    [2, 'fewer steps than it has', () => ['run', '--resume', good, '--steps', '4'], /--resume: --steps: 4 is not allowed; it must be at least 5/],
    [2, 'steps that are none', () => ['run', '--resume', good, '--steps', 'x'], /--resume: steps: "x"/],
    [2, 'another preset', () => ['run', '--resume', good, '--preset', 'default'], /--resume: leave out --preset/],
    [2, 'another seed', () => ['run', '--resume', good, '--seed', '1'], /--resume: leave out --seed/],
    [2, 'another setting', () => ['run', '--resume', good, '--set', 'optimizer.lr=1'], /--resume: leave out --set optimizer.lr/],
    [
      2,
      'a change of what it has done',
      () => ['run', '--resume', good, '--steps', '9', '--set', '@3.optimizer.lr=1'],
      /@3.optimizer.lr: 3 is not allowed; it must be a step from 5 on/,
    ],
    [2, 'a change of what cannot change', () => ['run', '--resume', good, '--set', '@7.seed=1'], /@7.seed/],
    [2, 'checkpoints without a file', () => ['run', '--checkpoint-every', '5'], /--checkpoint-every: name the file with --save/],
    [2, 'checkpoints that are none', () => ['run', '--save', at('x'), '--checkpoint-every', '0'], /--checkpoint-every/],
    [5, 'a folder that is not there', () => ['run', '--save', at('nowhere/x')], /nowhere: no such file or directory/],
    [2, 'a config with a wrong field', () => ['run', '--config', at('bad.json')], /--config .*optimizer.lr: -1 is not allowed/],
    [2, 'a config that is no JSON', () => ['run', '--config', at('no.json')], /--config .*this is no JSON/],
    [5, 'a config that is not there', () => ['run', '--config', at('none.json')], /none.json: no such file/],
    [
      2,
      'a config and a preset',
      () => ['run', '--config', at('bad.json').replace('bad', 'config'), '--preset', 'default'],
      /--preset and --config: name one of them/,
    ],
    [2, 'nothing to export', () => ['export', good], /name one of --csv, --json, /],
    [2, 'two things to export', () => ['export', good, '--csv', '--json'], /name one of --csv/],
    [2, 'a snapshot that there is not', () => ['export', good, '--npz', '--step', '77'], /--step 77: it must be one of 0, 1, 2, 3, 4, 5/],
    [2, 'a step of all steps', () => ['export', good, '--csv', '--step', '5'], /--step: --csv is about all steps/],
    [2, 'no run file to show', () => ['show', at('bad')], /show .*bad: file: it has 9 bytes/],
    [2, 'no file to show', () => ['show'], /file/],
  ])('%i: %s', (expected, _, args, words) => {
    const { status, lines, stderr } = cli(...args());
    expect([status, lines, stderr.trim().split('\n').length]).toEqual([expected, [], 1]);
    expect(stderr).toMatch(words);
  });
});
