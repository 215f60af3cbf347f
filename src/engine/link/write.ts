/** Writes links: the preset and its version, then only what differs. */
import type { RegistrySection } from '../config/config.ts';
import { sectionOf } from '../config/fields.ts';
import { REGISTRIES } from '../config/registries.ts';
import { settingAt, settingPairs, type Settings } from '../config/settings.ts';
import { findPreset, PRESETS } from '../presets/index.ts';
import type { Preset } from '../presets/preset.ts';
import { versionOf } from '../presets/versions.ts';
import { changePairs } from './changes.ts';
import type { Link } from './link.ts';

const DEFAULT = PRESETS[0] as Preset;

/** What of settings is not as a preset has it. Of another entry than the preset's all fields stand: its defaults may change. */
function differing(settings: Settings, base: Settings): [path: string, value: string][] {
  const other = new Set((Object.keys(REGISTRIES) as RegistrySection[]).filter((section) => settings.config[section].id !== base.config[section].id));
  return settingPairs(settings).filter(([path]) => {
    if (path === 'version') return false;
    return (other as ReadonlySet<string>).has(sectionOf(path)) || settingAt(settings, path) !== settingAt(base, path);
  });
}

/** The link's part from «#» on. No plus stands in it, which some programs take for a space. */
export function writeLink({ settings, changes, basedOn, kernels, axis, language, lens, at, beside }: Link): string {
  const base = findPreset(basedOn) ?? DEFAULT;
  const pairs: [string, string][] = [
    ['preset', base.id],
    ['v', String(versionOf(base))],
    ...differing(settings, base),
    ...changePairs(changes),
    ...(kernels === 'exact' ? [['kernels', kernels] as [string, string]] : []),
    ...(axis === 'linear' ? [['axis', axis] as [string, string]] : []),
    ...(lens === null ? [] : [['lens', lens] as [string, string]]),
    ...(at === null ? [] : [['at', String(at)] as [string, string]]),
    ...(beside.length === 0 ? [] : [['beside', beside.join(',')] as [string, string]]),
    ...(language === null ? [] : [['lang', language] as [string, string]]),
  ];
  return `#${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}
