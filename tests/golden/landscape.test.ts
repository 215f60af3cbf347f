/** The landscape of the teacher–student preset against the published one (Liu et al. 2023), on as few norms as show it. */
import { expect, test } from 'vitest';
import { nodePlatform } from '../../src/cli/platform.ts';
import { Backends } from '../../src/engine/backend/select.ts';
import { findPreset } from '../../src/engine/presets/index.ts';
import { landscapePlan } from '../../src/engine/sweeps/landscape.ts';
import { foldRun } from '../../src/engine/sweeps/foldRun.ts';
import { landscapeFold } from '../../src/engine/sweeps/landscapeFold.ts';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import { valleyOf } from '../../src/engine/sweeps/valley.ts';
import { testFile } from '../host.ts';

const backends = new Backends(await nodePlatform());
const ALPHAS: readonly number[] = [0.1, 0.398107, 0.630957, 1, 1.58489, 10];

test('lu-teacher-student: an L, a U with its valley near α = 1, and the norm held', async () => {
  const preset = findPreset('lu-teacher-student');
  if (preset === undefined) throw new Error('no such preset');
  const points: LandscapePoint[] = [];
  for (const { alpha, config: point } of landscapePlan({ ...preset.config, seed: 1 }, preset.landscape).points) {
    if (!ALPHAS.includes(alpha)) continue;
    const host = { now: () => performance.now(), file: testFile, turn: () => Promise.resolve([]) };
    const done = await foldRun(point, landscapeFold, host, { backends, backend: 'wasm' });
    if (done !== null) points.push(done);
  }
  points.sort((a, b) => a.alpha - b.alpha);
  expect(points.map(({ alpha }) => alpha)).toEqual(ALPHAS);
  const [train, held] = [points.map(({ trainLoss }) => trainLoss as number), points.map(({ testLoss }) => testLoss as number)];
  expect(Math.max(...points.map(({ drift }) => drift))).toBeLessThan(1e-5);
  expect(Math.max(...train.slice(2))).toBeLessThan((train[0] as number) / 80);
  const lowest = points[held.indexOf(Math.min(...held))]?.alpha;
  expect(lowest).toBeGreaterThanOrEqual(0.39);
  expect(lowest).toBeLessThanOrEqual(1);
  expect(held[5]).toBeGreaterThan(1e4 * Math.min(...held));
  expect(held.slice(3)).toEqual(held.slice(3).toSorted((a, b) => a - b));
  const valley = valleyOf(points, 'loss', new Set());
  expect(valley?.open).toBe(false);
  expect(valley?.low).toBeLessThan(points[3]?.norm ?? 0);
  expect(valley?.high).toBeGreaterThan(points[3]?.norm ?? 0);
});
