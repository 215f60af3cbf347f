/** What may change while a run goes on: asked of the fields themselves, whatever entries are chosen. */
import { describe, expect, test } from 'vitest';
import { idsOf, valueAt, type RunConfig } from '../../../src/engine/config/config.ts';
import { fields } from '../../../src/engine/config/fields.ts';
import { liveFields, patchBetween, problemsOfPatch, withChanges, withPatch } from '../../../src/engine/config/live.ts';
import { withValue } from '../../../src/engine/config/pairs.ts';
import { REGISTRIES } from '../../../src/engine/config/registries.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { describeProblem } from '../../../src/engine/problem.ts';

const config = defaultConfig();
const sgd = withValue(config, 'optimizer.id', 'sgd') as RunConfig;
const everyEntry = Object.entries(REGISTRIES).flatMap(([section, registry]) => registry.ids.map((id) => withValue(config, `${section}.id`, id) as RunConfig));

describe('live fields', () => {
  test('are the numbers that say so, and stand where a step reads them', () => {
    for (const each of everyEntry) {
      const said = fields(idsOf(each)).filter(({ parameter }) => parameter.kind === 'number' && parameter.live === true);
      expect(liveFields(each)).toEqual(said);
      // A change is a number: a word could not be told.
      for (const { parameter } of liveFields(each)) expect(parameter.word).toBeUndefined();
    }
    expect(liveFields(config).map(({ path }) => path)).toEqual(expect.arrayContaining(['optimizer.lr', 'optimizer.weightDecay']));
  });
});

describe('a change', () => {
  test('within the ranges of its own entry is sound', () => {
    for (const each of everyEntry) {
      for (const { path, parameter } of liveFields(each)) {
        for (const value of [parameter.min, parameter.max]) expect(problemsOfPatch(each, { [path]: value })).toEqual([]);
        for (const value of [parameter.min - 1, parameter.max * 1.01])
          expect(problemsOfPatch(each, { [path]: value }).map(({ field }) => field)).toEqual([path]);
      }
    }
    // Each optimiser has its own bounds.
    expect(problemsOfPatch(sgd, { 'optimizer.lr': 50 })).toEqual([]);
    expect(problemsOfPatch(config, { 'optimizer.lr': 50 })).toHaveLength(1);
  });

  test.each(['nonsense', 'optimizer.momentum', '__proto__', 'optimizer', 'optimizer.id', 'optimizer.beta1', 'task.p', 'seed', ''])(
    'of «%s» is refused by name',
    (path) => {
      const [problem, ...more] = problemsOfPatch(config, Object.fromEntries([[path, 0.5]]));
      expect(more).toEqual([]);
      expect(problem).toMatchObject({ field: path, value: 0.5 });
      for (const language of ['en', 'ja'] as const) expect(describeProblem(problem as NonNullable<typeof problem>, language)).toContain('0.5');
    },
  );

  test('says whether a field is not there or only not to be changed', () => {
    const expected = (path: string): string | undefined => problemsOfPatch(config, { [path]: 1 })[0]?.expected.en;
    expect(expected('optimizer.momentum')).toContain('no such field');
    expect(expected('optimizer.beta1')).toContain('cannot change');
    expect(expected('optimizer.lr')).toBeUndefined();
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, '0.1', null, undefined])('to %s is refused', (value) => {
    expect(problemsOfPatch(config, { 'optimizer.lr': value as number }).map(({ field }) => field)).toEqual(['optimizer.lr']);
  });

  test('is made in a copy; several in their order', () => {
    const changed = withChanges(config, [
      { step: 1, patch: { 'optimizer.lr': 0.1, 'optimizer.weightDecay': 2 } },
      { step: 5, patch: { 'optimizer.lr': 0.2 } },
    ]);
    expect([valueAt(changed, 'optimizer.lr'), valueAt(changed, 'optimizer.weightDecay')]).toEqual([0.2, 2]);
    expect(config).toEqual(defaultConfig());
    expect(withChanges(config, [])).toEqual(config);
  });

  test('leads from one config to another, in what both have of their own', () => {
    const wanted = withPatch(withValue(config, 'task.p', 31) as RunConfig, { 'optimizer.lr': 0.1 });
    expect(patchBetween(config, wanted)).toEqual({ 'optimizer.lr': 0.1 });
    expect(patchBetween(config, config)).toEqual({});
    // Another optimiser's rate means something else.
    expect(patchBetween(config, withPatch(sgd, { 'optimizer.lr': 0.5 }))).toEqual({});
  });
});
