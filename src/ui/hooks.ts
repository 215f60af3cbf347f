/** How components look at the stores: each subscribes to the least it needs. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { pastOf } from '../engine/run/past.ts';
import type { RunRecord } from '../engine/run/record.ts';
import type { ConfigState } from '../store/config.ts';
import type { BenchState } from '../store/bench.ts';
import type { FrontState } from '../store/front.ts';
import type { MomentState } from '../store/moment.ts';
import type { Preferences } from '../store/preferences.ts';
import { usePage } from './page.tsx';

export const useConfig = <T>(select: (state: ConfigState) => T): T => useStore(usePage().config.store, select);
export const usePreference = <T>(select: (state: Preferences) => T): T => useStore(usePage().preferences, select);
export const useBench = <T>(select: (state: BenchState) => T): T => useStore(usePage().bench.store, select);
/** Up to ten times a second where `select` picks something that changes with every tick. */
export const useFront = <T>(select: (state: FrontState) => T): T => useStore(usePage().front, select);
/** Three times a second; changes of status at once. */
export const useCalmFront = <T>(select: (state: FrontState) => T): T => useStore(usePage().calm, select);

export const useMoment = <T>(select: (state: MomentState) => T): T => useStore(usePage().moment.store, select);
/** Ten times a second at most; the way to the past and back at once. */
export const useCalmMoment = <T>(select: (state: MomentState) => T): T => useStore(usePage().calmMoment, select);

/** The record of the run in front up to the moment that is shown. */
export function useShownRecord(): RunRecord | null {
  const record = useFront((state) => state.record);
  const step = useCalmMoment((state) => state.step);
  return useMemo(() => (record === null || step === null ? record : pastOf(record, step)), [record, step]);
}

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
