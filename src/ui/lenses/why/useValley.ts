/** The valley of the landscape over which a run goes, as far as it is known in this browser; null where it is not. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { RunConfig } from '../../../engine/config/config.ts';
import { sameSurface } from '../../../engine/sweeps/landscape.ts';
import { notYetFitted, valleyOf, type Valley } from '../../../engine/sweeps/valley.ts';
import { landscapeOf } from '../../../store/pageLandscape.ts';
import { useConfig } from '../../hooks.ts';
import { usePage } from '../../page.tsx';
import { rowOf } from '../landscape/reading.ts';

export function useValley(config: RunConfig | null): Valley | null {
  const page = usePage();
  const landscape = landscapeOf(page);
  const { subject, results } = useStore(landscape.store);
  const asked = useConfig((state) => state.config);

  useEffect(() => {
    landscape.follow(page.config.store.getState());
    return page.config.store.subscribe(landscape.follow);
  }, [landscape, page]);

  return useMemo(() => {
    if (subject === null || config === null || !sameSurface(config, asked)) return null;
    const row = rowOf(results, subject.plan.ownAmount);
    return valleyOf(row, 'loss', notYetFitted(row, config.milestones.memorised));
  }, [subject, results, config, asked]);
}
