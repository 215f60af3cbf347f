/** A sweep's rows as tables, read again by readers of these formats. */
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { columnsOf, csvOf, parquetOf } from '../../../src/cli/sweep/tables.ts';

const rows = [
  {
    run: 'a',
    'optimizer.lr': 0.1,
    seed: 1,
    outcome: 'grokking',
    delay: 300,
    'task.flag': true,
    word: 'x, "y"',
    kernels: 'wasm SIMD',
    version: '1',
    machine: 'm',
  },
  {
    run: 'b',
    'optimizer.lr': 1e-7,
    seed: 2,
    outcome: 'confusion',
    delay: null,
    'task.flag': false,
    word: null,
    'val.loss': 0.25,
    kernels: 'wasm SIMD',
    version: '1',
    machine: 'm',
  },
  {
    run: 'c',
    'optimizer.lr': 'auto',
    seed: 3,
    outcome: 'confusion',
    delay: null,
    'task.flag': null,
    word: '',
    'val.loss': null,
    kernels: 'wasm SIMD',
    version: '1',
    machine: 'm',
  },
];

test('every column that any row has, what made them last', () => {
  expect(columnsOf(rows)).toEqual(['run', 'optimizer.lr', 'seed', 'outcome', 'delay', 'task.flag', 'word', 'val.loss', 'kernels', 'version', 'machine']);
});

test('CSV', () => {
  expect([...csvOf(rows)].join('')).toBe(
    [
      'run,optimizer.lr,seed,outcome,delay,task.flag,word,val.loss,kernels,version,machine',
      'a,0.1,1,grokking,300,true,"x, ""y""",,wasm SIMD,1,m',
      'b,1e-7,2,confusion,,false,,0.25,wasm SIMD,1,m',
      'c,auto,3,confusion,,,,,wasm SIMD,1,m',
      '',
    ].join('\n'),
  );
});

test('Parquet: numbers as numbers, words as words, nothing as nothing', async () => {
  const bytes = await parquetOf(rows);
  const read = await parquetReadObjects({ file: bytes.slice().buffer });
  expect(read).toEqual(
    rows.map((row) => ({
      ...Object.fromEntries(columnsOf(rows).map((name) => [name, (row as Record<string, unknown>)[name] ?? null])),
      'optimizer.lr': String(row['optimizer.lr']),
    })),
  );
});

test('an empty sweep is an empty table', async () => {
  expect([...csvOf([])].join('')).toBe('\n');
  expect((await parquetOf([])).length).toBeGreaterThan(0);
});
