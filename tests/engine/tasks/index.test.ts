import { expect, test } from 'vitest';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { tasks } from '../../../src/engine/tasks/index.ts';

test('questions read as people write them', () => {
  const asked = (pairs: readonly [string, string][], tokens: readonly number[]): string | undefined => {
    const parsed = withPairs(defaultConfig(), pairs);
    if (!parsed.ok) throw new Error('not a config');
    const { task } = parsed.config;
    return tasks.get(task.id).question?.(task, tokens);
  };
  expect(asked([], [17, 30])).toBe('17 + 30');
  expect(asked([['task.operation', 'a2+b2+ab+a']], [3, 4])).toBe('3² + 4² + 3·4 + 3');
  const S5: [string, string] = ['task.id', 's5'];
  expect(asked([S5], [0, 119])).toBe('12345·54321');
  expect(asked([S5, ['task.operation', 'conjugate']], [119, 0])).toBe('54321·12345·54321⁻¹');
  expect(asked([['task.id', 'digits']], [1, 2])).toBeUndefined();
});
