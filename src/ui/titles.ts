/** What the run in front is called, and what the settings are called: wherever both could be meant, the page says which. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { findPreset } from '../engine/presets/index.ts';
import type { Preset } from '../engine/presets/preset.ts';
import type { RunConfig } from '../engine/config/config.ts';
import { basis, differences } from '../store/config.ts';
import { isApart, isOther } from '../store/other.ts';
import { useConfig, useFront } from './hooks.ts';
import { useText } from './i18n/useText.ts';
import { usePreset } from './usePreset.ts';

export interface Shown {
  readonly preset: Preset;
  /** Whether something of it is not as in the preset. */
  readonly changed: boolean;
  readonly config: RunConfig;
}

/** What the page shows: the run in front; before the first, what the settings would make. */
export function useShown(): Shown {
  const asked = usePreset();
  const settings = useConfig((state) => state.config);
  const run = useFront((state) => state.run);
  const config = useFront((state) => (state.run === null ? null : state.config));
  const base = useConfig(basis);
  return useMemo(() => {
    if (run === null || config === null) return { ...asked, config: settings };
    const preset = findPreset(run.origin.basedOn) ?? base;
    return { preset, changed: differences(config, preset.config).length > 0, config };
  }, [asked, settings, run, config, base]);
}

/** Whether the settings are of another run than the one in front. */
export function useOther(): boolean {
  const state = useConfig((settings) => settings);
  const run = useFront((front) => front.run);
  const config = useFront((front) => front.config);
  return useMemo(() => config !== null && isOther(state, run), [state, run, config]);
}

/** Whether the settings are not those of the run in front: another preset's, or changed where it does not follow. */
export function useApart(): boolean {
  const [config, plan] = [useConfig((state) => state.config), useConfig((state) => state.plan)];
  const [asked, its] = [useFront((front) => front.asked), useFront((front) => front.plan)];
  return useMemo(() => isApart({ config, plan }, { asked, plan: its }), [config, plan, asked, its]);
}

interface Titles {
  readonly asked: string;
  readonly shown: string;
  readonly other: boolean;
}

export function useTitles(): Titles {
  const { t } = useTranslation();
  const text = useText();
  const asked = usePreset();
  const shown = useShown();
  const other = useOther();
  const title = ({ preset, changed }: Pick<Shown, 'preset' | 'changed'>): string =>
    changed ? t('preset.withChanges', { name: text(preset.label) }) : text(preset.label);
  return { asked: title(asked), shown: title(shown), other };
}
