/** How the lens looks at its store. */
import { useStore } from 'zustand';
import type { RegionsState } from '../../../store/regions.ts';
import { usePage } from '../../page.tsx';

export const useRegions = <T>(select: (state: RegionsState) => T): T => useStore(usePage().regions.store, select);
