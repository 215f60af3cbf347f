import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { loss } from '../../../src/engine/probes/evaluationCharts.ts';
import { localComplexityChart } from '../../../src/engine/probes/localComplexityChart.ts';
import { createRecord } from '../../../src/engine/run/record.ts';
import { nextFrame, type Before } from '../../../src/figures/plot/frame.ts';
import { boxOf } from '../../../src/figures/plot/scene.ts';
import { metricsAt } from '../../metrics.ts';

const box = boxOf({ width: 600, height: 200, column: 0, labelled: true }, false, false);
const metrics = (step: number, value: number) =>
  metricsAt(step, {
    train: { loss: value, accuracy: 0.5 },
    val: { loss: 2 * value, accuracy: 0.1 },
    weightNorm: 20,
    localComplexity: step % 10 === 0 ? { train: 5, val: 6, random: 4 } : null,
  });

test('the scene stays the same object while the lines grow, and zeros stand on the edge', () => {
  const record = createRecord('a', defaultConfig());
  let before: Before | null = null;
  for (const [step, value] of [
    [0, 4],
    [1, 3],
    [2, 0],
  ] as const) {
    record.take(metrics(step, value));
    const next = nextFrame(before, { spec: loss, record, axis: 'log', box, end: 5000 });
    expect(next.scene).toBe((before ?? next).scene);
    before = { scene: next.scene, frame: next };
  }
  const train = before?.frame?.lines[0]?.points ?? [];
  expect(train).toHaveLength(3);
  expect(train[0]?.x).toBe(box.margin.left);
  expect(train[2]?.y).toBe(box.height - box.margin.bottom);
});

test('a curve without new points keeps its line', () => {
  const record = createRecord('a', defaultConfig());
  record.take(metrics(0, 4));
  const first = nextFrame(null, { spec: localComplexityChart, record, axis: 'log', box, end: 5000 });
  record.take(metrics(1, 4));
  const second = nextFrame({ scene: first.scene, frame: first }, { spec: localComplexityChart, record, axis: 'log', box, end: 5000 });
  expect(second.lines[0]).toBe(first.lines[0]);
});

test('another run starts with fresh axes', () => {
  const high = createRecord('a', defaultConfig());
  high.take(metrics(0, 9e6));
  const first = nextFrame(null, { spec: loss, record: high, axis: 'log', box, end: 5000 });
  const low = createRecord('b', defaultConfig());
  low.take(metrics(0, 0.01));
  const second = nextFrame({ scene: first.scene, frame: first }, { spec: loss, record: low, axis: 'log', box, end: 5000 });
  expect(second.scene.yDomain[1]).toBe(0.1);
});

test('runs behind widen the axis, are drawn with every curve, and stay the same lines until one of them grows', () => {
  const [front, behind] = [createRecord('a', defaultConfig()), createRecord('b', defaultConfig())];
  for (const step of [0, 1, 2]) front.take(metrics(step, 1));
  for (const step of [0, 1, 2, 3]) behind.take(metrics(step, 100 * (step + 1)));
  const ghosts = [behind];
  const wanted = { spec: loss, record: front, ghosts, axis: 'log', box, end: 5000 } as const;
  const alone = nextFrame(null, { ...wanted, ghosts: [] });
  const first = nextFrame(null, wanted);
  expect(first.scene.yDomain[1]).toBeGreaterThan(alone.scene.yDomain[1]);
  expect(alone.ghostLines).toEqual([]);
  expect(first.ghostLines.map(({ run, series, points }) => [run, series.key, points.length])).toEqual(loss.series.map(({ key }) => ['b', key, 4]));
  const second = nextFrame({ scene: first.scene, frame: first }, wanted);
  expect(second.ghostLines).toBe(first.ghostLines);
  behind.take(metrics(4, 300));
  const third = nextFrame({ scene: second.scene, frame: second }, wanted);
  expect(third.ghostLines[0]?.points).toHaveLength(5);
});
