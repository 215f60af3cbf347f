/** What is too large for a page is refused by name, with what to turn down, and what helps when it is turned down. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueAt, type RunConfig } from '../../../src/engine/config/config.ts';
import { withPairs, withValue } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { costOf } from '../../../src/engine/cost/cost.ts';
import { levers, MOST_BYTES, refusedMemory, tooLarge } from '../../../src/engine/cost/limit.ts';

const HUGE = {
  'task.p': '113',
  'task.trainFraction': '0.99',
  'task.split': 'pairs',
  'model.layers': '4',
  'model.width': '256',
  'model.heads': '16',
  'model.ffn': '1024',
  'probes.localComplexity.measure': 'off',
} as const;

test('a network whose activations do not fit is refused for the field that says most, in both languages', () => {
  const parsed = withPairs(defaultConfig(), Object.entries(HUGE));
  if (parsed.ok) throw new Error('it was taken');
  expect(parsed.problems).toHaveLength(1);
  const [problem] = parsed.problems;
  expect(problem?.field).toMatch(/^(task\.(p|trainFraction)|model\.(layers|ffn|width))$/);
  expect(problem?.expected.en).toMatch(/turn down .+: the run would take about \d.* GB of memory/);
  expect(problem?.expected.ja).toMatch(/下げてもかまいません.+GB/);
});

test('whatever is drawn: what is taken fits, and of what is refused the field named helps', () => {
  const values = {
    'task.p': fc.constantFrom('43', '97', '113'),
    'task.trainFraction': fc.constantFrom('0.3', '0.75', '0.99'),
    'task.split': fc.constant('pairs'),
    'model.layers': fc.constantFrom('1', '2', '4'),
    'model.width': fc.constantFrom('64', '256'),
    'model.heads': fc.constantFrom('1', '16'),
    'model.ffn': fc.constantFrom('64', '1024'),
    'probes.localComplexity.points': fc.constantFrom('1', '1024'),
    'adversarial.train': fc.constantFrom('off', 'pgd'),
  };
  let refused = 0;
  fc.assert(
    fc.property(fc.record(values), (set) => {
      const parsed = withPairs(defaultConfig(), Object.entries(set));
      if (parsed.ok) return costOf(parsed.config).bytes <= MOST_BYTES;
      refused++;
      const raw = Object.entries(set).reduce(
        (config, [path, value]) => withValue(config, path, Number.isNaN(Number(value)) ? value : Number(value)) as RunConfig,
        defaultConfig(),
      );
      const problem = tooLarge(raw);
      if (JSON.stringify(parsed.problems) !== JSON.stringify([problem])) return false;
      const path = problem?.field ?? '';
      const less = withValue(raw, path, (valueAt(raw, path) as number) / 2) as RunConfig;
      return costOf(less).bytes < 0.9 * costOf(raw).bytes;
    }),
    { numRuns: 200 },
  );
  expect(refused).toBeGreaterThan(5);
});

test('where a machine refuses less than that, the words name the same fields', () => {
  const words = refusedMemory(defaultConfig());
  const [first] = levers(defaultConfig());
  expect(words.en).toContain(first?.parameter.label.en ?? '?');
  expect(words.ja).toContain(first?.parameter.label.ja ?? '?');
});
