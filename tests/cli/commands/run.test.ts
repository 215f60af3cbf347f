/** Weights to start from on the command line: those of an export, or refused by tensor. */
import { unzipSync } from 'fflate';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { cli, TINY } from '../program.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'grokscope-weights-'));
const [RUN, NPZ, TENSORS, BAD, NEXT, LATER] = ['run', 'net.npz', 'net.safetensors', 'bad.npz', 'next', 'later'].map((name) => join(FOLDER, name)) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const OFF = ['--set', 'probes.localComplexity.measure=off'];

type Line = Readonly<Record<string, unknown>>;
const metricsIn = (lines: readonly string[]): Line[] => lines.map((line) => JSON.parse(line) as Line).filter(({ type }) => type === 'metrics');
const valuesOf = (line: Line | undefined): Line => ({ ...line, step: null });

let last: Line | undefined;

beforeAll(() => {
  const { lines } = cli('run', ...TINY, ...OFF, '--set', 'init.scale=2', '--steps', '12', '--save', RUN);
  last = metricsIn(lines).at(-1);
  cli('export', RUN, '--npz', '--to', NPZ);
  cli('export', RUN, '--safetensors', '--to', TENSORS);
  writeFileSync(BAD, readFileSync(NPZ).subarray(0, 400));
});

test.each([NPZ, TENSORS])('%s: the run begins where that one was, bit for bit', (path) => {
  const { status, stderr, lines } = cli('run', '--weights', path, '--set', 'init.scale=1', ...TINY, ...OFF, '--steps', '1');
  expect([status, stderr]).toEqual([0, '']);
  expect(last).toMatchObject({ step: 12 });
  expect(metricsIn(lines)[0]).toMatchObject({ step: 0 });
  expect(valuesOf(metricsIn(lines)[0])).toEqual(valuesOf(last));
});

test('as they are in the file, whatever the preset scales a start with; a run file holds them, and goes on without', () => {
  const scaled = ['--set', 'init.scale=4'];
  const { status, stderr, lines } = cli('run', '--preset', 'large-start', '--weights', NPZ, '--set', 'task.p=7', '--steps', '2');
  expect([status, lines, stderr]).toEqual([2, [], expect.stringContaining('--weights: ')]);
  const made = cli('run', '--weights', NPZ, ...TINY, ...OFF, '--steps', '5', '--save', NEXT);
  const { config } = JSON.parse(made.lines[0] ?? '{}') as { config: { init: unknown } };
  expect(config.init).toEqual({ scale: 1, weights: expect.stringMatching(/^weights~[0-9a-f]{16}~net\.npz$/) });
  expect(metricsIn(cli('run', '--weights', NPZ, ...scaled, ...TINY, ...OFF, '--steps', '1').lines)[0]).not.toEqual(metricsIn(made.lines)[0]);
  const parts = unzipSync(readFileSync(NEXT));
  const name = Object.keys(parts).find((part) => part.startsWith('data/')) ?? '';
  expect(parts[name]).toEqual(new Uint8Array(readFileSync(NPZ)));
  expect(cli('run', '--resume', NEXT, '--steps', '9', '--save', LATER)).toMatchObject({ status: 0, stderr: '' });
  const straight = cli('run', '--weights', NPZ, ...TINY, ...OFF, '--steps', '9');
  expect(metricsIn(straight.lines).at(-1)).toEqual(metricsIn(cli('run', '--resume', NEXT, '--steps', '9').lines).at(-1));
});

test.each<[string, readonly string[], RegExp]>([
  ['a network of other shapes', ['--weights', NPZ, ...TINY, '--set', 'model.width=16'], /--weights: net\.npz: .*of the shape \[/],
  ['a file that is cut', ['--weights', BAD, ...TINY], /--weights: .*an archive of NumPy/],
  ['weights that are not brought', ['--set', 'init.weights=weights~0123456789abcdef~net.npz'], /needs the file net\.npz \(weights\): name it with --weights/],
  ['a description that is none', ['--set', 'init.weights=net.npz'], /init\.weights: "net\.npz" is not allowed/],
])('%s: status 2 and one line', (_, args, words) => {
  const { status, lines, stderr } = cli('run', ...args, ...OFF, '--steps', '1');
  expect([status, lines]).toEqual([2, []]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(words);
});

test('a file that is not there: status 5', () => {
  expect(cli('run', '--weights', join(FOLDER, 'nowhere.npz'))).toMatchObject({ status: 5, lines: [] });
});
