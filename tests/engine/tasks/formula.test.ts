import { expect, test } from 'vitest';
import { parseConfig } from '../../../src/engine/config/parse.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withValue } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { formula } from '../../../src/engine/tasks/formula.ts';
import { modular, type OPERATIONS } from '../../../src/engine/tasks/modular.ts';
import { defaultsOf } from '../../../src/engine/parameters.ts';

const section = (values: Readonly<Record<string, string | number>>) => ({ id: 'formula', ...defaultsOf(formula.parameters), ...values });

const OWN = withValue(defaultConfig(), 'task.id', 'formula') as RunConfig;

/** The formulas of those operations that have one. */
const WRITTEN: readonly [keyof typeof OPERATIONS, string][] = [
  ['add', 'a+b'],
  ['subtract', 'a-b'],
  ['multiply', 'a*b'],
  ['divide', 'a/b'],
  ['a2+b', 'a^2+b'],
  ['a3+b', 'a^3+b'],
  ['a2+b2', 'a^2+b^2'],
  ['a2+b2+ab', 'a^2+b^2+a*b'],
  ['a2+b2+ab+a', 'a^2+b^2+a*b+a'],
  ['a3+ab', 'a^3+a*b'],
  ['a3+ab2+b', 'a^3+a*b^2+b'],
];

test.each(WRITTEN)('the paper’s %s, typed as %s, is the same data', (operation, typed) => {
  const theirs = modular.dataset({ id: 'modular', ...defaultsOf(modular.parameters), operation, p: 23 }, new Rng(3, 'task'));
  expect(formula.dataset(section({ formula: typed, p: 23 }), new Rng(3, 'task'))).toEqual(theirs);
});

test('pairs without an answer are left out, and counted so', () => {
  const values = section({ formula: 'a/b', p: 6 });
  // 1 and 5 alone have an inverse mod 6.
  expect(formula.sizes(values)).toEqual({ train: 9, val: 3 });
  const { train, val } = formula.dataset(values, new Rng(1, 'task'));
  expect(train.count + val.count).toBe(12);
});

test.each([
  ['a/(b-b)', 'task.formula', /answer/],
  ['a+c', 'task.formula', /column 3/],
])('%s is refused at %s', (typed, field, words) => {
  const parsed = parseConfig(withValue(OWN, 'task.formula', typed));
  expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.field)).toEqual([field]);
  expect(parsed.ok ? '' : parsed.problems[0]?.expected.en).toMatch(words);
});

test('a config holds the one way of writing it', () => {
  const parsed = parseConfig(withValue(OWN, 'task.formula', ' 2ab ＋ 1'));
  expect(parsed.ok && parsed.config.task['formula']).toBe('2*a*b+1');
});
