/** Presets by version: 1, 2, … up to what they are now. */
import { defaultSettings, withSettingPairs, type Settings } from '../config/settings.ts';
import { partsOf } from '../link/parts.ts';
import { FORMER } from './former.ts';
import type { Preset } from './preset.ts';

const formerOf = (id: string): readonly string[] => (Object.hasOwn(FORMER, id) ? (FORMER[id] ?? []) : []);

export const versionOf = ({ id }: Pick<Preset, 'id'>): number => formerOf(id).length + 1;

/** A preset's settings as that version had them; null where there was none. @throws Error where a former one is not valid */
export function settingsAt({ id, config, landscape }: Preset, version: number): Settings | null {
  const former = formerOf(id);
  if (version === former.length + 1) return { config, landscape };
  const text = former[version - 1];
  if (text === undefined) return null;
  const parsed = withSettingPairs(
    defaultSettings(),
    partsOf(text).map(({ name, values }) => [name, values[0] as string]),
  );
  if (!parsed.ok) throw new Error(`preset ${id}, version ${version}: ${parsed.problems.map(({ field }) => field).join(', ')}`);
  return parsed.settings;
}
