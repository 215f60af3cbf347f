import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { RunConfig } from '../../src/engine/config/config.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { isOther } from '../../src/store/other.ts';
import type { Origin } from '../../src/store/origin.ts';
import type { RunState } from '../../src/store/run.ts';

const config = defaultConfig();
const other: RunConfig = { ...config, seed: config.seed + 1 };
const run = (origin: Origin, now = config) => ({ origin, store: createStore<RunState>(() => ({ asked: now }) as RunState), plan: [] });

test.each([
  ['no run', { basedOn: 'a', choice: 3 }, config, null, false],
  ['its own choice, whatever was changed since', { basedOn: 'a', choice: 1 }, other, run({ basedOn: 'a', choice: 1 }), false],
  ['another preset', { basedOn: 'b', choice: 2 }, other, run({ basedOn: 'a', choice: 1 }), true],
  ['another preset with the same settings', { basedOn: 'b', choice: 2 }, config, run({ basedOn: 'a', choice: 1 }), true],
  ['a link to other settings of the same preset', { basedOn: 'a', choice: 2 }, other, run({ basedOn: 'a', choice: 1 }), true],
  ['the same again', { basedOn: 'a', choice: 2 }, config, run({ basedOn: 'a', choice: 1 }), false],
] as const)('%s', (_, origin, asked, shown, expected) => {
  expect(isOther({ ...origin, config: asked, plan: [] }, shown)).toBe(expected);
});
