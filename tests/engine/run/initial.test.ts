import { expect, test } from 'vitest';
import { withPairs } from '../../../src/engine/config/pairs.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { models } from '../../../src/engine/models/index.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { initialParameters } from '../../../src/engine/run/initial.ts';
import { pairShape } from '../../../src/engine/tasks/split.ts';

function configOf(pairs: Readonly<Record<string, string>>): RunConfig {
  const parsed = withPairs(defaultConfig(), Object.entries({ 'model.id': 'mlp', 'model.width': '4', seed: '5', ...pairs }));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.config;
}

test('each tensor has a stream of its own below the seed’s «init», scaled by α', () => {
  const config = configOf({ 'init.scale': '3' });
  const model = models.get('mlp').create(config.model, pairShape(7));
  const expected = model.parameters.map(({ name, init }) => init(new Rng(5, `init/${name}`)).map((x) => 3 * x));
  expect(initialParameters(config, model)).toEqual(expected);
});
