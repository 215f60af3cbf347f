/** A sweep on paper: every cell, every outcome and the law are what the runs came to. */
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../src/engine/text.ts';
import { OUTCOMES } from '../../src/engine/sweeps/outcome.ts';
import { fillOf, outcomeItems, signOf } from '../../src/figures/outcomes.ts';
import { sweepFigure, type SweepShown } from '../../src/figures/sweepFigure.ts';
import { settingsOf } from '../engine/sweeps/tiny.ts';
import { expectFigure } from './wellFormed.ts';

const decay = { path: 'optimizer.weightDecay', values: [0.1, 0.316228, 1, 3.16228] };
const share = { path: 'task.trainFraction', values: [0.3, 0.5] };
const result = (train: number | null, val: number | null) =>
  ({ type: 'result', step: 5000, whole: true, train, val, forgot: false, diverged: null, milestones: [], last: {}, backend: null, build: null }) as const;
const base = settingsOf().config;
const shown = (more: Partial<SweepShown>): SweepShown => ({ base, preset: 'default', axes: [], seeds: [1, 2, 3], runs: [], delay: 1000, ...more });
const count = (svg: string, part: string): number => svg.split(part).length - 1;

test('a phase diagram: a cell for each combination, by colour and by sign; what was not run is hatched', () => {
  const runs = [
    { at: [0, 0], result: result(100, 4000) },
    { at: [0, 0], result: result(100, 4200) },
    { at: [0, 0], result: result(100, null) },
    { at: [1, 1], result: result(100, 150) },
    { at: [3, 1], result: result(null, null) },
  ];
  const svg = sweepFigure(shown({ axes: [decay, share], runs }), 'en');
  expect([count(svg, `fill="${fillOf('grokking')}"`), count(svg, `fill="${fillOf('comprehension')}"`), count(svg, `fill="${fillOf('confusion')}"`)]).toEqual([
    2, 2, 2,
  ]);
  // Of the eight three were run.
  expect(count(svg, 'L') > 0 && svg.match(/<rect[^>]*stroke-width="1"/g)).toHaveLength(8);
  expect(svg).toContain('>4.1k · 2/3<');
  for (const label of ['0.1', '0.316', '1', '3.16', 'train fraction', 'weight decay', 'grokking', 'comprehension', 'confusion', 'seeds 1–3'])
    expect(svg).toContain(label);
  expect(svg).not.toContain('memorisation');
});

test('further axes are panels of their own', () => {
  const axes = [decay, share, { path: 'optimizer.lr', values: [0.001, 0.01] }];
  const svg = sweepFigure(
    shown({
      axes,
      runs: [
        { at: [0, 0, 0], result: result(1, 2) },
        { at: [0, 0, 1], result: result(1, 2) },
      ],
    }),
    'en',
  );
  expect(svg).toContain('learning rate 0.001');
  expect(svg).toContain('learning rate 0.01');
});

test('steps against one field, with the law that they follow', () => {
  const runs = decay.values.flatMap((value, i) => [1, 1.05, 0.95].map((noise) => ({ at: [i], result: result(100, Math.round((2000 * noise) / value)) })));
  const svg = sweepFigure(shown({ axes: [decay], runs }), 'en');
  expect(svg).toMatch(/t ∝ x\^−1\.00 \(95 %: −1\.0\d … −0\.9\d; 12 runs\)/);
  expect(svg).toContain('>grokking<');
});

test('a field without an order has a place for each value, and no law', () => {
  const svg = sweepFigure(
    shown({
      axes: [{ path: 'optimizer.id', values: ['adamw', 'sgd'] }],
      runs: [
        { at: [0], result: result(10, 20) },
        { at: [1], result: result(10, 40) },
      ],
    }),
    'en',
  );
  expect(svg).not.toContain('∝');
  expect(svg).toContain('AdamW');
});

test.each(LANGUAGES)('seeds alone are counted, and an empty sweep is a figure too (%s)', (language) => {
  expectFigure(sweepFigure(shown({ runs: [{ at: [], result: result(1, 5000) }] }), language));
  for (const axes of [[], [decay], [decay, share]]) expectFigure(sweepFigure(shown({ axes }), language));
});

test('no two outcomes have the same sign or the same colour', () => {
  expect(new Set(OUTCOMES.map((outcome) => signOf(outcome).text)).size).toBe(OUTCOMES.length);
  expect(new Set(OUTCOMES.map(fillOf)).size).toBe(OUTCOMES.length);
  expect(outcomeItems(new Set(OUTCOMES), 'en')).toHaveLength(OUTCOMES.length);
});
