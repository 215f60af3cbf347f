/** The names of the runs behind, at their lines and clear of the values of the run in front. */
import { cleanup } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { accuracy } from '../../../src/engine/probes/evaluationCharts.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { LIVE } from '../../../src/ui/charts/cursor.ts';
import type { Interval } from '../../../src/engine/run/phases.ts';
import { bandsOf } from '../../../src/figures/plot/bands.ts';
import { boxOfLabel, endLabels } from '../../../src/ui/charts/endLabels.ts';
import { GhostNames } from '../../../src/ui/charts/GhostNames.tsx';
import { nextFrame } from '../../../src/figures/plot/frame.ts';
import { overlap, textWidth, type LabelBox } from '../../../src/figures/plot/labels.ts';
import { boxOf } from '../../../src/figures/plot/scene.ts';
import { createStage } from '../../../src/ui/charts/stage.ts';
import { startI18n } from '../../../src/ui/i18n/index.ts';
import { metricsAt } from '../../metrics.ts';
import { renderInPage } from '../inPage.tsx';

startI18n('en');
afterEach(cleanup);

function record(id: string, accuracies: readonly number[]): RunRecord {
  const made = createRecord(id, defaultConfig());
  accuracies.forEach((value, step) => made.take(metricsAt(step * 10, { train: { loss: 1, accuracy: 1 }, val: { loss: 1, accuracy: value } })));
  return made;
}
const names = new Map(['a', 'b', 'c'].map((id, i) => [id, { letter: 'ABC'[i] as string, colour: `var(--run-${i + 1})`, name: `seed ${i}` }]));

function named(width: number, hero: boolean, front = record('front', [0, 1]), phases: readonly Interval[] = [], height = 200) {
  const ghosts = [record('a', [0, 0.5, 0.5]), record('b', [0, 0.5, 0.5, 0.5]), record('c', [])];
  const box = boxOf({ width, height, column: 0, labelled: true }, false, hero);
  const frame = nextFrame(null, { spec: accuracy, record: front, ghosts, axis: 'log', box, end: 1000 });
  const stage = { ...createStage('log'), phases: () => phases };
  const { container } = renderInPage(
    <svg>
      <GhostNames spec={accuracy} frame={frame} stage={stage} names={names} hero={hero} />
    </svg>,
  );
  const at = (id: string): number => frame.ghostLines.filter((line) => line.run === id)[1]?.points.at(-1)?.x ?? 0;
  const upright = bandsOf(phases, frame.scene, 'en').flatMap((band) => band.upright ?? []);
  const taken = [...endLabels(accuracy, frame, LIVE, upright, 'en').map(boxOfLabel), ...upright];
  return { labels: [...container.querySelectorAll('text')], at, taken, upright };
}

test('each run that has a line has its name at the end of it, in full in the first chart and by its letter elsewhere', () => {
  const { labels, at } = named(900, true);
  expect(labels.map(({ textContent }) => textContent)).toEqual(['A seed 0', 'B seed 1']);
  expect(labels.map((label) => Math.round(Number(label.getAttribute('x'))))).toEqual([Math.round(at('a') - 5), Math.round(at('b') - 5)]);
  // Two lines at one height, two names that do not overlap.
  expect(labels.map((label) => label.style.fill)).toEqual(['var(--run-1)', 'var(--run-2)']);
  const [first, second] = labels.map((label) => Number(label.getAttribute('y'))) as [number, number];
  expect(Math.abs(first - second)).toBeGreaterThanOrEqual(14);
  cleanup();
  expect(named(900, false).labels.map(({ textContent }) => textContent)).toEqual(['A', 'B']);
  cleanup();
  expect(named(280, true).labels.map(({ textContent }) => textContent)).toEqual(['A', 'B']);
});

test('the median of runs that belong together has their letters, and they have no names of their own', () => {
  const [front, ...behind] = ['a', 'b', 'c', 'd'].map((id) => record(id, [0, 0.5, 0.5])) as [RunRecord, ...RunRecord[]];
  const box = boxOf({ width: 900, height: 200, column: 0, labelled: true }, false, true);
  const known = new Map([...names, ['d', { letter: 'D', colour: 'var(--run-4)', name: 'other' }]] as const);
  const frame = nextFrame(null, { spec: accuracy, record: front, ghosts: behind, groups: [[front, ...behind.slice(0, 2)]], axis: 'log', box, end: 1000 });
  const { container } = renderInPage(
    <svg>
      <GhostNames spec={accuracy} frame={frame} stage={{ ...createStage('log'), phases: () => [] }} names={known} hero />
    </svg>,
  );
  const labels = [...container.querySelectorAll('text')];
  expect(labels.map(({ textContent, style }) => [textContent, style.fill])).toEqual([
    ['ABC median', 'var(--run-1)'],
    ['D other', 'var(--run-4)'],
  ]);
});

test('wherever the front run is, its values stand free of the names', () => {
  let near = 0;
  for (let length = 2; length <= 60; length++) {
    for (const value of [0.2, 0.45, 0.5, 0.55, 1]) {
      const { labels, taken } = named(900, true, record('front', new Array<number>(length).fill(value)));
      expect(labels).toHaveLength(2);
      for (const label of labels) {
        const right = Number(label.getAttribute('x'));
        const name: LabelBox = { left: right - textWidth(label.textContent), right, middle: Number(label.getAttribute('y')), height: 14 };
        for (const box of taken) {
          if (name.left < box.right && box.left < name.right) near++;
          expect(overlap(name, box), `${label.textContent} after ${length} points at ${value}`).toBe(false);
        }
      }
      cleanup();
    }
  }
  // Names that were never beside a value would prove nothing.
  expect(near).toBeGreaterThan(20);
});

test('names stand free of the names of phases that stand upright in the plot', () => {
  let near = 0;
  for (let from = 8; from < 40; from += 1) {
    const phases: Interval[] = [{ phase: 'generalising', from, to: from * 1.35 }];
    const { labels, upright } = named(900, true, record('front', [0, 1]), phases, 420);
    for (const label of labels) {
      const right = Number(label.getAttribute('x'));
      const name: LabelBox = { left: right - textWidth(label.textContent), right, middle: Number(label.getAttribute('y')), height: 14 };
      for (const box of upright) {
        if (name.left < box.right && box.left < name.right) near++;
        expect(overlap(name, box), `${label.textContent} beside a phase from ${from}`).toBe(false);
      }
    }
    cleanup();
  }
  expect(near).toBeGreaterThan(5);
});
