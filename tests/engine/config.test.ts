import { expect, test } from 'vitest';
import { defaultConfig, parseConfig, toPairs, withPairs } from '../../src/engine/config.ts';

test('the default config is valid and survives its own pairs', () => {
  const config = defaultConfig();
  expect(parseConfig(config)).toEqual({ ok: true, config });
  expect(withPairs(config, toPairs(config))).toEqual({ ok: true, config });
});
