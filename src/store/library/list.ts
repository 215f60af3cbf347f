/** The list of kept runs as the page shows it: latest first. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Entry } from './entry.ts';

/** Bytes that are used, and that the browser is believed to allow. */
export interface Room {
  readonly used: number;
  readonly quota: number;
}

export interface LibraryState {
  /** Null until they have been read. */
  readonly entries: readonly Entry[] | null;
  /** Entries that could not be read: of another version, or damaged. */
  readonly unreadable: number;
  /** Why runs are not kept, in the browser's words, and whether it has no room; null while they are. */
  readonly failed: { readonly what: string; readonly full: boolean } | null;
  /** Whether the reader has heard of that. */
  readonly quiet: boolean;
  /** A run that could not be brought back: another tab has it, or it is damaged. */
  readonly unopened: { readonly id: string; readonly why: 'elsewhere' | 'damaged' } | null;
  readonly room: Room | null;
  /** What was deleted last and can be brought back for a moment. */
  readonly deleted: readonly Entry[];
  /** The run in front at the last visit, where the address asks for another one. */
  readonly last: Entry | null;
}

export interface List {
  readonly store: StoreApi<LibraryState>;
  find(id: string | undefined): Entry | undefined;
  /** Puts entries in place of what they were. */
  put(entries: readonly Entry[]): void;
  drop(ids: readonly string[]): void;
}

export function createList(): List {
  const store = createStore<LibraryState>(() => ({
    entries: null,
    unreadable: 0,
    failed: null,
    quiet: false,
    unopened: null,
    room: null,
    deleted: [],
    last: null,
  }));
  const all = (): readonly Entry[] => store.getState().entries ?? [];
  return {
    store,
    find: (id) => all().find((entry) => entry.id === id),
    put(entries) {
      const ids = new Set(entries.map(({ id }) => id));
      const others = all().filter(({ id }) => !ids.has(id));
      store.setState({ entries: [...entries, ...others].toSorted((a, b) => b.changed - a.changed) });
    },
    drop: (ids) => store.setState({ entries: all().filter(({ id }) => !ids.includes(id)) }),
  };
}
