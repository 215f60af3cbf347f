/** The options beside a config: described, written and checked as its fields are, and no part of it. */
import { describe, expect, test } from 'vitest';
import { toPairs } from '../../../src/engine/config/pairs.ts';
import { parseConfig } from '../../../src/engine/config/parse.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import {
  defaultSettings,
  fieldIn,
  optionFields,
  parseSettings,
  settingAt,
  settingPairs,
  withSetting,
  withSettingPairs,
  type ParsedSettings,
} from '../../../src/engine/config/settings.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { describeProblem } from '../../../src/engine/problem.ts';
import { readLink } from '../../../src/engine/link/read.ts';
import { version1 } from '../../fixtures/version1.ts';

const defaults = defaultSettings();

/** Fields that were refused, each with what may stand there. */
function refused(parsed: ParsedSettings): string[] {
  if (parsed.ok) throw new Error('taken');
  return parsed.problems.map((problem) => {
    expect(describeProblem(problem, 'ja')).not.toContain('undefined');
    return `${problem.field}: ${problem.expected.en}`;
  });
}

test.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s survives its own pairs, from wherever they are applied', (_, { config, landscape }) => {
  const settings = { config, landscape };
  for (const preset of PRESETS) expect(withSettingPairs(preset, settingPairs(settings))).toEqual({ ok: true, settings });
  expect(parseSettings(JSON.parse(JSON.stringify(settings)))).toEqual({ ok: true, settings });
});

test.each(version1.map((old, i) => [`${i} ${old.preset}`, old] as const))('a link of version 1 means what it meant: %s', (_, { link, config, preset }) => {
  const read = readLink(link);
  if (!read.ok) throw new Error(read.problems.map(({ field }) => field).join());
  const { config: run, landscape } = read.link.settings;
  expect(landscape).toEqual(config.landscape);
  expect({ ok: true, config: run }).toEqual(parseConfig(config));
  expect(read.link.basedOn).toBe(preset);
});

test('a preset’s settings are those of its old link, where it has not been given others since', () => {
  const others = new Set(['default', 'no-decay', 'small-init']);
  for (const { id, config, landscape } of PRESETS.filter((preset) => !others.has(preset.id))) {
    const old = version1.find(({ preset }) => preset === id);
    if (old === undefined) continue;
    const read = readLink(old.link);
    expect(read.ok && read.link.settings).toEqual({ config, landscape });
  }
});

test('a field is found by its path, be it the config’s or an option', () => {
  const settings = defaultSettings();
  for (const field of optionFields) expect(fieldIn(settings, field.path)).toBe(field);
  for (const [path] of toPairs(settings.config).slice(1)) expect(fieldIn(settings, path)?.path).toBe(path);
  for (const path of ['landscape.nonsense', 'landscape', 'task.nonsense', '']) expect(fieldIn(settings, path)).toBeUndefined();
});

test('pairs and option fields name each other', () => {
  const paths = optionFields.map(({ path }) => path);
  expect(paths).toContain('landscape.alphaFrom');
  for (const path of paths) expect(settingPairs(defaults)).toContainEqual([path, String(settingAt(defaults, path))]);
  expect(settingAt(defaults, 'optimizer.lr')).toBe(0.003);
  expect(settingAt(defaults, 'landscape.nonsense')).toBeUndefined();
  expect(settingAt(defaults, 'landscape.toString')).toBeUndefined();
});

describe('an option', () => {
  test('is set beside the config, which stays as it is', () => {
    const parsed = withSettingPairs(defaults, [['landscape.alphaCount', '5']]);
    expect(parsed.ok && parsed.settings.landscape.alphaCount).toBe(5);
    expect(parsed.ok && parsed.settings.config).toEqual(defaults.config);
    const next = withSetting(defaults, 'landscape.steps', 7);
    expect(next.config).toBe(defaults.config);
    expect(defaults.landscape.steps).toBe(2000);
    const read = parseSettings(next, defaults);
    expect(read.ok && [read.settings.config === defaults.config, read.settings.landscape.steps]).toEqual([true, 7]);
    // Nor are the options read anew because the config changes.
    const other = parseSettings(withSetting(defaults, 'seed', 7), defaults);
    expect(other.ok && [other.settings.landscape === defaults.landscape, other.settings.config.seed]).toEqual([true, 7]);
  });

  test('missing takes its default', () => {
    expect(parseSettings({ config: defaultConfig(), landscape: { steps: 9 } })).toEqual({
      ok: true,
      settings: { ...defaults, landscape: { ...defaults.landscape, steps: 9 } },
    });
    expect(refused(parseSettings({ config: defaultConfig(), landscape: undefined }))).toEqual(['landscape: an object with the documented fields']);
  });

  test('that is wrong is told with the config’s own problems, by name', () => {
    const pairs = [
      ['landscape.alphaFrom', '0'],
      ['landscape.alphaCount', 'x'],
      ['landscape.y', 'height'],
      ['landscape.nonsense', '1'],
      ['landscape.__proto__', '1'],
      ['landscape.a.b', '1'],
      ['seed', '-1'],
    ] as const;
    expect(refused(withSettingPairs(defaults, pairs))).toEqual([
      'seed: a whole number from 0 to 2147483647',
      'landscape.alphaFrom: a number from 0.01 to 100',
      'landscape.alphaCount: a whole number from 2 to 41',
      'landscape.y: one of loss, error',
      'landscape.nonsense: left out: there is no such field here',
      'landscape.__proto__: left out: there is no such field here',
      'landscape.a.b: left out: there is no such field here',
    ]);
    expect(refused(withSettingPairs(defaults, [['landscape', '1']]))).toEqual(['landscape: left out: there is no such field here']);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('that is wrong already is not forgiven because something else is changed', () => {
    const bad = withSetting(defaults, 'landscape.steps', 0);
    expect(refused(parseSettings(bad, defaults))).toHaveLength(1);
    expect(refused(parseSettings({ ...bad, config: { ...defaults.config, seed: -1 } }, defaults))).toHaveLength(2);
  });
});
