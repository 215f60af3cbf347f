/** When the charts of a page are told of a run's news. */
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { createRecord } from '../../../src/engine/run/record.ts';
import { createStage } from '../../../src/ui/charts/stage.ts';
import { metricsAt } from '../../metrics.ts';
import { fakeClock } from './fakeClock.ts';

const SIDE = { loss: 1, accuracy: 0.5 };

function staged() {
  const clock = fakeClock();
  const stage = createStage('log', clock);
  const record = createRecord('a', defaultConfig());
  const told: { at: number; step: number }[] = [];
  stage.slow.subscribe(() => told.push({ at: clock.now(), step: record.step }));
  stage.record.set(record);
  stage.scheduler.start();
  return { clock, record, told };
}

test('the text alternatives hear of a run that goes on once a second, however often it has news', () => {
  const { clock, record, told } = staged();
  for (let step = 0; step < 100; step++) {
    record.take(metricsAt(step, { train: SIDE, val: SIDE }));
    clock.run((step + 1) * 50);
  }
  expect(told.length).toBeGreaterThanOrEqual(4);
  expect(told.length).toBeLessThanOrEqual(7);
});

test('and of its last values within a quarter of a second after it said them, whenever that was', () => {
  for (let last = 1; last <= 60; last++) {
    const { clock, record, told } = staged();
    for (let step = 0; step <= last; step++) {
      clock.run(step * 37);
      record.take(metricsAt(step, { train: SIDE, val: SIDE }));
    }
    clock.run(last * 37 + 260);
    expect(told.at(-1)?.step, `after ${last} steps`).toBe(last);
  }
});
