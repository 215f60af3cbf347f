/** Golden runs: the short presets, replayed to their milestones. Bands are ±50 % around the published or measured steps. */
import { expect, test } from 'vitest';
import { Backends } from '../../src/engine/backend/select.ts';
import { nodePlatform } from '../../src/cli/platform.ts';
import { withPairs, type RunConfig } from '../../src/engine/config.ts';
import { findPreset } from '../../src/engine/presets.ts';
import { tell } from '../host.ts';

const backends = new Backends(await nodePlatform({ webgpu: false }));

function config(id: string, set: Readonly<Record<string, string | number>>): RunConfig {
  const preset = findPreset(id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  const parsed = withPairs(
    preset.config,
    Object.entries(set).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => p.field).join());
  return parsed.config;
}

function expectWithin(step: number, expected: number): void {
  expect(step).toBeGreaterThanOrEqual(0.5 * expected);
  expect(step).toBeLessThanOrEqual(1.5 * expected);
}

/** Local complexity is not what these check. */
const quiet = { 'probes.localComplexity.measure': 'off' };

test.each([1, 2, 3])('quadratic-31, seed %i: train 99 at 130, validation 50 at 340 and 99 at 470', async (seed) => {
  const story = await tell(config('quadratic-31', { ...quiet, seed }), backends, 'wasm', 'grokked');
  expectWithin(story.train99, 130);
  expectWithin(story.val50, 340);
  expectWithin(story.val99, 470);
});

// At these steps an evaluation every few steps would blur the band.
test.each([1, 2, 3])('quadratic-97, seed %i: train 99 at 20, validation 50 at 35 and 99 at 40', async (seed) => {
  const story = await tell(config('quadratic-97', { ...quiet, seed, 'probes.evaluation.every': 1 }), backends, 'wasm', 'grokked');
  expectWithin(story.train99, 20);
  expectWithin(story.val50, 35);
  expectWithin(story.val99, 40);
});
