/** The landscape of a page. It is loaded with its lens. */
import { createSweepPool, poolSize } from '../worker/sweepPool.ts';
import { spawnTrainer } from '../worker/trainer/spawn.ts';
import { browserPoints } from './keptPoints.ts';
import { createLandscape } from './landscape.ts';
import { oncePer } from './once.ts';
import type { Page } from './page.ts';

export const landscapeOf = oncePer(({ crew, bench }: Page) =>
  createLandscape({
    pool: (listener) =>
      createSweepPool({ crew, name: 'landscape', spawn: () => spawnTrainer('landscape'), size: poolSize(navigator.hardwareConcurrency) }, listener),
    kept: browserPoints,
    request: () => bench.store.getState().request,
  }),
);
