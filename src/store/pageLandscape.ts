/** The page's one landscape. It is loaded with its lens. */
import { spawn } from '../worker/client.ts';
import { createSweepPool, poolSize } from '../worker/sweepPool.ts';
import { browserPoints } from './keptPoints.ts';
import { createLandscape } from './landscape.ts';
import { crew, runs } from './page.ts';

export const landscape = createLandscape({
  pool: (listener) => createSweepPool({ crew, spawn: () => spawn('landscape'), size: poolSize(navigator.hardwareConcurrency) }, listener),
  kept: browserPoints,
  request: () => runs.store.getState().request,
});
