/** Landscape points that the browser keeps between visits, in a database of their own. */
import { createStore, delMany, getMany, set, type UseStore } from 'idb-keyval';
import { z } from '../engine/zod.ts';
import type { LandscapePoint } from '../engine/sweeps/point.ts';
import type { Kept } from './kept.ts';

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

/** @throws Error where there is no database. */
function database(): UseStore {
  opened ??= createStore(`grokscope-landscape-${VERSION}`, 'points');
  return opened;
}

export const browserPoints: Kept<LandscapePoint> = {
  async load(keys) {
    const values: unknown[] = await getMany([...keys], database());
    const points = values.map((value) => schema.safeParse(value));
    return new Map(keys.flatMap((key, i) => (points[i]?.success === true ? [[key, points[i].data] as const] : [])));
  },
  keep: async (key, point) => set(key, point, database()),
  forget: async (keys) => delMany([...keys], database()),
};
