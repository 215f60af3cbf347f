/** The runs of a page with several amounts of data. They are loaded with their lens. */
import { createSweepPool, poolSize } from '../worker/sweepPool.ts';
import { spawnTrainer } from '../worker/trainer/spawn.ts';
import { createDataSize } from './dataSize.ts';
import { oncePer } from './once.ts';
import type { Page } from './page.ts';

/** Whole runs at a time: each has its curves on the page. */
const MOST = 2;

export const dataSizeOf = oncePer(({ crew, bench }: Page) => {
  const size = Math.min(MOST, poolSize(navigator.hardwareConcurrency));
  return createDataSize({
    pool: (listener) => createSweepPool({ crew, name: 'data-size', spawn: () => spawnTrainer('data-size'), size }, listener),
    request: () => bench.store.getState().request,
  });
});
