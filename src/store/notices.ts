/** What the page has to say about its link and itself. What it has to say about runs stands on the bench. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../engine/problem.ts';

export interface NoticesState {
  /** What is wrong with a link, whether it was the page's first, and whether it was taken without that. */
  readonly badLink: { readonly problems: readonly Problem[]; readonly first: boolean; readonly taken: boolean } | null;
  /** An error of the page's own that no part of it stands for. */
  readonly fault: string | null;
}

export const createNotices = (): StoreApi<NoticesState> => createStore<NoticesState>(() => ({ badLink: null, fault: null }));
