import { expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { runName } from '../../../src/ui/bench/runName.ts';

function configOf(pairs: Readonly<Record<string, string>>): RunConfig {
  const parsed = withPairs(defaultConfig(), Object.entries(pairs));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

const of = (config: RunConfig, basedOn = 'default') => ({ config, origin: { basedOn, choice: 0 } });
const name = (config: RunConfig, others: readonly RunConfig[], language: 'en' | 'ja') =>
  runName(
    of(config),
    others.map((other) => of(other)),
    language,
  );

const plain = configOf({ seed: '17' });

test('runs of one config are told apart by their seeds', () => {
  expect(name(plain, [configOf({ seed: '4' })], 'en')).toBe('seed 17');
  expect(name(configOf({ seed: '4' }), [plain], 'ja')).toBe('シード 4');
});

test('what differs is named as the form names it, each run with its own value, and never more than two', () => {
  const other = configOf({ seed: '17', 'optimizer.weightDecay': '0' });
  expect(name(other, [plain], 'en')).toBe('seed 17, weight decay 0');
  expect(name(plain, [other], 'ja')).toBe('シード 17、重み減衰 1');
  const far = configOf({ 'optimizer.weightDecay': '0', 'init.scale': '2', 'task.p': '31', 'constraint.norm': 'fixed' });
  expect(name(far, [plain], 'en')).toMatch(/^seed 17, [^,]+, [^,]+, …$/);
});

test('a field that the run does not have is not told of it', () => {
  expect(name(configOf({ 'optimizer.id': 'adam' }), [plain], 'en')).not.toContain('weight decay');
});

test('runs of other presets are told apart by their presets, and from those of the same one by what differs', () => {
  const [a, b] = [of(plain), of(configOf({ seed: '4', 'optimizer.weightDecay': '0' }), 'no-decay')];
  expect(runName(a, [b], 'en')).toBe('The whole story, seed 17');
  expect(runName(b, [a], 'ja')).toBe('重み減衰なし、シード 4');
  expect(runName(a, [b, of(configOf({ seed: '17', 'init.scale': '2' }))], 'en')).toBe('The whole story, seed 17, init scale 1');
});
