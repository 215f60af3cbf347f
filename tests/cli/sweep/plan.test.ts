/** What `sweep.json` says, and what it must not. */
import { expect, test } from 'vitest';
import { jobsOf, nameOf, planText, readPlan } from '../../../src/cli/sweep/plan.ts';
import { settingsOf } from '../../engine/sweeps/tiny.ts';

const plan = {
  preset: 'default',
  base: settingsOf().config,
  axes: [{ path: 'optimizer.weightDecay', values: [0.1, 1] }],
  seeds: [1, 2],
  until: null,
  request: 'exact',
  data: [],
} as const;

test('read again it is the same plan, of the same runs', () => {
  const read = readPlan(planText(plan, 4), 'sweep.json');
  expect(read).toMatchObject({ plan, runs: 4 });
  expect(jobsOf(read.plan)).toEqual(jobsOf({ ...plan, version: '' }));
});

test('a run’s name follows from all that decides its numbers and its end', () => {
  const names = [nameOf('a', plan), nameOf('b', plan), nameOf('a', { ...plan, until: 'grokked' }), nameOf('a', { ...plan, request: 'wasm' })];
  expect(new Set(names).size).toBe(4);
  expect(nameOf('a', plan)).toMatch(/^[\da-f]{20}$/);
});

const broken = (change: (raw: Record<string, unknown>) => unknown): string => JSON.stringify(change(JSON.parse(planText(plan, 4)) as Record<string, unknown>));

test.each([
  ['no JSON', '{', /no JSON/],
  ['another format', broken((raw) => ({ ...raw, format: 'x' })), /format/],
  ['a config that is none', broken((raw) => ({ ...raw, base: { version: 2, seed: -1 } })), /base: seed/],
  ['an axis without values', broken((raw) => ({ ...raw, axes: [{ path: 'a', values: [] }] })), /axes\.0\.values/],
  ['a path for data', broken((raw) => ({ ...raw, data: ['../../etc/passwd'] })), /data\.0/],
  ['no seeds', broken((raw) => ({ ...raw, seeds: [] })), /seeds/],
  ['something more', broken((raw) => ({ ...raw, script: 'rm' })), /script/],
])('%s is refused, and named', (_, content, words) => {
  expect(() => readPlan(content, 'DIR/sweep.json')).toThrow(words);
  expect(() => readPlan(content, 'DIR/sweep.json')).toThrow(/^DIR\/sweep\.json: /);
});
