/** How components look at the stores: each subscribes to the least it needs. */
import { useCallback, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { ConfigState } from '../store/config.ts';
import type { BenchState } from '../store/bench.ts';
import type { FrontState } from '../store/front.ts';
import type { Preferences } from '../store/preferences.ts';
import { usePage } from './page.tsx';

export const useConfig = <T>(select: (state: ConfigState) => T): T => useStore(usePage().config.store, select);
export const usePreference = <T>(select: (state: Preferences) => T): T => useStore(usePage().preferences, select);
export const useBench = <T>(select: (state: BenchState) => T): T => useStore(usePage().bench.store, select);
/** Up to ten times a second where `select` picks something that changes with every tick. */
export const useFront = <T>(select: (state: FrontState) => T): T => useStore(usePage().front, select);
/** Up to four times a second; changes of status at once. */
export const useCalmFront = <T>(select: (state: FrontState) => T): T => useStore(usePage().calm, select);

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
