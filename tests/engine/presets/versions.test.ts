/** A link that names a preset's version means the same for good. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { idsOf } from '../../../src/engine/config/config.ts';
import { fields } from '../../../src/engine/config/fields.ts';
import { defaultSettings, settingPairs } from '../../../src/engine/config/settings.ts';
import { FORMER } from '../../../src/engine/presets/former.ts';
import { findPreset, PRESETS } from '../../../src/engine/presets/index.ts';
import { settingsAt, versionOf } from '../../../src/engine/presets/versions.ts';
import type { Preset } from '../../../src/engine/presets/preset.ts';

interface Line {
  readonly preset: string;
  readonly v: number;
  /** Every field as it was then. */
  readonly settings: string;
}

const FIXTURE = 'tests/fixtures/presets.jsonl';
const lines = readFileSync(FIXTURE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
const lineOf = (preset: Preset): string => {
  const settings = settingPairs(preset).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return JSON.stringify({ preset: preset.id, v: versionOf(preset), settings: settings.join('&') });
};

test.each(lines.map((line) => [`${line.preset} ${line.v}`, line] as const))('%s is what it was', (_, { preset, v, settings }) => {
  const now = findPreset(preset);
  if (now === undefined) throw new Error(`links name the preset «${preset}»: it has to stay`);
  const at = settingsAt(now, v);
  if (at === null) throw new Error(`links name version ${v} of «${preset}»`);
  const then = new Map(new URLSearchParams(settings));
  // Of entries that the default config does not have, too.
  const stated = fields(idsOf(at.config)).map(({ path, parameter }) => [path, String(parameter.default)] as const);
  const usual = new Map([...stated, ...settingPairs(defaultSettings())]);
  // A field that has come since is as it is where nobody asks for it.
  const wanted = settingPairs(at).map(([path]) => [path, then.get(path) ?? usual.get(path)]);
  const how = `«${preset}» is another than version ${v} was. Put the line's settings at the end of FORMER['${preset}'] (src/engine/presets/former.ts); this test then says what to add to ${FIXTURE}.`;
  if (JSON.stringify(settingPairs(at)) !== JSON.stringify(wanted)) throw new Error(how);
  expect(wanted.length).toBeGreaterThan(30);
});

test.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s has a line of its newest version', (id, preset) => {
  const found = lines.filter((line) => line.preset === id && line.v === versionOf(preset));
  if (found.length !== 1) throw new Error(`add to ${FIXTURE}, once:\n${lineOf(preset)}\n`);
  expect(found).toHaveLength(1);
});

describe('versions', () => {
  const [preset] = PRESETS as [Preset];

  test('begin at 1, and there are no others than those that were', () => {
    expect([versionOf(preset), settingsAt(preset, versionOf(preset))]).toEqual([
      (FORMER[preset.id]?.length ?? 0) + 1,
      { config: preset.config, landscape: preset.landscape },
    ]);
    for (const none of [0, -1, 1.5, 99, Number.NaN]) expect(settingsAt(preset, none)).toBeNull();
    expect(versionOf({ id: 'constructor' })).toBe(1);
  });

  test('former ones are read from what they left, and unsound ones are no secret', () => {
    const older = lines.find((line) => line.preset === 'mlp-fast' && line.v === 1) as Line;
    const former = FORMER as Record<string, readonly string[]>;
    former['test'] = [older.settings, 'seed=-1'];
    const changed = { ...preset, id: 'test' };
    try {
      expect(versionOf(changed)).toBe(3);
      expect(settingsAt(changed, 1)).toEqual(settingsAt(findPreset('mlp-fast') as Preset, 1));
      expect(() => settingsAt(changed, 2)).toThrow('preset test, version 2: seed');
      expect(settingsAt(changed, 3)).toEqual({ config: preset.config, landscape: preset.landscape });
    } finally {
      delete former['test'];
    }
  });
});
