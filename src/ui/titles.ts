/** What the run in front is called, and what the settings are called: wherever both could be meant, the page says which. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { findPreset } from '../engine/presets/index.ts';
import type { Preset } from '../engine/presets/preset.ts';
import type { RunConfig } from '../engine/config/config.ts';
import { differences } from '../engine/config/differences.ts';
import { basis } from '../store/config.ts';
import { fieldsApart, isOther } from '../store/other.ts';
import { meantOf, type Run } from '../store/run.ts';
import { useBench, useConfig, useFront } from './hooks.ts';
import { differenceOf, type Named } from './bench/runName.ts';
import { namedOf } from './bench/useNames.ts';
import { useLanguage, useText } from './i18n/useText.ts';
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
    return { preset, changed: run.plan.length > 0 || differences(config, preset.config).length > 0, config };
  }, [asked, settings, run, config, base]);
}

function useOtherThan(run: Run | null): boolean {
  const config = useFront((front) => front.config);
  // In the selector: every field asks, and none is rendered anew for a change of another.
  return useConfig((state) => config !== null && isOther(state, run));
}

/** Whether the settings are of another run than the one in front. */
export const useOther = (): boolean => useOtherThan(useFront((front) => front.run));

/** Whether they are of another than the one that keys speak to. */
export const useOtherThanMeant = (): boolean => useOtherThan(useBench(meantOf));

/** Whether the settings are not those of the run in front: another preset's, or changed where it does not follow. */
export function useApart(): boolean {
  const [config, plan] = [useConfig((state) => state.config), useConfig((state) => state.plan)];
  const [asked, its] = [useFront((front) => front.asked), useFront((front) => front.plan)];
  return useMemo(() => fieldsApart({ config, plan }, { asked, plan: its }).length > 0, [config, plan, asked, its]);
}

interface Titles {
  /** Never the same, where the settings are not those of the run in front. */
  readonly asked: string;
  readonly shown: string;
  /** Of the run in front, whatever the settings are. */
  readonly window: string;
  readonly other: boolean;
}

export function useTitles(): Titles {
  const { t } = useTranslation();
  const text = useText();
  const asked = usePreset();
  const shown = useShown();
  const other = useOther();
  const apart = useApart();
  const run = useFront((front) => front.run);
  const [config, plan] = [useConfig((state) => state.config), useConfig((state) => state.plan)];
  const language = useLanguage();
  const title = ({ preset, changed }: Pick<Shown, 'preset' | 'changed'>): string =>
    changed ? t('preset.withChanges', { name: text(preset.label) }) : text(preset.label);
  const titles = { asked: title(asked), shown: title(shown), window: title(shown), other };
  if (run === null || !(other || apart) || titles.asked !== titles.shown) return titles;
  // Of the same title, they are told apart by what the one has and the other has not.
  const [next, now] = [
    { config, basedOn: asked.preset.id, changes: plan, kernels: null },
    { ...namedOf(run), kernels: null },
  ];
  const name = (one: Named, than: Named, { preset }: Pick<Shown, 'preset'>): string =>
    t('preset.withDifference', { name: text(preset.label), difference: differenceOf(one, than, language) });
  return { ...titles, asked: name(next, now, asked), shown: name(now, next, shown) };
}
