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
  /** A run that could not be brought back, or not as a whole: another tab has it, or it is damaged. */
  readonly unopened: { readonly id: string; readonly why: 'elsewhere' | 'damaged' | 'partly' } | null;
  readonly room: Room | null;
  /** Whether there was nothing that could make room. */
  readonly nothingToGo: boolean;
  /** Runs that made room and can be brought back yet: those that went, and those whose networks did; null where none did. */
  readonly freed: { readonly runs: number; readonly networks: number } | null;
  /** Those of them that could not come back, or not whole. */
  readonly unreturned: number;
  /** What was deleted and can be brought back yet, the last one last. */
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
  /** What is to be kept of runs now: as the list has them, and those that were deleted as such. */
  now(ids: readonly string[]): readonly Entry[];
  /** Takes over what was written meanwhile. What the reader has said of a run since then stands: its name, its pin, its deletion. */
  wrote(entries: readonly Entry[]): void;
}

export function createList(): List {
  const store = createStore<LibraryState>(() => ({
    entries: null,
    unreadable: 0,
    failed: null,
    quiet: false,
    unopened: null,
    room: null,
    nothingToGo: false,
    freed: null,
    unreturned: 0,
    deleted: [],
    last: null,
  }));
  const all = (): readonly Entry[] => store.getState().entries ?? [];
  const find = (id: string | undefined): Entry | undefined => all().find((entry) => entry.id === id);
  const findDeleted = (id: string): Entry | undefined => store.getState().deleted.find((entry) => entry.id === id);
  const put = (entries: readonly Entry[]): void => {
    const ids = new Set(entries.map(({ id }) => id));
    const others = all().filter(({ id }) => !ids.has(id));
    store.setState({ entries: [...entries, ...others].toSorted((a, b) => b.changed - a.changed) });
  };
  /** @param said the run as the reader last changed it. */
  const merged = (entry: Entry, said: Entry | undefined): Entry => (said === undefined ? entry : { ...entry, name: said.name, pinned: said.pinned });
  return {
    store,
    find,
    put,
    now: (ids) =>
      ids.flatMap((id) => {
        const deleted = findDeleted(id);
        return deleted === undefined ? (find(id) ?? []) : { ...deleted, deleted: true };
      }),
    wrote(entries) {
      const deleted = store.getState().deleted.map((said) => merged(entries.find(({ id }) => id === said.id) ?? said, said));
      store.setState({ deleted });
      put(entries.filter(({ id }) => findDeleted(id) === undefined).map((entry) => merged(entry, find(entry.id))));
    },
    drop: (ids) => store.setState({ entries: all().filter(({ id }) => !ids.includes(id)) }),
  };
}
