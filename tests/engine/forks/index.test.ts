/** Presets of forks: where they leave a run's way and what is otherwise from there on, and why not. */
import { describe, expect, test } from 'vitest';
import { FORKS } from '../../../src/engine/forks/index.ts';
import type { ForkPreset } from '../../../src/engine/forks/fork.ts';
import { withPatch } from '../../../src/engine/config/live.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import { problemsOfChange } from '../../../src/engine/run/turns.ts';
import { configOf } from '../run/scripted.ts';

const preset = (id: string): ForkPreset => FORKS.find((one) => one.id === id) as ForkPreset;
const recordOf = (config: RunConfig, ...events: RunEvent[]): RunRecord => {
  const record = createRecord('a', config);
  for (const event of events) record.take(event);
  return record;
};
const at = (step: number): RunEvent => ({ type: 'metrics', step, values: { 'train.loss': 1 } });
const memorised = (step: number): RunEvent => ({ type: 'milestone', kind: 'memorised', step });

const long = configOf({ steps: 4000, 'optimizer.weightDecay': 0.5 });
const bare = withPatch(long, { 'optimizer.weightDecay': 0 });

describe('every preset', () => {
  test.each(FORKS)('$id says what it is in both languages, under an id of its own', ({ id, label, help }) => {
    expect(FORKS.filter((one) => one.id === id)).toHaveLength(1);
    for (const words of [label, help]) expect(words.en.length > 5 && /[぀-鿿]/.test(words.ja)).toBe(true);
  });
});

describe('no decay from memorisation on', () => {
  const { plan } = preset('noDecay');

  test('takes all that pulls the weights down to 0 where the run first memorised, also what came on meanwhile', () => {
    const record = recordOf(
      long,
      { type: 'changed', step: 5, patch: { 'transforms.penalty.strength': 0.1 } },
      memorised(40),
      { type: 'changed', step: 60, patch: { 'optimizer.weightDecay': 0 } },
      memorised(90),
      at(100),
    );
    expect(plan({ record, shown: 100 }, 0)).toEqual({ ok: true, step: 40, patch: { 'optimizer.weightDecay': 0, 'transforms.penalty.strength': 0 } });
  });

  test('not before it has memorised, nor where nothing pulled', () => {
    expect(plan({ record: recordOf(long, at(100)), shown: 100 }, 0)).toMatchObject({
      ok: false,
      why: { en: expect.stringContaining('not memorised') as string },
    });
    expect(plan({ record: recordOf(bare, memorised(40), at(100)), shown: 100 }, 0)).toMatchObject({
      ok: false,
      why: { en: expect.stringContaining('Nothing pulled') as string },
    });
  });
});

describe('decay from step 1,000 on', () => {
  const { plan } = preset('lateDecay');

  test('adds the optimiser’s usual one to a run without', () => {
    const found = plan({ record: recordOf(bare, at(1500)), shown: 1500 }, 0);
    expect(found).toMatchObject({ ok: true, step: 1000 });
    expect(found.ok && (found.patch['optimizer.weightDecay'] as number) > 0).toBe(true);
  });

  test.each([
    ['a run that is not there yet', bare, 999, 'not come to step 1,000'],
    ['one that had it', long, 1500, 'had weight decay'],
    ['an optimiser that has none', withPatch(bare, { 'optimizer.id': 'adam' }), 1500, 'no weight decay'],
  ] as const)('not for %s', (_, config, step, words) => {
    expect(plan({ record: recordOf(config, at(step)), shown: step }, 0)).toMatchObject({ ok: false, why: { en: expect.stringContaining(words) as string } });
  });
});

test('rescaling is at the moment shown, by the number that is given, and sound within its field’s bounds', () => {
  const { plan, parameter } = preset('rescale');
  expect(plan({ record: recordOf(long, at(100)), shown: 64 }, 0.25)).toEqual({ ok: true, step: 64, patch: { 'weights.scale': 0.25 } });
  for (const value of [parameter?.min, parameter?.max, parameter?.default]) expect(problemsOfChange(long, { 'weights.scale': value as number })).toEqual([]);
});
