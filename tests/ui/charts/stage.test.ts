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
  const beats: number[] = [];
  stage.beat.subscribe(() => beats.push(clock.now()));
  return { clock, record, told, stage, beats };
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

test('while a moment is pinned the live ends are drawn less often, and as ever once it is not', () => {
  const { clock, record, stage, beats } = staged();
  let step = 0;
  const goOn = (ms: number): number => {
    beats.length = 0;
    for (const until = clock.now() + ms; clock.now() < until; clock.run(clock.now() + 10)) record.take(metricsAt(step++, { train: SIDE, val: SIDE }));
    return beats.length;
  };
  goOn(100);
  const [live] = [goOn(1200), stage.cursor.set({ step: 3, pinned: true })];
  goOn(100);
  const past = goOn(1200);
  stage.cursor.set({ step: 4, pinned: false });
  goOn(200);
  const pointedAt = goOn(1200);
  expect([live > 35, past >= 5 && past <= 7, pointedAt > 35]).toEqual([true, true, true]);
});

test('charts draw where the pointer is at once, and a pinned step as it comes to rest', () => {
  const { clock, stage } = staged();
  const drawn: (number | null)[] = [];
  stage.drawnCursor.subscribe(() => drawn.push(stage.drawnCursor.get().step));
  clock.run(200);
  for (const step of [1, 2, 3]) stage.cursor.set({ step, pinned: false });
  expect(drawn).toEqual([1, 2, 3]);
  drawn.length = 0;
  for (let step = 4; step <= 20; step++) {
    stage.cursor.set({ step, pinned: true });
    clock.run(clock.now() + 20);
  }
  clock.run(clock.now() + 80);
  expect([drawn[0], drawn.at(-1), drawn.length <= 6]).toEqual([4, 20, true]);
});

test('words follow the cursor ten times a second at most, and at once to the past and back', () => {
  const { clock, stage } = staged();
  const said: (number | null)[] = [];
  stage.calmCursor.subscribe(() => said.push(stage.calmCursor.get().step));
  clock.run(10);
  for (let step = 1; step <= 15; step++) {
    stage.cursor.set({ step, pinned: true });
    clock.run(clock.now() + 20);
  }
  stage.cursor.set({ step: null, pinned: false });
  expect(said).toEqual([1, 5, 10, 15, null]);
});
