/** Landscape points that the browser keeps between visits. A browser may refuse (privacy mode, full quota): then the page just forgets. */
import { createStore, delMany, getMany, set, type UseStore } from 'idb-keyval';
import { z } from 'zod';
import type { LandscapePoint } from '../engine/sweeps/point.ts';

export interface KeptPoints {
  /** Those that are kept, by key. */
  load(keys: readonly string[]): Promise<ReadonlyMap<string, LandscapePoint>>;
  keep(key: string, point: LandscapePoint): Promise<void>;
  forget(keys: readonly string[]): Promise<void>;
}

/** Raised when the same key would stand for other numbers than before. */
const VERSION = 1;

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

function database(): UseStore {
  opened ??= createStore(`grokscope-landscape-${VERSION}`, 'points');
  return opened;
}

export const browserPoints: KeptPoints = {
  async load(keys) {
    try {
      const values: unknown[] = await getMany([...keys], database());
      const points = values.map((value) => schema.safeParse(value));
      return new Map(keys.flatMap((key, i) => (points[i]?.success === true ? [[key, points[i].data] as const] : [])));
    } catch {
      return new Map();
    }
  },
  async keep(key, point) {
    try {
      await set(key, point, database());
    } catch {
      // The point holds until the page is closed.
    }
  },
  async forget(keys) {
    try {
      await delMany([...keys], database());
    } catch {
      // What cannot be forgotten was not kept.
    }
  },
};
