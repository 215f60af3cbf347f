/** What points are kept under: what browsers hold since the first version is found again, and what is new changes the key only where it is used. */
import fc from 'fast-check';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import type * as fields from '../../../src/engine/config/fields.ts';
import { expect, test, vi } from 'vitest';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { landscapePlan } from '../../../src/engine/sweeps/landscape.ts';
import { pointKey } from '../../../src/engine/sweeps/pointKey.ts';
import { readLink } from '../../../src/engine/link/read.ts';
import { keysOf, version1 } from '../../fixtures/version1.ts';
import { pointAt } from './tiny.ts';

test.each(version1.map((old, i) => [`${i} ${old.preset}`, old] as const))('the points of version 1 are found again, in their order: %s', (_, old) => {
  const read = readLink(old.link);
  if (!read.ok) throw new Error('a bad link');
  const { config, landscape } = read.link.settings;
  expect(landscapePlan(config, landscape).points.map(({ key }) => key)).toEqual(keysOf(old));
});

test('presets since have keys of their own', () => {
  const keys = PRESETS.flatMap(({ config, landscape }) => landscapePlan(config, landscape).points.map(({ key }) => key));
  for (const key of keys) expect(key).toMatch(/^version=1&task\.id=.*&seed=\d+.*&steps=\d+&logEvery=\d+&alpha=[\d.]+$/);
});

/** What the point at α = 2 is called in other settings. */
const keyOf = (path: string, value: string): string => pointKey(pointAt(2, { [path]: value }));

const KEY = pointKey(pointAt(2));

test.each([
  ['optimizer.weightDecay', '3'],
  ['constraint.norm', 'fixed'],
  ['init.scale', '5'],
  ['steps', '9'],
  ['probes.evaluation.every', '7'],
  ['probes.localComplexity.points', '3'],
  ['milestones.grokked', '0.5'],
])('%s decides nothing about a point’s numbers, nor about its key', (path, value) => expect(keyOf(path, value)).toBe(KEY));

test.each([
  ['seed', '5'],
  ['optimizer.lr', '0.1'],
  ['task.labelNoise', '0.1'],
  ['adversarial.train', 'pgd'],
  ['optimizer.id', 'adam'],
  ['loss.id', 'mse'],
  ['landscape.steps', '61'],
  ['landscape.logEvery', '8'],
])('%s makes another point of it', (path, value) => expect(keyOf(path, value)).not.toBe(KEY));

test('another scale is another point', () => expect(pointKey(pointAt(3))).not.toBe(KEY));

test('what has been added to the config since enters the key where it is used, in an order of its own', async () => {
  const config = pointAt(2);
  vi.resetModules();
  vi.doMock('../../../src/engine/config/fields.ts', async (original) => {
    const real = await original<typeof fields>();
    const added = ['zeta.on', 'alpha.on'].map((path) => ({ path, parameter: { kind: 'flag', default: false } }));
    return { ...real, fields: (ids: Parameters<typeof real.fields>[0]) => [...added, ...real.fields(ids)] };
  });
  const { pointKey: keyNow } = await import('../../../src/engine/sweeps/pointKey.ts');
  const added = (zeta: boolean, alpha: boolean): string => keyNow({ ...config, zeta: { on: zeta }, alpha: { on: alpha } } as never);
  expect(added(false, false)).toBe(KEY);
  expect(added(true, true)).toBe(KEY.replace('&steps=', '&alpha.on=true&zeta.on=true&steps='));
  expect(added(true, false)).toBe(KEY.replace('&steps=', '&zeta.on=true&steps='));
  vi.doUnmock('../../../src/engine/config/fields.ts');
  // Where files share their modules, those that come after this one must not meet the two.
  vi.resetModules();
});

test('a key says what its config says, whichever was named before and whatever objects they share', () => {
  const base = pointAt(2);
  const configs = PRESETS.flatMap(({ config, landscape }) => landscapePlan(config, { ...landscape, alphaCount: 3 }).points.map((point) => point.config));
  const near: RunConfig[] = [
    { ...base, seed: 5 },
    { ...base, steps: 61 },
    { ...base, init: { ...base.init, scale: 3 } },
    { ...base, optimizer: { ...base.optimizer, lr: 0.5 } },
    { ...base, probes: { ...base.probes, evaluation: { perDecade: 0, every: 9 } } },
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(base, ...near, ...configs)), (those) => {
      // Of a copy nothing is shared, so that nothing can be remembered.
      for (const config of those) expect(pointKey(config)).toBe(pointKey(structuredClone(config)));
    }),
    { seed: 1, numRuns: 50 },
  );
  const together = [base, ...near, ...configs];
  expect(together.map(pointKey)).toEqual(together.map((config) => pointKey(structuredClone(config))));
});
