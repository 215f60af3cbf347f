/** Values at the cursor never cover what was changed, nor what a phase is called: these stand upright in the plot, and are nowhere else. */
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { accuracy } from '../../../src/engine/probes/evaluationCharts.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { nextFrame, type Frame } from '../../../src/figures/plot/frame.ts';
import { overlap } from '../../../src/figures/plot/labels.ts';
import { boxOf } from '../../../src/figures/plot/scene.ts';
import { boxOfLabel, endLabels, uprightIn } from '../../../src/ui/charts/endLabels.ts';
import { markedOf } from '../../../src/ui/charts/marked.ts';
import { metricsAt } from '../../metrics.ts';

const CHANGES = [100, 140, 200, 280, 390, 530, 700].map((step, i) => ({ step, path: i % 2 === 0 ? 'optimizer.lr' : 'optimizer.weightDecay', value: i + 1 }));

function changed(): RunRecord {
  const record = createRecord('front', { ...defaultConfig(), steps: 1000 });
  for (let step = 0; step <= 1000; step += 10) {
    record.take(metricsAt(step, { train: { loss: 1, accuracy: step / 1000 }, val: { loss: 1, accuracy: 0 } }));
    for (const { path, value } of CHANGES.filter((change) => change.step === step)) record.take({ type: 'changed', step, patch: { [path]: value } });
  }
  return record;
}

function framed(width: number, compact: boolean, hero = true): Frame {
  const box = boxOf({ width, height: 270, column: 0, labelled: true }, compact, hero);
  return nextFrame(null, { spec: accuracy, record: changed(), ghosts: [], axis: 'log', box, end: 1000 });
}
const PHASES = [{ phase: 'waiting', from: 320, to: 420 }] as const;

test.each([
  [640, false],
  [640, true],
  [460, true],
])('in a plot %d wide, compact: %s, wherever the cursor stands', (width, compact) => {
  const frame = framed(width, compact);
  const upright = uprightIn(frame, PHASES, 'en');
  // There is something to keep clear of, and it stays in the plot.
  expect(upright.length).toBeGreaterThan(1);
  const right = width - frame.scene.box.margin.right;
  expect(Math.max(...upright.map((box) => box.right))).toBeLessThanOrEqual(right);
  const moved: number[] = [];
  for (const step of frame.record.curve('train.accuracy').steps.subarray(0, 101)) {
    const labels = endLabels(accuracy, frame, { step, pinned: true }, upright, 'en');
    expect(labels).toHaveLength(2);
    for (const label of labels) for (const box of upright) expect(overlap(boxOfLabel(label), box)).toBe(false);
    if ((labels[0]?.left ?? 0) > right) moved.push(step);
  }
  // Elsewhere they stay beside the rule.
  expect(moved).toContain(90);
  expect(moved).not.toContain(0);
});

test('words of changes say the values that were set, and stay within the plot where their short form does', () => {
  const frame = framed(640, false);
  const marked = markedOf(frame.scene, frame.record.marks, frame.record.config, 'en');
  expect(marked.map(({ words }) => words.replace(/^.*→ /, ''))).toEqual(CHANGES.map(({ value }) => String(value)));
  const { margin, height } = frame.scene.box;
  for (const { upright } of marked) {
    if (upright === null) continue;
    expect(upright.middle - upright.height / 2).toBeGreaterThanOrEqual(margin.top);
    expect(upright.middle + upright.height / 2).toBeLessThanOrEqual(height - margin.bottom);
  }
});

test('charts without words have nothing to keep clear of', () => {
  expect(uprightIn(framed(640, false, false), PHASES, 'en')).toEqual([]);
});
