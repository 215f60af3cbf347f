/** What the browser's database has of kept runs, read by itself: no code of the page's takes part in that. */
import type { Page } from 'playwright-core';
import { readEntry } from '../../src/store/library/entry.ts';

export interface OnShelf {
  readonly id: string;
  readonly entry: unknown;
  /** Numbers of the parts that its curves are in, and steps of its snapshots. */
  readonly parts: readonly number[];
  readonly snapshots: readonly number[];
  /** Of everything but the entry. */
  readonly digest: string;
}

/** Every run of which anything at all is there. @param digested runs whose numbers are digested; of others the digest is empty. */
export function shelfOf(page: Page, digested: readonly string[] = []): Promise<OnShelf[]> {
  return page.evaluate(async (ids) => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error('the database does not answer')));
      });
    const db = await done(indexedDB.open('grokscope-runs-1'));
    // A page that has not asked for it yet makes it: not here.
    if (!db.objectStoreNames.contains('parts')) {
      db.close();
      await done(indexedDB.deleteDatabase('grokscope-runs-1'));
      return [];
    }
    const store = db.transaction('parts').objectStore('parts');
    const keys = (await done(store.getAllKeys())) as [kind: string, id: string, at?: number][];
    const found = [...new Set(keys.map(([, id]) => id))].map((id) => {
      const all = (kind: string): number[] => keys.filter((key) => key[0] === kind && key[1] === id).map((key) => key[2] as number);
      return { id, parts: all('points'), snapshots: all('snapshot') };
    });
    const plain = (_: string, value: unknown): unknown => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value);
    const digestOf = async (id: string): Promise<string> => {
      const range = (kind: string): IDBKeyRange => IDBKeyRange.bound([kind, id], [kind, id, []]);
      const numbers = await Promise.all(['points', 'snapshot'].map((kind) => done(db.transaction('parts').objectStore('parts').getAll(range(kind)))));
      const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(numbers, plain)));
      return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
    };
    const read = await Promise.all(
      found.map(async (one) => ({
        ...one,
        entry: (await done(db.transaction('parts').objectStore('parts').get(['entry', one.id]))) as unknown,
        digest: ids.includes(one.id) ? await digestOf(one.id) : '',
      })),
    );
    db.close();
    return read;
  }, digested);
}

/** What is wrong with what is kept of runs. */
export function damage(all: readonly OnShelf[]): string[] {
  return all.flatMap(({ id, entry, parts, snapshots }) => {
    const read = readEntry(entry);
    if (read === null) return [`${id}: no entry`];
    const steps = read.run.snapshots.map(({ step }) => step);
    return [
      ...(parts.join() === Array.from({ length: read.parts }, (_, i) => i).join() ? [] : [`${id}: parts ${parts.join()} of ${read.parts}`]),
      ...(snapshots.join() === steps.join() ? [] : [`${id}: snapshots at ${snapshots.join()}, not ${steps.join()}`]),
    ];
  });
}
