/** The database of kept runs, over a whole implementation of IndexedDB: a write is kept as a whole or not at all, and one bad record is one. */
import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../../src/engine/run/snapshot.ts';
import type { Entry } from '../../../src/store/library/entry.ts';
import type { News, Shelf } from '../../../src/store/library/shelf.ts';
import { snapshot } from '../events.ts';

let shelf: Shelf;
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.resetModules();
  shelf = (await import('../../../src/store/library/shelf.ts')).browserShelf;
  return () => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  };
});

const NO_CLONE = (): void => undefined;
const entryOf = (id: string, parts: number): Entry => ({ id, parts }) as Entry;
const POINTS = { 'train.loss': { steps: Float64Array.of(0, 10), values: Float64Array.of(3, 2) } };
const newsOf = (parts: number, some: Partial<News> = {}): News => ({ entry: entryOf('a', parts), points: POINTS, snapshots: [], gone: [], ...some });

test('what is written is there, part by part, and what is to go is gone', async () => {
  await shelf.write(newsOf(1, { snapshots: [snapshot(0), snapshot(10)] }));
  await shelf.write(newsOf(2, { snapshots: [snapshot(20)], gone: [10] }));
  await shelf.write({ ...newsOf(1), entry: entryOf('b', 1) });
  expect(await shelf.entries()).toEqual([entryOf('a', 2), entryOf('b', 1)]);
  const { points, snapshots } = await shelf.parts('a');
  expect(points).toEqual([POINTS, POINTS]);
  expect(snapshots).toEqual([snapshot(0), snapshot(20)]);
  await shelf.drop('a', [0]);
  expect((await shelf.parts('a')).snapshots).toEqual([snapshot(20)]);
  await shelf.remove(['a']);
  expect([await shelf.entries(), await shelf.parts('a')]).toEqual([[entryOf('b', 1)], { points: [], snapshots: [] }]);
});

test('what was given of a run is put back as it was, without what could not be read', async () => {
  await shelf.write(newsOf(1, { snapshots: [snapshot(0), snapshot(10)] }));
  await shelf.write(newsOf(2, { snapshots: [snapshot(20)] }));
  const parts = await shelf.parts('a');
  await shelf.remove(['a']);
  await shelf.restore(entryOf('a', 2), { points: parts.points, snapshots: [...parts.snapshots, null] });
  expect([await shelf.entries(), await shelf.parts('a')]).toEqual([[entryOf('a', 2)], parts]);
  await shelf.drop('a', [0, 10, 20]);
  await shelf.restore(entryOf('a', 2), { points: [], snapshots: parts.snapshots });
  expect(await shelf.parts('a')).toEqual(parts);
});

const UNCLONABLE = { step: 30, parameters: NO_CLONE } as unknown as Snapshot;
test.each<[string, Partial<News>]>([
  ['its entry', { entry: { ...entryOf('a', 2), name: NO_CLONE } as unknown as Entry }],
  ['its curves', { points: { 'train.loss': NO_CLONE } as unknown as News['points'] }],
  ['its first network', { snapshots: [UNCLONABLE, snapshot(40)] }],
  ['its last network', { snapshots: [snapshot(20), UNCLONABLE] }],
])('a write that fails at %s leaves all as it was', async (_, bad) => {
  await shelf.write(newsOf(1, { snapshots: [snapshot(0)] }));
  await expect(shelf.write(newsOf(2, { snapshots: [snapshot(20)], gone: [0], ...bad }))).rejects.toThrow(/./);
  expect(await shelf.entries()).toEqual([entryOf('a', 1)]);
  expect(await shelf.parts('a')).toEqual({ points: [POINTS], snapshots: [snapshot(0)] });
  // And it is asked as ever.
  await shelf.write(newsOf(2));
  expect((await shelf.parts('a')).points).toEqual([POINTS, POINTS]);
});

test('a write that the browser gives up in the end is refused, with the reason that it gives', async () => {
  await shelf.write(newsOf(1));
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    const request = put.apply(this, args);
    Object.defineProperty(this.transaction, 'error', { value: new DOMException('no room', 'QuotaExceededError') });
    request.addEventListener('success', () => this.transaction.abort());
    return request;
  });
  await expect(shelf.write(newsOf(2))).rejects.toMatchObject({ name: 'QuotaExceededError' });
  vi.restoreAllMocks();
  expect(await shelf.entries()).toEqual([entryOf('a', 1)]);
});

/** A request that fails, as of a record whose file is damaged. */
function failing(): IDBRequest {
  const request = { error: new DOMException('Failed to read large IndexedDB value', 'DataError'), onerror: (): void => undefined };
  setTimeout(() => request.onerror());
  return request as unknown as IDBRequest;
}

test('a record that the browser cannot read takes no other with it', async () => {
  await shelf.write(newsOf(1, { snapshots: [snapshot(0), snapshot(10), snapshot(20)] }));
  const { getAll, get } = IDBObjectStore.prototype;
  const isBad = (key: unknown): boolean => JSON.stringify(key) === '["snapshot","a",10]';
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore, ...args) {
    return (args[0] as IDBKeyRange).includes(['snapshot', 'a', 10]) ? failing() : getAll.apply(this, args);
  });
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
    return isBad(key) ? failing() : get.call(this, key);
  });
  expect(await shelf.parts('a')).toEqual({ points: [POINTS], snapshots: [snapshot(0), null, snapshot(20)] });
  expect(await shelf.entries()).toEqual([entryOf('a', 1)]);
});
