/** Landscape points that the browser keeps between visits, in a database of their own. */
import { createStore, delMany, getMany, set, type UseStore } from 'idb-keyval';
import { z } from '../engine/zod.ts';
import type { LandscapePoint } from '../engine/sweeps/point.ts';
import { text } from '../engine/text.ts';
import { within } from '../engine/within.ts';
import type { Kept } from './kept.ts';

/** Raised when the same key would stand for other numbers than before. */
const VERSION = 1;
/** The database, and whatever else is about it. */
export const POINTS = `grokscope-landscape-${VERSION}`;

const finite = z.number().nullable();
const schema: z.ZodType<LandscapePoint> = z.object({
  type: z.literal('landscape'),
  alpha: z.number().positive(),
  norm: z.number().positive(),
  trainLoss: finite,
  testLoss: finite,
  trainError: z.number(),
  testError: z.number(),
  amount: z.number(),
  trainSize: z.number(),
  steps: z.number(),
  drift: z.number(),
  diverged: finite,
  backend: z.enum(['webgpu', 'wasm', 'cpu']),
});

let opened: UseStore | null = null;

/** @throws Error where there is no database. */
function database(): UseStore {
  opened ??= yielding(createStore(POINTS, 'points'));
  return opened;
}

/** Whoever wants to delete or upgrade the database waits until nobody holds it: it is let go when that is asked, and opened anew by the next question. */
function yielding(store: UseStore): UseStore {
  const own: UseStore = (mode, question) =>
    store(mode, (points) => {
      const { db } = points.transaction;
      db.onversionchange = () => {
        db.close();
        if (opened === own) opened = null;
      };
      return question(points);
    });
  return own;
}

/** Longest wait for the database, in milliseconds: it may neither open nor fail. */
const ANSWER_MS = 10_000;
const DATABASE = text('the browser’s database', 'ブラウザーのデータベース');

/** @throws Error where there is no database, or it refuses. @throws TooLate where it does neither. */
async function asked<T>(question: (store: UseStore) => Promise<T>): Promise<T> {
  try {
    return await within(ANSWER_MS, DATABASE, question(database()));
  } catch (error) {
    // It is opened anew next time.
    opened = null;
    throw error;
  }
}

export const browserPoints: Kept<LandscapePoint> = {
  async load(keys) {
    const values = await asked<unknown[]>((store) => getMany([...keys], store));
    const points = keys.flatMap((key, i): [string, LandscapePoint][] => {
      const { data } = schema.safeParse(values[i]);
      return data === undefined ? [] : [[key, data]];
    });
    return new Map(points);
  },
  keep: (key, point) => asked((store) => set(key, point, store)),
  forget: (keys) => asked((store) => delMany([...keys], store)),
};
