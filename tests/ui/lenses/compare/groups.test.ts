import { expect, test } from 'vitest';
import { defaultConfig } from '../../../../src/engine/config/schema.ts';
import { groupsOf } from '../../../../src/ui/lenses/compare/groups.ts';
import { rowOf } from '../../../../src/ui/lenses/compare/row.ts';
import { run } from './runs.ts';

const config = defaultConfig();
const of = (seed: number, told: Parameters<typeof run>[2] = {}, settings = config) => rowOf(run(`run ${seed}`, { ...settings, seed }, told));
const together = (...rows: readonly ReturnType<typeof of>[]) => groupsOf(rows)[0]?.together;

test('runs that differ in nothing but the seed are a group, and three have a middle', () => {
  const other = { ...config, init: { ...config.init, scale: 3 } };
  const rows = [of(1), of(2, {}, other), of(3), of(4, {}, other), of(5)];
  expect(groupsOf(rows).map((group) => [group.rows.map(({ run: { id } }) => id), group.together === null])).toEqual([
    [['run 1', 'run 3', 'run 5'], false],
    [['run 2', 'run 4'], true],
  ]);
});

test('medians with quartiles of steps, delay, norm and accuracies', () => {
  const rows = [
    of(1, { passed: { memorised: 50, grokked: 500 }, value: 20 }),
    of(2, { passed: { memorised: 90, grokked: 950 }, value: 30 }),
    of(3, { passed: { memorised: 100, grokked: 1000 }, value: 50 }),
  ];
  expect(together(...rows)).toEqual({
    memorised: [70, 90, 95],
    grokked: [725, 950, 975],
    delay: [655, 860, 880],
    fitted: false,
    generalised: false,
    diverged: 0,
    on: false,
    coarse: false,
    step: 1000,
    norm: [25, 30, 40],
    train: [0.25, 0.3, 0.4],
    val: [0.125, 0.15, 0.2],
  });
});

test('a run that has not grokked is later than its last step: the median is told only where that settles it', () => {
  const [early, late] = [of(1, { passed: { memorised: 50, grokked: 500 } }), of(2, { passed: { memorised: 50, grokked: 950 } })];
  const told = together(early, late, of(3, { passed: { memorised: 50 } }));
  expect(told?.grokked).toEqual([725, 950, null]);
  expect(told?.delay).toEqual([675, 900, null]);
  const short = { passed: { memorised: 50 }, steps: [0, 1, 40, 48, 50, 490, 500] };
  expect(together(early, late, of(3, short))?.grokked).toEqual([null, null, null]);
});

test('what learned or generalised otherwise is said, and rare evaluations tell no delay', () => {
  const rows = [1, 2, 3].map((seed) => of(seed, { passed: { fitted: 50, generalised: 500 } }));
  expect(together(...rows)).toMatchObject({ fitted: true, generalised: true, delay: [0, 0, 0] });
  const rare = of(3, { passed: { memorised: 100, grokked: 1000 }, steps: [0, 100, 1000] });
  expect(together(of(1), of(2), rare)).toMatchObject({ coarse: true, delay: null });
});

test('figures are those of the last step that all of them have', () => {
  const short = of(3, { steps: [0, 1, 40], value: 50 });
  expect(together(of(1), of(2), short)).toMatchObject({ step: 40, norm: [10, 10, 30] });
});

test('a seed that is there twice counts once, as the run of it that came farthest', () => {
  const rows = [of(1, { steps: [0, 1, 40] }), of(1), of(2), of(2)];
  expect(together(...rows)).toBeNull();
  const [group] = groupsOf([...rows, of(3)]);
  expect(group?.rows.map(({ compared, outcome }) => [compared.config.seed, outcome.step])).toEqual([
    [1, 1000],
    [2, 1000],
    [3, 1000],
  ]);
});
