/** Molecules: the delay of a large start, none at the usual one, and the U between (Liu et al. 2023; docs/figures.md). */
import { expect, test } from 'vitest';
import { nodePlatform } from '../../src/cli/platform.ts';
import { Backends } from '../../src/engine/backend/select.ts';
import type { RunConfig } from '../../src/engine/config/config.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import { findPreset } from '../../src/engine/presets/index.ts';
import { foldRun } from '../../src/engine/sweeps/foldRun.ts';
import { landscapePlan } from '../../src/engine/sweeps/landscape.ts';
import { landscapeFold } from '../../src/engine/sweeps/landscapeFold.ts';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import { tell, testFile, type Story } from '../host.ts';
import type { Seen } from '../metrics.ts';

const backends = new Backends(await nodePlatform());

function presetOf(id: string) {
  const preset = findPreset(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  return preset;
}

function config(id: string, set: Readonly<Record<string, string | number>>): RunConfig {
  const parsed = withPairs(presetOf(id).config, [
    ['probes.localComplexity.measure', 'off'],
    ...Object.entries(set).map(([path, value]): [string, string] => [path, String(value)]),
  ]);
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => p.field).join());
  return parsed.config;
}

/** The evaluation nearest to a step. */
const near = ({ metrics }: Story, step: number): Seen => metrics.reduce((best, one) => (Math.abs(one.step - step) < Math.abs(best.step - step) ? one : best));

test.each([1, 2, 3])('molecules-alpha-3, seed %i: it learns 50 molecules by heart, and only long after what holds for the others', async (seed) => {
  const story = await tell(config('molecules-alpha-3', { seed }), backends, 'wasm');
  const [early, middle, last] = [2000, 8000, 12_000].map((step) => near(story, step)) as [Seen, Seen, Seen];
  expect(early.val.loss).toBeGreaterThanOrEqual(20);
  expect(early.train.loss).toBeLessThan(0.1 * (story.metrics[0]?.train.loss ?? 0));
  expect(middle.val.loss).toBeLessThanOrEqual(10);
  expect(last.val.loss).toBeLessThanOrEqual(7);
  expect(last.train.loss).toBeLessThanOrEqual(0.3);
});

test.each([1, 2, 3])('molecules-alpha-1, seed %i: no delay', async (seed) => {
  const story = await tell(config('molecules-alpha-1', { seed, steps: 2000 }), backends, 'wasm');
  expect(Math.min(...story.metrics.map(({ val }) => val.loss))).toBeLessThanOrEqual(4);
});

const ALPHAS: readonly number[] = [0.2, 1.087, 3];

test('lu-molecules: an L, and a U with its bottom near α = 1', async () => {
  const preset = presetOf('lu-molecules');
  const points: LandscapePoint[] = [];
  for (const { alpha, config: point } of landscapePlan({ ...preset.config, seed: 1 }, preset.landscape).points) {
    if (!ALPHAS.some((one) => Math.abs(one / alpha - 1) < 0.02)) continue;
    const host = { now: () => performance.now(), file: testFile, turn: () => Promise.resolve([]) };
    const done = await foldRun(point, landscapeFold, host, { backends, backend: 'wasm' });
    if (done !== null) points.push(done);
  }
  points.sort((a, b) => a.alpha - b.alpha);
  const [train, held] = [points.map(({ trainLoss }) => trainLoss as number), points.map(({ testLoss }) => testLoss as number)];
  expect(Math.max(...points.map(({ drift }) => drift))).toBeLessThan(1e-5);
  expect(train[0]).toBeGreaterThan(100 * (train[1] as number));
  expect(held[1]).toBeLessThanOrEqual(4);
  expect(held[0]).toBeGreaterThan(50 * (held[1] as number));
  expect(held[2]).toBeGreaterThan(50 * (held[1] as number));
});
