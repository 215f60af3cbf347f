/** Variants of a config in one field: which fields, which values, which configs. */
import { describe, expect, test } from 'vitest';
import { valueAt } from '../../../src/engine/config/config.ts';
import { fits } from '../../../src/engine/config/schema.ts';
import { FEWEST, MOST, proposed, raceable, variantOf } from '../../../src/engine/race/variants.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { configOf } from '../run/scripted.ts';

const config = configOf({ 'optimizer.weightDecay': 1 });
const of = (path: string, from = config) => {
  const field = raceable(from).find((one) => one.path === path);
  return field === undefined ? null : proposed(from, field);
};

test('of weight decay none, a quarter, itself and four times; of none the usual ones', () => {
  expect(of('optimizer.weightDecay')).toEqual([0, 0.25, 1, 4]);
  const none = of('optimizer.weightDecay', configOf({ 'optimizer.weightDecay': 0 })) as number[];
  expect([none[0], none.length, none.every((x, i) => i === 0 || x > (none[i - 1] as number))]).toEqual([0, 4, true]);
});

test('of seeds the next ones, of primes the neighbours, of choices the others, itself first', () => {
  expect(of('seed')).toEqual([17, 18, 19, 20]);
  expect(of('task.p')).toContain(7);
  expect(of('optimizer.id')?.[0]).toBe(config.optimizer.id);
});

test('not what is only measured, nor how long', () => {
  expect(raceable(config).filter(({ path }) => /^(probes|milestones|steps)/.test(path))).toEqual([]);
});

describe.each(PRESETS.map((preset) => [preset.id, preset.config] as const))('%s', (_, preset) => {
  test('every proposal is sound, differs from the others, and has the value that there is', () => {
    for (const field of raceable(preset)) {
      const values = proposed(preset, field);
      expect([field.path, values.length <= MOST, new Set(values).size]).toEqual([field.path, true, values.length]);
      expect([field.path, values.includes(valueAt(preset, field.path) as never)]).toEqual([field.path, true]);
      for (const value of values)
        expect([field.path, value, fits(field.parameter, value), variantOf(preset, field.path, value).ok]).toEqual([field.path, value, true, true]);
    }
    expect((of('optimizer.lr', preset) ?? []).length).toBeGreaterThanOrEqual(FEWEST);
  });
});
