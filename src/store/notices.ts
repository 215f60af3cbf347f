/** What the page has to say about its link and itself. What it has to say about runs stands on the bench. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { broughtBy, type Brought } from '../engine/config/brought.ts';
import { findPreset } from '../engine/presets/index.ts';
import type { Problem } from '../engine/problem.ts';
import type { ConfigStore } from './config.ts';

export interface NoticesState {
  /** What is wrong with a link, whether it was the page's first, and whether it was taken without that. */
  readonly badLink: { readonly problems: readonly Problem[]; readonly first: boolean; readonly taken: boolean } | null;
  /** What the settings of a link say in words of their own. */
  readonly brought: readonly Brought[];
  /** An error of the page's own that no part of it stands for. */
  readonly fault: string | null;
}

/** What the settings of a page say in words of their own. */
export function broughtTo({ config: { store } }: { readonly config: ConfigStore }): readonly Brought[] {
  const { config, basedOn } = store.getState();
  return broughtBy(config, findPreset(basedOn)?.config);
}

export const createNotices = (): StoreApi<NoticesState> => createStore<NoticesState>(() => ({ badLink: null, brought: [], fault: null }));
