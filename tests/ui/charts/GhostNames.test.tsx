/** The names of the runs behind, at their lines. */
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { accuracy } from '../../../src/engine/probes/evaluationCharts.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { GhostNames } from '../../../src/ui/charts/GhostNames.tsx';
import { nextFrame } from '../../../src/ui/charts/frame.ts';
import { boxOf } from '../../../src/ui/charts/scene.ts';
import { metricsAt } from '../../metrics.ts';

afterEach(cleanup);

function record(id: string, accuracies: readonly number[]): RunRecord {
  const made = createRecord(id, defaultConfig());
  accuracies.forEach((value, step) => made.take(metricsAt(step * 10, { train: { loss: 1, accuracy: 1 }, val: { loss: 1, accuracy: value } })));
  return made;
}
const names = new Map(['a', 'b', 'c'].map((id, i) => [id, { letter: 'ABC'[i] as string, name: `seed ${i}` }]));

function named(width: number, hero: boolean) {
  const ghosts = [record('a', [0, 0.5, 0.5]), record('b', [0, 0.5, 0.5, 0.5]), record('c', [])];
  const box = boxOf({ width, height: 200, column: 0, labelled: true }, false, hero);
  const frame = nextFrame(null, { spec: accuracy, record: record('front', [0, 1]), ghosts, axis: 'log', box, end: 1000 });
  const { container } = render(
    <svg>
      <GhostNames frame={frame} names={names} hero={hero} />
    </svg>,
  );
  const at = (id: string): number => frame.ghostLines.filter((line) => line.run === id)[1]?.points.at(-1)?.x ?? 0;
  return { labels: [...container.querySelectorAll('text')], at };
}

test('each run that has a line has its name at the end of it, in full in the first chart and by its letter elsewhere', () => {
  const { labels, at } = named(900, true);
  expect(labels.map(({ textContent }) => textContent)).toEqual(['A seed 0', 'B seed 1']);
  expect(labels.map((label) => Math.round(Number(label.getAttribute('x'))))).toEqual([Math.round(at('a') - 5), Math.round(at('b') - 5)]);
  // Two lines at one height, two names that do not overlap.
  const [first, second] = labels.map((label) => Number(label.getAttribute('y'))) as [number, number];
  expect(Math.abs(first - second)).toBeGreaterThanOrEqual(14);
  cleanup();
  expect(named(900, false).labels.map(({ textContent }) => textContent)).toEqual(['A', 'B']);
  cleanup();
  expect(named(280, true).labels.map(({ textContent }) => textContent)).toEqual(['A', 'B']);
});
