/** A convolutional network on clothes: robust accuracy rises with accuracy, and falls while that stands. */
import { expect, test } from 'vitest';
import { nodePlatform } from '../../src/cli/platform.ts';
import { Backends } from '../../src/engine/backend/select.ts';
import { withPairs } from '../../src/engine/config/pairs.ts';
import { findPreset } from '../../src/engine/presets/index.ts';
import { tell } from '../host.ts';

const backends = new Backends(await nodePlatform());

/** Clean and robust accuracy (ε = 0.06) of the same examples by step. */
async function shares(set: Readonly<Record<string, string | number>>): Promise<{ step: number; clean: number; robust: number; val: number }[]> {
  const quick = {
    'probes.localComplexity.measure': 'off',
    'probes.evaluation.perDecade': 6,
    'probes.evaluation.every': 1000,
    'probes.robustness.perDecade': 6,
  };
  const parsed = withPairs(
    findPreset('fashion-robustness-lost')?.config ?? ({} as never),
    Object.entries({ ...quick, ...set }).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  const { metrics } = await tell(parsed.config, backends, 'wasm');
  return metrics.flatMap(({ step, robust, val }) =>
    robust === null ? [] : [{ step, clean: robust['0'] as number, robust: robust['0.06'] as number, val: val.accuracy }],
  );
}

test.each([1, 2, 3])(
  'fashion-robustness-lost, seed %i: nearly half survive by step 320, under a third at 1,000, with accuracy higher than ever',
  async (seed) => {
    const all = await shares({ seed, steps: 1000 });
    const early = all.filter(({ step }) => step <= 320);
    const last = all.at(-1);
    expect(Math.max(...early.map(({ robust }) => robust))).toBeGreaterThanOrEqual(0.42);
    expect(last?.robust).toBeLessThanOrEqual(0.33);
    expect(last?.clean).toBeGreaterThanOrEqual(Math.max(...early.map(({ clean }) => clean)));
    expect(last?.val).toBeGreaterThanOrEqual(0.73);
  },
);

test('fashion-robustness-lost: at step 5,000 hardly one in ten survives, and accuracy stands', async () => {
  const all = await shares({});
  const [then, last] = [all.find(({ step }) => step >= 1000), all.at(-1)];
  expect(last?.robust).toBeLessThanOrEqual(0.13);
  expect(Math.abs((last?.val ?? 0) - (then?.val ?? 0))).toBeLessThanOrEqual(0.05);
});
