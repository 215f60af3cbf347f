/** The landscape of a page. It is loaded with its lens. */
import { createSweepPool, poolSize } from '../worker/sweepPool.ts';
import { spawnTrainer } from '../worker/trainer/spawn.ts';
import { browserPoints, POINTS } from './keptPoints.ts';
import { createLandscape } from './landscape.ts';
import { oncePer } from './once.ts';
import type { Page } from './page.ts';
import { browserTabs } from './tabs.ts';

export const landscapeOf = oncePer(({ crew, bench }: Page) =>
  createLandscape({
    pool: (listener, claims) =>
      createSweepPool({ crew, name: 'landscape', spawn: () => spawnTrainer('landscape'), size: poolSize(navigator.hardwareConcurrency), claims }, listener),
    kept: browserPoints,
    tabs: browserTabs(POINTS),
    request: () => bench.store.getState().request,
  }),
);
