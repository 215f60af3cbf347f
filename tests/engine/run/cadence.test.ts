/** When snapshots are due: at evaluated steps, close enough to be gone on from, and not more than it costs little to keep. */
import { describe, expect, test } from 'vitest';
import { costOf } from '../../../src/engine/cost/cost.ts';
import { secondsFor } from '../../../src/engine/cost/time.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { cadenceOf } from '../../../src/engine/run/cadence.ts';
import { isDue } from '../../../src/engine/run/schedule.ts';

const MOST = 3000;

describe.each(PRESETS.map((preset) => [preset.id, preset.config] as const))('%s', (_, config) => {
  const { perDecade, every } = config.probes['evaluation'] as { perDecade: number; every: number };
  const last = Math.min(MOST, config.steps);
  const evaluated = Array.from({ length: last + 1 }, (_step, step) => step).filter((step) => isDue(step, perDecade, every));
  const isKept = cadenceOf(config, 'wasm');
  const kept = evaluated.filter(isKept);
  const { step: work, state } = costOf(config);
  const seconds = secondsFor(work);

  test('the first is one, and no way from one to the next is longer than an evaluation and what is allowed', () => {
    const gaps = kept.slice(1).map((step, i) => step - (kept[i] as number));
    const evaluations = evaluated.slice(1).map((step, i) => step - (evaluated[i] as number));
    expect(kept[0]).toBe(0);
    const allowed = Math.ceil(Math.max(0.075, state / 2 ** 24) / seconds) + Math.max(...evaluations);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(allowed);
    // A fortieth of a decade each, at most, and an evaluation.
    for (const [i, gap] of gaps.entries()) expect(gap).toBeLessThanOrEqual((kept[i] as number) * (10 ** (1 / 40) - 1) + 1 + Math.max(...evaluations));
  });

  test('behind the beginning, where they are a fortieth of a decade apart, they take no more than 16 MB a counted second', () => {
    const between = (from: number, to: number): number => kept.filter((step) => step > from && step <= to).length;
    const inGrid = evaluated.filter((step) => isDue(step, 40, Infinity)).length;
    const grid = (from: number, to: number): number => 1 + Math.ceil(40 * Math.log10((to + 1) / Math.max(1, from)));
    expect(inGrid).toBeLessThanOrEqual(kept.length);
    for (let from = 100; from + 100 <= last; from += 100) {
      expect(between(from, from + 100) * state).toBeLessThanOrEqual(2 ** 24 * 100 * seconds + (1 + grid(from, from + 100)) * state);
    }
  });
});

test('a moment that somebody asked for is kept where it is due since the last evaluation', () => {
  const preset = PRESETS.find(({ id }) => id === 'default');
  if (preset === undefined) throw new Error('no default');
  const isKept = cadenceOf(preset.config, 'wasm');
  // Evaluated every 10 steps there; due every 18, which are 1170, 1188 and 1206, and on the grid, at 1189.
  const due = [1171, 1180, 1187, 1188, 1190, 1200, 1210];
  expect(due.filter(isKept)).toEqual([1188, 1190, 1210]);
});

test('where a step is evaluated each time, what costs much to keep is kept more seldom than time alone would have it', () => {
  const preset = PRESETS.find(({ id }) => id === 'reviews-omnigrok');
  if (preset === undefined) throw new Error('no large network');
  const config = { ...preset.config, probes: { ...preset.config.probes, evaluation: { perDecade: 0, every: 1 } } };
  const kept = Array.from({ length: 100 }, (_, i) => 2000 + i).filter(cadenceOf(config, 'wasm'));
  const { step: work, state } = costOf(config);
  const byTime = Math.ceil(0.075 / secondsFor(work));
  const byBytes = Math.ceil(state / 2 ** 24 / secondsFor(work));
  expect(byBytes).toBeGreaterThan(2 * byTime);
  expect(kept.length).toBeLessThanOrEqual(Math.ceil(100 / byBytes) + 2);
  expect(kept.length).toBeGreaterThan(100 / byBytes - 1);
});

test('on a faster backend as many are kept of the same time, and so fewer of the same steps', () => {
  const preset = PRESETS.find(({ id }) => id === 'default');
  if (preset === undefined) throw new Error('no default');
  const tens = Array.from({ length: 200 }, (_, i) => 2000 + 10 * i);
  const [cpu, wasm, webgpu] = (['cpu', 'wasm', 'webgpu'] as const).map((backend) => tens.filter(cadenceOf(preset.config, backend)).length) as [
    number,
    number,
    number,
  ];
  expect(cpu).toBeGreaterThan(wasm);
  expect(wasm).toBeGreaterThan(2 * webgpu);
  // The grid alone has twelve there.
  expect(webgpu).toBeGreaterThanOrEqual(12);
});
