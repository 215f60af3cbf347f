/** A grid's runs: every combination, each once, whole pictures first. */
import { expect, test } from 'vitest';
import { valueAt } from '../../../src/engine/config/config.ts';
import { parseConfig } from '../../../src/engine/config/parse.ts';
import { gridCells, placeOf } from '../../../src/engine/sweeps/grid.ts';
import { settingsOf } from './tiny.ts';

const { config: base } = settingsOf();
const decay = { path: 'optimizer.weightDecay', values: [0.1, 1, 10] };
const rate = { path: 'optimizer.lr', values: [0.001, 0.01] };

test('one seed’s whole picture comes before the next one’s, its ends first', () => {
  const { cells, impossible } = gridCells({ base, axes: [decay, rate], seeds: [5, 4] });
  expect(impossible).toBe(0);
  expect(cells.map(({ config }) => config.seed)).toEqual([...Array.from({ length: 6 }, () => 5), ...Array.from({ length: 6 }, () => 4)]);
  expect(cells.slice(0, 6).map(({ config }) => placeOf(config, [decay, rate]))).toEqual([
    [0.1, 0.001],
    [0.1, 0.01],
    [10, 0.001],
    [10, 0.01],
    [1, 0.001],
    [1, 0.01],
  ]);
});

test('every run is the base with these values, valid and named by all of it', () => {
  const { cells } = gridCells({ base, axes: [decay], seeds: [1, 2] });
  expect(new Set(cells.map(({ key }) => key)).size).toBe(6);
  for (const { config, at } of cells) {
    expect(parseConfig(config)).toEqual({ ok: true, config });
    expect(config).toEqual({ ...base, seed: [1, 2][at[0] as number], optimizer: { ...base.optimizer, weightDecay: decay.values[at[1] as number] } });
  }
});

test('without axes there is a run for each seed', () => {
  expect(gridCells({ base, axes: [], seeds: [1, 2, 3] }).cells.map(({ config }) => config.seed)).toEqual([1, 2, 3]);
});

test('what no run can be is left out, counted, and said', () => {
  const { cells, impossible, why } = gridCells({
    base,
    axes: [
      { path: 'task.p', values: [7, 8] },
      { path: 'task.operation', values: ['add', 'divide'] },
    ],
    seeds: [1, 2],
  });
  expect(cells.map(({ config }) => placeOf(config, [{ path: 'task.p' }, { path: 'task.operation' }]).join(' '))).not.toContain('8 divide');
  expect([cells.length, impossible]).toEqual([6, 1]);
  expect(why.map(({ field }) => field)).toEqual(['task.p']);
});

test('an axis chooses entries as well, each with its own defaults', () => {
  const { cells } = gridCells({ base, axes: [{ path: 'optimizer.id', values: ['adamw', 'sgd'] }], seeds: [1] });
  expect(cells.map(({ config }) => config.optimizer.id)).toEqual(['adamw', 'sgd']);
  expect(valueAt(cells[1]?.config ?? base, 'optimizer.momentum')).toBeDefined();
});
