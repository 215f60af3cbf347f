/** How components look at the stores: each subscribes to the least it needs. */
import { useCallback, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { configStore, type ConfigState } from '../store/config.ts';
import { runs } from '../store/page.ts';
import { preferences, type Preferences } from '../store/preferences.ts';
import type { RunsState } from '../store/runs.ts';
import { throttled } from '../store/throttled.ts';

const calm = throttled(runs.store, 250, (now, before) => now.status !== before.status || now.phase !== before.phase || now.record !== before.record);

export const useConfig = <T>(select: (state: ConfigState) => T): T => useStore(configStore, select);
export const usePreference = <T>(select: (state: Preferences) => T): T => useStore(preferences, select);
/** Up to ten times a second where `select` picks something that changes with every tick. */
export const useRun = <T>(select: (state: RunsState) => T): T => useStore(runs.store, select);
/** Up to four times a second; changes of status at once. */
export const useCalmRun = <T>(select: (state: RunsState) => T): T => useStore(calm, select);

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** The page in one column, its controls in a sheet. The same width stands in the style sheets. */
export const usePhone = (): boolean => useMedia('(max-width: 820px)');
