/** Robust accuracy comes later than accuracy, radius by radius; local complexity falls and rises within 400 steps unless attacks hold it down. */
import { expect, test } from 'vitest';
import { nodePlatform } from '../../src/cli/platform.ts';
import { Backends } from '../../src/engine/backend/select.ts';
import type { RunConfig } from '../../src/engine/config/config.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import { findPreset } from '../../src/engine/presets/index.ts';
import { tell, type Story } from '../host.ts';

const backends = new Backends(await nodePlatform());

function config(set: Readonly<Record<string, string | number>>): RunConfig {
  const preset = findPreset('digits-adversarial');
  if (preset === undefined) throw new Error('no preset digits-adversarial');
  const parsed = withPairs(
    preset.config,
    Object.entries({ 'probes.evaluation.every': 100, ...set }).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => p.field).join());
  return parsed.config;
}

test('digits-adversarial: half are right by 100 steps, half survive 0.05 by 280 and 0.1 by 500; gradients never vanish', async () => {
  const quick = { 'probes.localComplexity.measure': 'off', 'probes.robustness.perDecade': 10, 'probes.evaluation.perDecade': 10, steps: 700 };
  const { metrics } = await tell(config(quick), backends, 'wasm');
  const measured = metrics.filter(({ robust }) => robust !== null);
  const half = ['0', '0.05', '0.1'].map((radius) => measured.find(({ robust }) => (robust?.[radius] ?? 0) >= 0.5)?.step ?? Infinity);
  for (const [i, expected] of [90, 282, 502].entries()) {
    expect(half[i]).toBeGreaterThanOrEqual(0.6 * expected);
    expect(half[i]).toBeLessThanOrEqual(1.4 * expected);
  }
  for (const { zeroGradient, robust } of measured) {
    expect(zeroGradient).toBe(0);
    const shares = ['0', '0.05', '0.1', '0.15', '0.2'].map((radius) => robust?.[radius] ?? Number.NaN);
    expect(shares.toSorted((a, b) => b - a)).toEqual(shares);
  }
});

/** Train local complexity at the first step, at its lowest by step 100, and at the end. */
async function complexity(epsilon: number): Promise<[start: number, low: number, end: number]> {
  const attack = epsilon === 0 ? { 'adversarial.train': 'off' } : { 'adversarial.epsilon': epsilon, 'adversarial.stepSize': epsilon / 2 };
  const usual = {
    'init.scale': 1,
    'adversarial.steps': 3,
    'probes.localComplexity.perDecade': 10,
    'optimizer.weightDecay': 0.01,
    'probes.robustness.measure': 'off',
    'probes.evaluation.perDecade': 10,
    steps: 400,
  };
  const story: Story = await tell(config({ ...usual, ...attack }), backends, 'wasm');
  const curve = story.metrics.flatMap(({ step, localComplexity }) => (localComplexity === null ? [] : [{ step, value: localComplexity.train }]));
  const low = Math.min(...curve.filter(({ step }) => step <= 100).map(({ value }) => value));
  return [curve[0]?.value ?? Number.NaN, low, curve.at(-1)?.value ?? Number.NaN];
}

test('from a usual start local complexity falls from 5.5 to 4 and rises to 9; attacks of 0.01 let it rise to 6.5, of 0.1 not at all', async () => {
  const [plain, weak, strong] = [await complexity(0), await complexity(0.01), await complexity(0.1)];
  for (const [start, low] of [plain, weak, strong]) {
    expect(start).toBeGreaterThan(4.5);
    expect(low).toBeLessThan(0.85 * start);
  }
  expect(plain[2]).toBeGreaterThan(2 * plain[1]);
  expect(weak[2]).toBeGreaterThan(1.3 * weak[1]);
  expect(weak[2]).toBeLessThan(plain[2]);
  expect(strong[2]).toBeLessThan(1.1 * strong[1]);
});
