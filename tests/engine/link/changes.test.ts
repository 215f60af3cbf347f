import { expect, test } from 'vitest';
import { GROUPS } from '../../../src/engine/config/groups.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { changeNamed, changePairs, isChange, readChanges } from '../../../src/engine/link/changes.ts';
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

test('what is wrong is said: the name, the step, or what the field may be', () => {
  const lr = 'a number from';
  const name = '@STEP.FIELD';
  for (const [pair, value, expected] of [
    ['@3.seed', '1', name],
    ['@1.5.optimizer.lr', '0.1', name],
    ['@9999999.optimizer.lr', '0.1', name],
    ['@9999999.optimizer.lr', '-1', name],
    ['@3.optimizer.lr', '-1', lr],
    ['@3.optimizer.lr', 'fast', lr],
    ['@3.optimizer.lr', '1,000', 'two numbers'],
  ] as const) {
    expect([pair, value, read([pair, value]).problems[0]?.expected.en]).toEqual([pair, value, expect.stringContaining(expected)]);
  }
});

test('the last step that a run can have can be named, the one after it not', () => {
  const last = GROUPS[''].steps.max;
  expect(read([`@${last}.optimizer.lr`, '0.1'])).toEqual({ changes: [{ step: last, patch: { 'optimizer.lr': 0.1 } }], problems: [] });
  expect(read([`@${last + 1}.optimizer.lr`, '0.1']).changes).toEqual([]);
});

test('changes of one step are one until a field comes again, and those of other steps are others', () => {
  expect(read(['@5.optimizer.lr', '0.1'], ['@5.optimizer.weightDecay', '1'], ['@6.optimizer.lr', '0.2'], ['@5.optimizer.lr', '0.3']).changes).toEqual([
    { step: 5, patch: { 'optimizer.lr': 0.1, 'optimizer.weightDecay': 1 } },
    { step: 5, patch: { 'optimizer.lr': 0.3 } },
    { step: 6, patch: { 'optimizer.lr': 0.2 } },
  ]);
});

test('which names are changes, and of which field', () => {
  expect(['@5.a', '@', 'a@5', ''].map(isChange)).toEqual([true, true, false, false]);
  expect(['@5.a.b', '@1,200.a', '@1e3.a', '@1.5.a', '@x.A', '@5.', '@5', 'a', 'b@5.a', '@5.a\nb'].map(changeNamed)).toEqual([
    { step: '5', field: 'a.b' },
    { step: '1,200', field: 'a' },
    { step: '1e3', field: 'a' },
    { step: '1.5', field: 'a' },
    { step: 'x', field: 'A' },
    null,
    null,
    null,
    null,
    { step: '5', field: 'a\nb' },
  ]);
});

test.each([
  ['1e3', 1000],
  ['１２００', 1200],
  ['1 200', 1200],
  ["1'200", 1200],
  ['1,000,000', 1_000_000],
  ['12.0', 12],
  ['1.2e3', 1200],
  ['0', 0],
])('a step is read as any number is: %s', (written, step) => {
  expect(read([`@${written}.optimizer.lr`, '0.1'])).toEqual({ changes: [{ step, patch: { 'optimizer.lr': 0.1 } }], problems: [] });
});

test.each(['1,200', '1.200'])('a step that can be read as two numbers is refused with both: %s', (written) => {
  const { changes, problems } = read([`@${written}.optimizer.lr`, '0.1']);
  expect(changes).toEqual([]);
  expect(problems).toMatchObject([{ field: `@${written}.optimizer.lr`, value: written, expected: { en: expect.stringMatching(/as 1\.2 or as 1200/) } }]);
});
