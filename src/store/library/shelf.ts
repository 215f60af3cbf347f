/** The database of kept runs: for each an entry, its curves in parts, and its snapshots. What is written together is kept together or not at all. */
import { promisifyRequest } from 'idb-keyval';
import type { Snapshot } from '../../engine/run/snapshot.ts';
import { databaseOf } from '../database.ts';
import type { Entry } from './entry.ts';

export const RUNS = 'grokscope-runs-1';

/** New points of every curve, by its key. */
export type Points = Readonly<Record<string, { readonly steps: Float64Array; readonly values: Float64Array }>>;

/** What is new of a run since it was written last. */
export interface News {
  readonly entry: Entry;
  /** Null where no point is new. Its number is one less than the entry has parts. */
  readonly points: Points | null;
  readonly snapshots: readonly Snapshot[];
  /** Steps of snapshots to be let go. */
  readonly gone: readonly number[];
}

/** What is kept of a run, as old and as wrong as it pleases. */
export interface Parts {
  readonly points: readonly unknown[];
  readonly snapshots: readonly unknown[];
}

/** Every promise is rejected where the browser will not: a private window, a full disk, no answer. */
export interface Shelf {
  /** Every entry there is. */
  entries(): Promise<readonly unknown[]>;
  parts(id: string): Promise<Parts>;
  write(news: News): Promise<void>;
  /** Puts back what `parts` gave of a run, with its entry. */
  restore(entry: Entry, parts: Parts): Promise<void>;
  /** Puts entries in place of what they were. */
  rewrite(entries: readonly Entry[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Lets snapshots of a run go, by their steps, and writes nothing: a full disk takes that. */
  drop(id: string, steps: readonly number[]): Promise<void>;
}

type Kind = 'entry' | 'points' | 'snapshot';

/** Every key of a kind, of one run where it is named: an array comes behind every number and word. */
const all = (kind: Kind, ...id: string[]): IDBKeyRange => IDBKeyRange.bound([kind, ...id], [kind, ...id, []]);

const asked = databaseOf(RUNS, 'parts');

/** Resolves once all of a transaction is kept. Why it is not is known when it has been aborted: a request that fails may say nothing of it. */
const settled = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')));
  });

const change = (write: (store: IDBObjectStore) => void): Promise<void> =>
  asked((ask) =>
    ask('readwrite', (store) => {
      try {
        write(store);
      } catch (error) {
        // What was put before would be kept without the rest.
        store.transaction.abort();
        throw error;
      }
      return settled(store.transaction);
    }),
  );

const got = <T>(question: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
  asked((ask) => ask('readonly', (store) => promisifyRequest(question(store))));

/** Every record of some keys. One that the browser cannot read takes no other with it: then each is asked for by itself, and null where it is that one. */
const records = (keys: IDBKeyRange): Promise<readonly unknown[]> =>
  got<unknown[]>((store) => store.getAll(keys)).catch(async (error: unknown) => {
    if (!(error instanceof DOMException)) throw error;
    const each = await got((store) => store.getAllKeys(keys));
    return Promise.all(each.map((key) => got<unknown>((store) => store.get(key)).catch(() => null)));
  });

const keyOf = ({ id }: Entry): IDBValidKey => ['entry', id];

export const browserShelf: Shelf = {
  entries: () => records(all('entry')),
  async parts(id) {
    // Whoever asks has its key: nobody writes it meanwhile.
    const [points, snapshots] = await Promise.all([records(all('points', id)), records(all('snapshot', id))]);
    return { points, snapshots };
  },
  write: ({ entry, points, snapshots, gone }) =>
    change((store) => {
      store.put(entry, keyOf(entry));
      if (points !== null) store.put(points, ['points', entry.id, entry.parts - 1]);
      for (const snapshot of snapshots) store.put(snapshot, ['snapshot', entry.id, snapshot.step]);
      for (const step of gone) store.delete(['snapshot', entry.id, step]);
    }),
  restore: (entry, { points, snapshots }) =>
    change((store) => {
      store.put(entry, keyOf(entry));
      for (const [i, part] of points.entries()) store.put(part, ['points', entry.id, i]);
      for (const raw of snapshots) {
        const { step } = (raw ?? {}) as Partial<Snapshot>;
        // One that could not be read is none.
        if (step !== undefined) store.put(raw, ['snapshot', entry.id, step]);
      }
    }),
  rewrite: (entries) =>
    change((store) => {
      for (const entry of entries) store.put(entry, keyOf(entry));
    }),
  drop: (id, steps) =>
    change((store) => {
      for (const step of steps) store.delete(['snapshot', id, step]);
    }),
  remove: (ids) =>
    change((store) => {
      for (const id of ids) {
        store.delete(['entry', id]);
        store.delete(all('points', id));
        store.delete(all('snapshot', id));
      }
    }),
};
