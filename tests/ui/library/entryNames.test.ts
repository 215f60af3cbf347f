/** Kept runs beside each other: whatever was raced, each of them says its value of it; and no two that differ are called alike. */
import { expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { findPreset } from '../../../src/engine/presets/index.ts';
import type { Entry } from '../../../src/store/library/entry.ts';
import { entryNames } from '../../../src/ui/library/entryNames.ts';
import { keptRun } from './keptRun.ts';

const base = findPreset('default')?.config as RunConfig;
const of = (pairs: Readonly<Record<string, string>>): RunConfig => {
  const read = withPairs(base, Object.entries(pairs));
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.config;
};
const kept = (configs: readonly Readonly<Record<string, string>>[]): readonly Entry[] => configs.map((pairs, i) => keptRun(i, { config: of(pairs) }));
const detailsOf = (entries: readonly Entry[], language: 'en' | 'ja' = 'en'): readonly string[] =>
  [...entryNames(entries, language).values()].map(({ detail }) => detail);

test('each variant of a race says its value, that of the preset too', () => {
  const usual = String(base.optimizer.weightDecay);
  const details = detailsOf(kept(['0.1', usual, '3'].map((value) => ({ 'optimizer.weightDecay': value }))));
  expect(details).toEqual(['seed 3, weight decay 0.1', `seed 3, weight decay ${usual}`, 'seed 3, weight decay 3']);
});

test('so it does where more than is told sets all of them apart from the preset', () => {
  const other = { 'task.p': '31', 'task.trainFraction': '0.5', 'model.width': '32', 'init.scale': '2' };
  const details = detailsOf(kept(['0.1', '0.3'].map((value) => ({ ...other, 'optimizer.weightDecay': value }))));
  expect(details.every((words, i) => words.includes(`weight decay ${['0.1', '0.3'][i]}`))).toBe(true);
  const words = detailsOf(kept(['0.1', '0.3'].map((value) => ({ ...other, 'optimizer.weightDecay': value }))), 'ja');
  expect(words.every((one, i) => one.includes(`重み減衰 ${['0.1', '0.3'][i]}`))).toBe(true);
});

test('a choice brings fields of its own with it: which entry was chosen is said of each', () => {
  const details = detailsOf(kept([{}, { 'optimizer.id': 'sgd' }]));
  expect(new Set(details).size).toBe(2);
  expect(details.every((words) => /optimiser|AdamW|SGD/i.test(words))).toBe(true);
});

test('runs of several seeds are variants of each other', () => {
  const details = detailsOf(kept(['1', '3'].flatMap((value) => ['1', '2'].map((seed) => ({ seed, 'optimizer.weightDecay': value })))));
  expect(details).toEqual(['seed 1, weight decay 1', 'seed 2, weight decay 1', 'seed 1, weight decay 3', 'seed 2, weight decay 3']);
});

test('runs that differ in more than a field are told apart as well', () => {
  const other = { 'task.p': '31', 'task.trainFraction': '0.5' };
  const details = detailsOf(
    kept([
      { ...other, 'model.width': '32', 'optimizer.lr': '0.01' },
      { ...other, 'model.width': '64', 'optimizer.lr': '0.02' },
    ]),
  );
  expect(new Set(details).size).toBe(2);
});

test('one that is alone is told from its preset, and the same once more is called the same', () => {
  expect(detailsOf(kept([{}]))).toEqual(['seed 3']);
  expect(detailsOf(kept([{}, {}]))).toEqual(['seed 3', 'seed 3']);
});

test('a run that went on is named as before', () => {
  const entries = kept(['0.1', '3'].map((value) => ({ 'optimizer.weightDecay': value })));
  const before = detailsOf(entries);
  expect(detailsOf([{ ...(entries[0] as Entry), changed: 2e12 }, ...entries.slice(1)])).toEqual(before);
});
