/** The preset that settings are told from where nobody says which one they were made of: the one with the fewest fields otherwise. Pure. */
import type { RunConfig } from '../config/config.ts';
import { differences } from '../config/differences.ts';
import { PRESETS } from './index.ts';
import type { Preset } from './preset.ts';

export function nearestPreset(config: RunConfig): Preset {
  const apart = PRESETS.map((preset) => ({ preset, fields: differences(config, preset.config).length }));
  return apart.reduce((best, one) => (one.fields < best.fields ? one : best)).preset;
}
