import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { changePairs, readChanges } from '../../../src/engine/link/changes.ts';
import type { Change } from '../../../src/engine/run/change.ts';

const read = (...pairs: [string, string][]) => readChanges(defaultConfig(), pairs);

test('changes survive their pairs, several of one step and one field included', () => {
  const changes: Change[] = [
    { step: 0, patch: { 'optimizer.lr': 0.1 } },
    { step: 7, patch: { 'optimizer.lr': 0.2, 'optimizer.weightDecay': 0 } },
    { step: 7, patch: { 'optimizer.lr': 0.3 } },
    { step: 1200, patch: { 'transforms.clipping.most': 2 } },
  ];
  expect(read(...changePairs(changes))).toEqual({ changes, problems: [] });
});

test('they are made in the order of their steps, whatever their own', () => {
  expect(read(['@9.optimizer.lr', '0,01'], ['@3.optimizer.lr', '１ｅー３']).changes).toEqual([
    { step: 3, patch: { 'optimizer.lr': 0.001 } },
    { step: 9, patch: { 'optimizer.lr': 0.01 } },
  ]);
});

test.each([
  ['@3.seed', '1'],
  ['@3.optimizer.momentum', '0.5'],
  ['@3.optimizer.lr', '-1'],
  ['@3.optimizer.lr', '1,000'],
  ['@3.optimizer.lr', 'fast'],
  ['@-3.optimizer.lr', '0.1'],
  ['@3', '1'],
  ['@', ''],
  ['@99999999.optimizer.lr', '0.1'],
  ['@1.5.optimizer.lr', '0.1'],
  ['@3.__proto__', '1'],
])('%s=%s is refused by its name', (name, value) => {
  const { changes, problems } = read([name, value]);
  expect([changes, problems.map(({ field }) => field)]).toEqual([[], [name]]);
});
