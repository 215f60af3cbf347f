/** How a preset states itself. Presets are listed in ../presets.ts. */
import type { RunConfig } from '../config/config.ts';
import { withPairs } from '../config/pairs.ts';
import { defaultConfig } from '../config/schema.ts';
import { text, type Text } from '../text.ts';

/** What presets are for, in the order of the menu. */
export const PRESET_GROUPS = {
  first: text('First look', 'はじめに'),
  norm: text('Init scale, norm and data', '初期スケール・ノルム・データ量'),
  images: text('Images', '画像'),
  adversarial: text('Adversarial training', '敵対的訓練'),
  papers: text('Settings of the papers', '論文の設定'),
} as const satisfies Record<string, Text>;
export type PresetGroup = keyof typeof PRESET_GROUPS;

export interface Preset {
  readonly id: string;
  readonly group: PresetGroup;
  readonly label: Text;
  /** A short paragraph: what to look for. */
  readonly shows: Text;
  /** The paper whose setting this is. */
  readonly reference: string;
  /** The lens that shows it best: opened when the preset is chosen. */
  readonly lens?: string;
  readonly config: RunConfig;
}

interface Statement extends Omit<Preset, 'config'> {
  /** What differs from the defaults, by dotted path. */
  readonly set: Readonly<Record<string, string | number | boolean>>;
}

/** @throws Error when the config is not valid. */
export function preset({ set, ...rest }: Statement): Preset {
  const parsed = withPairs(
    defaultConfig(),
    Object.entries(set).map(([path, value]) => [path, String(value)]),
  );
  if (!parsed.ok) throw new Error(`preset ${rest.id}: ${parsed.problems.map((p) => p.field).join(', ')}`);
  return { ...rest, config: parsed.config };
}
