/** Landscape points that the browser keeps between visits, in a database of their own. */
import { delMany, getMany, set } from 'idb-keyval';
import { z } from '../engine/zod.ts';
import type { LandscapePoint } from '../engine/sweeps/point.ts';
import { databaseOf } from './database.ts';
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

const asked = databaseOf(POINTS, 'points');

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
