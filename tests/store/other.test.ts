import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { RunConfig } from '../../src/engine/config/config.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import type { Patch } from '../../src/engine/run/change.ts';
import { createRecord } from '../../src/engine/run/record.ts';
import { fieldsApart, isOther } from '../../src/store/other.ts';
import type { Origin } from '../../src/store/origin.ts';
import type { RunState } from '../../src/store/run.ts';

const config = defaultConfig();
const other: RunConfig = { ...config, seed: config.seed + 1 };
const run = (origin: Origin, now = config, byHand = false) => {
  const record = createRecord('run', config);
  if (byHand) record.take({ type: 'changed', step: 5, patch: { 'optimizer.lr': 0.1 } });
  return { origin, record, store: createStore<RunState>(() => ({ asked: now, unconfirmed: [] as readonly Patch[] }) as RunState), plan: [] };
};

test.each([
  ['no run', { basedOn: 'a', choice: 3 }, config, null, false],
  ['its own choice, whatever was changed since', { basedOn: 'a', choice: 1 }, other, run({ basedOn: 'a', choice: 1 }), false],
  ['another preset', { basedOn: 'b', choice: 2 }, other, run({ basedOn: 'a', choice: 1 }), true],
  ['another preset with the same settings', { basedOn: 'b', choice: 2 }, config, run({ basedOn: 'a', choice: 1 }), true],
  ['a link to other settings of the same preset', { basedOn: 'a', choice: 2 }, other, run({ basedOn: 'a', choice: 1 }), true],
  ['the same again', { basedOn: 'a', choice: 2 }, config, run({ basedOn: 'a', choice: 1 }), false],
  ['from the start what a hand made of it', { basedOn: 'a', choice: 2 }, config, run({ basedOn: 'a', choice: 1 }, config, true), true],
  ['its own choice, changed by hand', { basedOn: 'a', choice: 1 }, config, run({ basedOn: 'a', choice: 1 }, config, true), false],
] as const)('%s', (_, origin, asked, shown, expected) => {
  expect(isOther({ ...origin, config: asked, plan: [] }, shown)).toBe(expected);
});

const change = { step: 5, patch: { 'optimizer.lr': 0.1 } };

test.each([
  ['no run', null, [], []],
  ['its own', config, [], []],
  ['another value', other, [], ['seed']],
  ['a change that it did not plan', config, [change], ['@']],
  ['both', other, [change], ['seed', '@']],
] as const)('settings apart from the run in front: %s', (_, asked, plan, expected) => {
  expect(fieldsApart({ config, plan: [] }, { asked, plan })).toEqual(expected);
});
