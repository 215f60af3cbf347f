/** Settings are told from the preset that they are most like. */
import { expect, test } from 'vitest';
import { differences } from '../../../src/engine/config/differences.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { nearestPreset } from '../../../src/engine/presets/nearest.ts';

test.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s, as it is and with another seed and fewer steps', (_, { config }) => {
  expect(differences(nearestPreset(config).config, config)).toEqual([]);
  const own = { ...config, seed: 987_654, steps: 77 };
  const { task, model } = nearestPreset(own).config;
  expect([task, model]).toEqual([config.task, config.model]);
});
