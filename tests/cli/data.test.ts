/** A file of the reader's on the command line: taken, asked for, or refused by line and column. */
import { unzipSync, zipSync } from 'fflate';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cifarFile } from '../cifarFile.ts';
import { cli } from './program.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'grokscope-data-'));
const ROWS = Array.from({ length: 40 }, (_, i) => [`${(i % 7) + 0.5}`, `${(i * 3) % 11}.25`, i % 2 === 0 ? 'yes' : 'no']);

function file(name: string, rows: readonly (readonly string[])[]): string {
  const path = join(FOLDER, name);
  writeFileSync(path, [['width', 'height', 'sold'], ...rows].map((row) => row.join(',')).join('\n'));
  return path;
}

const GOOD = file('sales.csv', ROWS);
const BAD = file(
  'bad.csv',
  ROWS.map((row, i) => (i === 12 ? ['2.5', 'much', 'no'] : row)),
);
const OTHER = file('other.csv', ROWS.slice(1));
const IMAGES = join(FOLDER, 'data_batch_1.bin');
writeFileSync(IMAGES, cifarFile(50));
const CUT = join(FOLDER, 'cut.bin');
writeFileSync(CUT, cifarFile(50).subarray(0, 1000));
const TWO = ['--steps', '2', '--set', 'probes.localComplexity.measure=off'];

const configOf = ([first = '{}']: readonly string[]): unknown => (JSON.parse(first) as { config: unknown }).config;

test('a file is the task, its description in the config, and the same again by its link’s fields and the file', () => {
  const { status, stderr, lines } = cli('run', '--data', GOOD, ...TWO);
  expect([status, stderr]).toEqual([0, '']);
  const config = configOf(lines) as { readonly task: { readonly file: string } };
  expect(config).toMatchObject({ task: { id: 'own', trainFraction: 0.75 }, model: { id: 'mlp' } });
  expect(config.task.file).toMatch(/^numbers~h~3~40~2~0~2~[0-9a-f]{16}~sales\.csv$/);
  const again = cli('run', '--set', 'task.id=own', '--set', `task.file=${config.task.file}`, '--data', GOOD, ...TWO);
  expect(again.lines.slice(1)).toEqual(lines.slice(1));
});

test('how it is read can be said', () => {
  const read = cli('run', '--data', GOOD, '--as', 'tokens', '--answer', 'height', '--header', 'yes', ...TWO);
  expect(configOf(read.lines)).toMatchObject({ task: { file: expect.stringMatching(/^tokens~h~2~40~2~9~11~/) } });
});

test.each(['mlp', 'cnn'])('images in colour are a task for %s, as many as there are', (model) => {
  const { status, stderr, lines } = cli('run', '--data', IMAGES, '--set', `model.id=${model}`, ...TWO);
  expect([status, stderr]).toEqual([0, '']);
  const task = { id: 'cifar', file: expect.stringMatching(/^cifar~50~[0-9a-f]{16}~data_batch_1\.bin$/), trainSize: 25, valSize: 25, pixels: '32' };
  expect(configOf(lines)).toMatchObject({ task, model: { id: model } });
});

test('how many of them train can be said', () => {
  const { lines } = cli('run', '--data', IMAGES, '--set', 'task.id=cifar', '--set', 'task.trainSize=10', '--set', 'task.pixels=16', ...TWO);
  expect(configOf(lines)).toMatchObject({ task: { trainSize: 10, valSize: 25, pixels: '16' } });
});

test('a landscape takes it as well', () => {
  const { status, lines } = cli('landscape', '--data', GOOD, '--alphas', '1:2:2', '--steps', '2');
  expect([status, lines.length]).toEqual([0, 2]);
});

test.each([
  ['a cell that is no number', ['--data', BAD], /bad\.csv: Line 14, column 2 \(height\): «much» is no number\./],
  [
    'a file that is not brought',
    ['--set', 'task.id=own', '--set', 'task.file=numbers~h~3~40~2~0~2~0123456789abcdef~sales.csv'],
    /needs the file sales\.csv \(40 rows\)/,
  ],
  [
    'another file than the one that is meant',
    ['--set', 'task.id=own', '--set', 'task.file=numbers~h~3~40~2~0~2~0123456789abcdef~sales.csv', '--data', OTHER],
    /0123456789abcdef, and none of those named is that/,
  ],
  ['a file that nobody asks for', ['--set', 'task.id=modular', '--data', GOOD], /sales\.csv: nothing in this run asks for it/],
  ['two files', ['--data', GOOD, '--data', OTHER], /one file at a time/],
  ['a column that there is not', ['--data', GOOD, '--answer', '4'], /There is no column 4/],
  ['images that are cut short', ['--data', CUT], /cut\.bin: The file has 1,000 bytes, which is no multiple of 3,073/],
  ['columns of images', ['--data', IMAGES, '--answer', '2'], /data_batch_1\.bin: These are images/],
  ['images for a table', ['--data', IMAGES, '--set', 'task.id=own'], /data_batch_1\.bin: Line 1: /],
  [
    'images that are not brought',
    ['--set', 'task.id=cifar', '--set', 'task.file=cifar~1000~0123456789abcdef~data_batch_1.bin'],
    /needs the file data_batch_1\.bin \(1,000 images\)/,
  ],
  ['a kind that there is not', ['--data', GOOD, '--as', 'pictures'], /pictures/],
])('%s: status 2 and one line', (_, args, words) => {
  const { status, lines, stderr } = cli('run', ...args, ...TWO);
  expect([status, lines]).toEqual([2, []]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(words);
});

test('a run file holds it: the run goes on without the file being brought, and is the same', () => {
  const [half, whole, straight] = ['half', 'whole', 'straight'].map((name) => join(FOLDER, name)) as [string, string, string];
  const args = ['--data', GOOD, '--set', 'probes.localComplexity.measure=off'];
  expect(cli('run', ...args, '--steps', '10', '--save', half).status).toBe(0);
  expect(cli('run', '--resume', half, '--steps', '20', '--save', whole)).toMatchObject({ status: 0, stderr: '' });
  expect(cli('run', ...args, '--steps', '20', '--save', straight).status).toBe(0);
  const contents = (path: string) => unzipSync(readFileSync(path));
  expect(contents(whole)['snapshots/20.safetensors']).toEqual(contents(straight)['snapshots/20.safetensors']);
  const name = Object.keys(contents(half)).find((part) => part.startsWith('data/')) ?? '';
  expect(contents(half)[name]).toEqual(new Uint8Array(readFileSync(GOOD)));
  expect(cli('show', half).lines.join(' ')).toContain(`${name.slice('data/'.length)} (`);
  // Other data under its name is refused before anything is made of it.
  const forged = join(FOLDER, 'forged');
  writeFileSync(forged, zipSync({ ...contents(half), [name]: Uint8Array.of(1) }));
  const { status, stderr } = cli('run', '--resume', forged, '--steps', '20');
  expect([status, stderr]).toEqual([2, expect.stringContaining(`${name}: `)]);
});

test('a file that is not there: status 5', () => {
  expect(cli('run', '--data', join(FOLDER, 'nowhere.csv'))).toMatchObject({ status: 5, lines: [] });
});
