/** Points in the browser's database: those of every visit so far are read, what is none of ours is not, and what fails says so. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { LandscapePoint } from '../../src/engine/sweeps/point.ts';
import type { Kept } from '../../src/store/kept.ts';
import { keysOf, version1 } from '../fixtures/version1.ts';
import { FakeIndexedDb } from './fakeIndexedDb.ts';

/** As the first version kept it. */
const POINT: LandscapePoint = {
  type: 'landscape',
  alpha: 0.1,
  norm: 0.8747013908992134,
  trainLoss: 0.0213774386793375,
  testLoss: null,
  trainError: 0.9900000002235174,
  testError: 1,
  amount: 100,
  trainSize: 100,
  steps: 400,
  drift: 6.7424982264086e-8,
  diverged: null,
  backend: 'wasm',
};
const [key = '', other = ''] = keysOf(version1[0] as (typeof version1)[number]);

let browser: FakeIndexedDb;

/** A visit: the page knows nothing of the one before. */
async function visit(): Promise<Kept<LandscapePoint>> {
  vi.resetModules();
  return (await import('../../src/store/keptPoints.ts')).browserPoints;
}

beforeEach(() => {
  browser = new FakeIndexedDb();
  vi.stubGlobal('indexedDB', browser);
  return () => vi.unstubAllGlobals();
});

test('a point is there at the next visit, under the same key in the same database', async () => {
  await (await visit()).keep(key, POINT);
  expect([...browser.databases.keys()]).toEqual(['grokscope-landscape-1']);
  expect([...browser.stores]).toEqual([['grokscope-landscape-1', 'points']]);
  expect([...(browser.databases.get('grokscope-landscape-1')?.keys() ?? [])]).toEqual([key]);
  const kept = await visit();
  expect([...(await kept.load([other, key]))]).toEqual([[key, POINT]]);
  await kept.forget([key, other]);
  expect((await kept.load([key])).size).toBe(0);
});

test.each(['webgpu', 'wasm', 'cpu'] as const)('a point made on %s is one', async (backend) => {
  const point = { ...POINT, backend, diverged: 7, testLoss: 3 };
  await (await visit()).keep(key, point);
  expect([...(await (await visit()).load([key]))]).toEqual([[key, point]]);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['another thing', 'point'],
  ['a point without its norm', { ...POINT, norm: undefined }],
  ['a point that had not begun', { ...POINT, backend: null }],
  ['a point of no norm', { ...POINT, norm: 0 }],
  ['a drift that is no number', { ...POINT, drift: Number.NaN }],
])('%s is not taken for a point', async (_, value) => {
  browser.databases.set('grokscope-landscape-1', new Map([[key, value]]));
  expect((await (await visit()).load([key])).size).toBe(0);
});

test('of many keys those are given whose points are there and sound, each its own', async () => {
  const at = (amount: number): LandscapePoint => ({ ...POINT, amount });
  browser.databases.set(
    'grokscope-landscape-1',
    new Map<string, unknown>([
      ['a', at(1)],
      ['b', 'point'],
      ['c', at(3)],
      ['d', at(4)],
    ]),
  );
  expect([...(await (await visit()).load(['c', 'b', 'x', 'a']))]).toEqual([
    ['c', at(3)],
    ['a', at(1)],
  ]);
  expect((await (await visit()).load([])).size).toBe(0);
});

test('a database that does not open, a full disk, and a browser without databases say so', async () => {
  browser.broken = true;
  const kept = await visit();
  await expect(kept.load([key])).rejects.toThrow(/./);
  await expect(kept.keep(key, POINT)).rejects.toThrow(/./);
  await expect(kept.forget([key])).rejects.toThrow(/./);
  browser.broken = false;
  browser.full = true;
  await expect(kept.keep(key, POINT)).rejects.toThrow('Quota');
  vi.stubGlobal('indexedDB', undefined);
  await expect((await visit()).load([key])).rejects.toThrow(/./);
});

test('whoever deletes the database meanwhile does not wait for the page, which makes it anew', async () => {
  const kept = await visit();
  await kept.keep(key, POINT);
  expect(browser.deleteDatabase('grokscope-landscape-1')).toBe(false);
  expect((await kept.load([key])).size).toBe(0);
  await kept.keep(key, POINT);
  expect(browser.deleteDatabase('grokscope-landscape-1')).toBe(false);
  await kept.keep(key, POINT);
  expect([...(await kept.load([key]))]).toEqual([[key, POINT]]);
});
