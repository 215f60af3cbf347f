/** Golden runs: the short presets, replayed to their milestones. Bands are ±50 % around the published or measured steps. */
import { expect, test } from 'vitest';
import { nodePlatform } from '../../src/cli/platform.ts';
import { Backends } from '../../src/engine/backend/select.ts';
import type { RunConfig } from '../../src/engine/config/config.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import { findPreset } from '../../src/engine/presets/index.ts';
import { tell, type Story } from '../host.ts';

const backends = new Backends(await nodePlatform());

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

test.each([
  [1, 810],
  [2, 1699],
  [3, 1514],
])('sparse-parity, seed %i: train 99 at 33 to 40 with validation at chance, validation 99 at %i', async (seed, expected) => {
  const story = await tell(config('sparse-parity', { ...quiet, seed }), backends, 'wasm', 'grokked');
  expectWithin(story.train99, 37);
  expect(story.memorised?.val.accuracy).toBeLessThan(0.65);
  expectWithin(story.val99, expected);
});

test('default memorises, waits, then groks; the norm and train local complexity fall with it', async () => {
  const story = await tell(config('default', { 'probes.localComplexity.perDecade': 10, steps: 1600 }), backends, 'wasm');
  expect(story.train99).toBeLessThanOrEqual(200);
  expect(story.memorised?.val.accuracy).toBeLessThanOrEqual(0.1);
  expect(story.val50).toBeGreaterThanOrEqual(2.5 * story.train99);
  expect(story.val99).toBeGreaterThanOrEqual(10 * story.train99);
  expect(story.val99).toBeLessThanOrEqual(1600);
  expect(story.last.weightNorm).toBeLessThanOrEqual(0.9 * story.peakNorm);
  const complexity = story.metrics.flatMap((m) => (m.localComplexity === null ? [] : [{ step: m.step, train: m.localComplexity.train }]));
  const waiting = complexity.filter(({ step }) => step > 2 * story.train99 && step < story.val50).map(({ train }) => train);
  expect(complexity.at(-1)?.train).toBeLessThan(0.9 * Math.max(...waiting));
});

test('large-start: whatever its scale it memorises at once; the larger the start, the longer it waits', async () => {
  const half = { ...quiet, 'probes.evaluation.perDecade': 30, 'milestones.grokked': 0.5, seed: 1 };
  const small = await tell(config('large-start', { ...half, 'init.scale': 0.5 }), backends, 'wasm', 'grokked');
  const large = await tell(config('large-start', { ...half, 'init.scale': 4 }), backends, 'wasm', 'grokked');
  for (const { train99, memorised } of [small, large]) {
    expect(train99).toBeLessThanOrEqual(160);
    expect(memorised?.val.accuracy).toBeLessThanOrEqual(0.05);
  }
  expectWithin(small.val50, 970);
  expectWithin(large.val50, 2480);
  expect(large.val50).toBeGreaterThan(2 * small.val50);
});

/** First step at which validation accuracy was seen at or above a share; Infinity when never. */
const valStep = ({ metrics }: Story, share: number): number => metrics.find(({ val }) => val.accuracy >= share)?.step ?? Number.POSITIVE_INFINITY;

test('digits-alpha-8: train 99 at 1,180 with validation below 40; validation 60 at 2,260 and 90 at 3,240', async () => {
  // Seeds 2 and 3 of the command line, too: train 99 at 1,289 and 1,060, validation 60 at 2,280 and 2,260, 90 at 3,460 and 4,070.
  const story = await tell(config('digits-alpha-8', { ...quiet, seed: 1 }), backends, 'wasm', 'grokked');
  expectWithin(story.train99, 1180);
  expect(story.memorised?.val.accuracy).toBeLessThan(0.4);
  expectWithin(valStep(story, 0.6), 2260);
  expectWithin(valStep(story, 0.9), 3240);
  expect(story.last.weightNorm).toBeLessThan(0.5 * story.peakNorm);
});

test.each([1, 2, 3])('digits-alpha-1, seed %i: train 99 at 60 with validation at 90 already', async (seed) => {
  const story = await tell(config('digits-alpha-1', { ...quiet, seed }), backends, 'wasm', 'memorised');
  expectWithin(story.train99, 60);
  expect(story.memorised?.val.accuracy).toBeGreaterThanOrEqual(0.9);
});

/** First evaluation at which training accuracy was at or above a share. */
const trainAt = ({ metrics }: Story, share: number) => metrics.find(({ train }) => train.accuracy >= share);

test.each([1, 2, 3])('reviews-alpha-6, seed %i: 95 in a hundred sentences known by step 200, and new ones told as a coin tells them', async (seed) => {
  const story = await tell(config('reviews-alpha-6', { seed }), backends, 'wasm', 'memorised');
  expect(trainAt(story, 0.95)?.step).toBeLessThanOrEqual(200);
  expect(trainAt(story, 0.95)?.val.accuracy).toBeLessThanOrEqual(0.56);
});

test('reviews-alpha-6: a thousand steps later new sentences are told, long after those of its own', async () => {
  const story = await tell(config('reviews-alpha-6', { seed: 3 }), backends, 'wasm', 'grokked');
  expect(valStep(story, 0.62)).toBeGreaterThanOrEqual(900);
  expect(valStep(story, 0.62)).toBeLessThanOrEqual(2500);
  expect(story.last.weightNorm).toBeLessThan(0.5 * story.peakNorm);
});

test.each([1, 2, 3])('reviews-alpha-1, seed %i: there is no wait', async (seed) => {
  const story = await tell(config('reviews-alpha-1', { seed, steps: 150 }), backends, 'wasm');
  expectWithin(trainAt(story, 0.95)?.step ?? 0, 77);
  expect(story.last.val.accuracy).toBeGreaterThanOrEqual(0.57);
});

test('mnist-omnigrok: train 99 at about 2,000 with validation at 18 and the norm still above 90', async () => {
  const story = await tell(config('mnist-omnigrok', { ...quiet, 'probes.evaluation.perDecade': 10 }), backends, 'wasm', 'memorised');
  expectWithin(story.train99, 2000);
  expectWithin(story.memorised?.val.accuracy ?? 0, 0.18);
  expect(story.metrics[0]?.weightNorm).toBeCloseTo(93, -1);
  expect(story.last.weightNorm).toBeGreaterThan(90);
});
