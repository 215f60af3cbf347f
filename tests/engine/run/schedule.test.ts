/** Evaluation steps that are evenly spaced, and nothing else. */
import { expect, test } from 'vitest';
import { parseConfig } from '../../../src/engine/config/parse.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { datasetOf } from '../../../src/engine/run/data.ts';
import { isDue } from '../../../src/engine/run/schedule.ts';
import { createTrainer } from '../../../src/engine/run/trainer.ts';
import { useDevice } from '../../devices.ts';

const device = await useDevice('cpu');

test('without a log-spaced grid, the start and every so many steps are left', () => {
  expect(Array.from({ length: 100 }, (_, step) => step).filter((step) => isDue(step, 0, 30))).toEqual([0, 30, 60, 90]);
  expect(Array.from({ length: 100 }, (_, step) => step).filter((step) => isDue(step, 0, Number.POSITIVE_INFINITY))).toEqual([0]);
});

test('a run is then evaluated at the start, every so many steps, and at its end', () => {
  const parsed = withPairs(defaultConfig(), [
    ['task.p', '5'],
    ['model.id', 'mlp'],
    ['model.width', '8'],
    ['model.depth', '1'],
    ['probes.evaluation.perDecade', '0'],
    ['probes.evaluation.every', '7'],
    ['steps', '17'],
  ]);
  if (!parsed.ok) throw new Error('bad config');
  const trainer = createTrainer(parsed.config, datasetOf(parsed.config), device, null);
  const due: number[] = [];
  for (; trainer.step < 17; trainer.advance(1)) if (trainer.isDue()) due.push(trainer.step);
  expect(due).toEqual([0, 7, 14]);
  expect(trainer.isDue()).toBe(true);
  trainer.dispose();
});

test('the grid may be none, and no less', () => {
  const refused = (perDecade: number): boolean => !parseConfig({ ...defaultConfig(), probes: { evaluation: { perDecade } } }).ok;
  expect([0, -1, 0.5].map(refused)).toEqual([false, true, true]);
});
