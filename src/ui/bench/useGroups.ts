/** The runs whose quartiles are drawn: groups that differ in nothing but the seed, large enough to have some, where a reader asks for them. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/shallow';
import { alike, exceptSeed, oncePerSeed } from '../../engine/compare/differing.ts';
import { FEWEST } from '../../engine/compare/quartiles.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { comparedOf } from '../../store/compared.ts';
import { useBench, usePreference } from '../hooks.ts';
import { useEvents } from './useNames.ts';

const NONE: readonly (readonly RunRecord[])[] = [];

export function useGroups(): readonly (readonly RunRecord[])[] {
  // What a reader took off the charts is not in their medians.
  const runs = useBench(useShallow((state) => state.runs.filter((run) => run === state.front || !state.hidden.has(run.id))));
  const grouped = usePreference((state) => state.grouped);
  const events = useEvents(runs);
  return useMemo(() => {
    if (!grouped) return NONE;
    const groups = alike(runs, (run) => exceptSeed(comparedOf(run)))
      .map((group) =>
        oncePerSeed(
          group,
          ({ config }) => config.seed,
          ({ record }) => record.step,
        ),
      )
      .filter((group) => group.length >= FEWEST);
    return groups.map((group) => group.map(({ record }) => record));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the records change inside
  }, [runs, grouped, events]);
}
