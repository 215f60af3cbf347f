/** Bands of runs that belong together: where they stand, when they are made anew, and that the axes hold them. */
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { loss } from '../../../src/engine/probes/evaluationCharts.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { nextFrame, type Before } from '../../../src/figures/plot/frame.ts';
import { quartilesOf } from '../../../src/figures/plot/quartiles.ts';
import { boxOf } from '../../../src/figures/plot/scene.ts';
import { metricsAt } from '../../metrics.ts';

const box = boxOf({ width: 600, height: 200, column: 0, labelled: true }, false, false);
const put = (record: RunRecord, step: number, value: number): void =>
  record.take(metricsAt(step, { train: { loss: value, accuracy: 0.5 }, val: { loss: 2 * value, accuracy: 0.1 } }));
function run(id: string, values: readonly number[]): RunRecord {
  const record = createRecord(id, defaultConfig());
  values.forEach((value, step) => put(record, step, value));
  return record;
}

test('a group has a median and quartiles of every series, at the heights of the chart', () => {
  const group = [run('a', [1, 2, 3]), run('b', [1, 4, 9]), run('c', [1, 8, 30])];
  const front = group[0] as RunRecord;
  const frame = nextFrame(null, { spec: loss, record: front, groups: [group], axis: 'log', box, end: 5000 });
  expect(frame.quartileLines.map(({ group: of, series }) => [of, series.key])).toEqual(loss.series.map(({ key }) => [0, key]));
  const { x, y } = frame.scene;
  const [train] = frame.quartileLines;
  expect(train?.middle).toEqual([1, 4, 9].map((value, step) => ({ x: x(step), y: y(value) })));
  const corner = (step: number, value: number): string => `${x(step).toFixed(1)} ${y(value).toFixed(1)}`;
  const [low, high] = [
    [1, 3, 6],
    [1, 6, 19.5],
  ].map((values) => values.map((value, step) => corner(step, value))) as [string[], string[]];
  expect(train?.area).toBe(`M${[...low, ...high.toReversed()].join('L')}Z`);
});

test('the axes hold a band whose runs are not drawn', () => {
  const high = [4, 5, 6].map((decade) => run(`high ${decade}`, [10 ** decade, 10 ** decade]));
  const alone = nextFrame(null, { spec: loss, record: run('front', [1, 1]), axis: 'log', box, end: 5000 });
  const frame = nextFrame(null, { spec: loss, record: run('front', [1, 1]), groups: [high], axis: 'log', box, end: 5000 });
  expect(alone.scene.yDomain[1]).toBeLessThan(1e5);
  expect(frame.scene.yDomain[1]).toBeGreaterThanOrEqual(1e5);
});

test('a band stays the same until one of its runs grows', () => {
  const group = [run('a', [1, 2]), run('b', [1, 2]), run('c', [1, 2, 2])];
  const front = run('front', [1, 1]);
  const wanted = { spec: loss, record: front, groups: [group], axis: 'log', box, end: 5000 } as const;
  const first = nextFrame(null, wanted);
  const before: Before = { scene: first.scene, frame: first };
  put(front, 2, 1);
  const second = nextFrame(before, wanted);
  expect(second.quartileLines).toBe(first.quartileLines);
  put(group[0] as RunRecord, 2, 2);
  put(group[1] as RunRecord, 2, 2);
  const third = nextFrame({ scene: second.scene, frame: second }, wanted);
  expect(third.quartileLines[0]?.middle).toHaveLength(3);
});

test('where the runs of a group have no step together there is nothing', () => {
  const [early, late] = [run('a', [1, 1]), createRecord('b', defaultConfig())];
  put(late, 7, 1);
  expect(quartilesOf(loss, [[early, late]])).toEqual([]);
  expect(quartilesOf(loss, [])).toEqual([]);
});
