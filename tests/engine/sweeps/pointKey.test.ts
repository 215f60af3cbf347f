/** What points are kept under: what browsers hold since the first version is found again, and what is new changes the key only where it is used. */
import { expect, test } from 'vitest';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { landscapePlan } from '../../../src/engine/sweeps/landscape.ts';
import { pointKey } from '../../../src/engine/sweeps/pointKey.ts';
import { readLink } from '../../../src/store/url.ts';
import { keysOf, version1 } from '../../fixtures/version1.ts';

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

const [base] = PRESETS;
const configOf = (...pairs: [string, string][]) => {
  const parsed = withPairs(base?.config as never, pairs);
  if (!parsed.ok) throw new Error('bad config');
  return parsed.config;
};

test('a key holds all that decides a point’s numbers, and nothing that does not', () => {
  const key = pointKey(configOf(), 20);
  for (const pair of [
    ['optimizer.weightDecay', '3'],
    ['constraint.norm', 'fixed'],
    ['probes.evaluation.every', '7'],
    ['milestones.grokked', '0.5'],
  ] as [string, string][])
    expect(pointKey(configOf(pair), 20)).toBe(key);
  for (const pair of [
    ['seed', '5'],
    ['optimizer.lr', '0.1'],
    ['task.labelNoise', '0.1'],
    ['adversarial.train', 'pgd'],
    ['init.scale', '2'],
    ['steps', '7'],
    ['optimizer.id', 'adam'],
  ] as [string, string][])
    expect(pointKey(configOf(pair), 20)).not.toBe(key);
  expect(pointKey(configOf(), 21)).not.toBe(key);
});
