/** How the lens looks at its store. */
import { useStore } from 'zustand';
import { regions } from '../../../store/page.ts';
import type { RegionsState } from '../../../store/regions.ts';

export const useRegions = <T>(select: (state: RegionsState) => T): T => useStore(regions.store, select);
