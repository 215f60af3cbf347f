/** How a preset states itself. Presets are listed in index.ts. */
import { valueAt, type RunConfig } from '../config/config.ts';
import { withPairs } from '../config/pairs.ts';
import { defaultConfig } from '../config/schema.ts';
import { parseSettings, type Options, type Settings } from '../config/settings.ts';
import { text, type Text } from '../text.ts';

/** What presets are for, in the order of the menu. */
export const PRESET_GROUPS = {
  first: text('First look', 'はじめに'),
  norm: text('Init scale, norm and data', '初期化スケール・ノルム・データ量'),
  images: text('Images', '画像'),
  molecules: text('Molecules', '分子'),
  text: text('Text', '文章'),
  adversarial: text('Adversarial training', '敵対的訓練'),
  papers: text('Settings of the papers', '論文の設定'),
} as const satisfies Record<string, Text>;
export type PresetGroup = keyof typeof PRESET_GROUPS;

export interface Preset extends Settings {
  readonly id: string;
  readonly group: PresetGroup;
  readonly label: Text;
  /** A short paragraph: what to look for. */
  readonly shows: Text;
  /** The paper whose setting this is. */
  readonly reference: string;
  /** The lens that shows it best: opened when the preset is chosen. */
  readonly lens?: string;
  /** What of the config differs from the defaults, by dotted path. */
  readonly set: Readonly<Record<string, string | number | boolean>>;
}

interface Statement extends Omit<Preset, keyof Settings> {
  /** What of the landscape's options differs from theirs. */
  readonly landscape?: Partial<Options['landscape']>;
}

/** @throws Error when something in it is not valid. */
function settingsOf({ id, set, landscape = {} }: Statement): Settings {
  const parsed = withPairs(
    defaultConfig(),
    Object.entries(set).map(([path, value]) => [path, String(value)]),
  );
  const settings = parsed.ok ? parseSettings({ config: parsed.config, landscape }) : parsed;
  if (!settings.ok) throw new Error(`preset ${id}: ${settings.problems.map((p) => p.field).join(', ')}`);
  return settings.settings;
}

/** Its settings are made when they are first asked for: those of every preset together would hold up the start of the page. */
export function preset(statement: Statement): Preset {
  let made: Settings | null = null;
  const settings = (): Settings => (made ??= settingsOf(statement));
  return {
    ...statement,
    get config() {
      return settings().config;
    },
    get landscape() {
      return settings().landscape;
    },
  };
}

/** Makes its settings before they are asked for. */
export function prepare(one: Preset): void {
  one.config satisfies RunConfig;
}

/** Whether a config has all that a preset sets: cheap, and where it has not, it is not that preset's. */
export const mayBe = ({ set }: Preset, config: RunConfig): boolean => Object.entries(set).every(([path, value]) => valueAt(config, path) === value);
