/** Settings of a network that takes no time, and the runs of its landscape. */
import { defaultSettings, withSettingPairs, type Settings } from '../../../src/engine/config/settings.ts';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { landscapePlan, type LandscapePlan } from '../../../src/engine/sweeps/landscape.ts';

const TINY = {
  'task.p': 7,
  'task.trainFraction': 0.6,
  'task.split': 'pairs',
  'model.id': 'mlp',
  'model.width': 12,
  'model.depth': 1,
  'landscape.steps': 60,
  'landscape.logEvery': 7,
  'landscape.alphaCount': 3,
};

type Pairs = Readonly<Record<string, string | number>>;

export function settingsOf(set: Pairs = {}): Settings {
  const parsed = withSettingPairs(
    defaultSettings(),
    Object.entries({ ...TINY, ...set }).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
  return parsed.settings;
}

export function planOf(set: Pairs = {}): LandscapePlan {
  const { config, landscape } = settingsOf(set);
  return landscapePlan(config, landscape);
}

/** The run of one point: at one end of a grid that begins there. */
export function pointAt(alpha: number, set: Pairs = {}): RunConfig {
  const config = planOf({ 'landscape.alphaFrom': alpha, 'landscape.alphaTo': alpha === 100 ? 50 : 100, ...set }).points.find(
    (point) => point.alpha === alpha,
  )?.config;
  if (config === undefined) throw new Error(`no point at ${alpha}`);
  return config;
}
