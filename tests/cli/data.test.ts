/** A file of the reader's on the command line: taken, asked for, or refused by line and column. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
  ['a kind that there is not', ['--data', GOOD, '--as', 'pictures'], /pictures/],
])('%s: status 2 and one line', (_, args, words) => {
  const { status, lines, stderr } = cli('run', ...args, ...TWO);
  expect([status, lines]).toEqual([2, []]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(words);
});

test('a file that is not there: status 5', () => {
  expect(cli('run', '--data', join(FOLDER, 'nowhere.csv'))).toMatchObject({ status: 5, lines: [] });
});
