/** The page's one set of runs with several amounts of data. It is loaded with its lens. */
import { spawn } from '../worker/client.ts';
import { createSweepPool, poolSize } from '../worker/sweepPool.ts';
import { createDataSize } from './dataSize.ts';
import { crew, runs } from './page.ts';

/** Whole runs at a time: each has its curves on the page. */
const MOST = 2;

export const dataSize = createDataSize({
  pool: (listener) => createSweepPool({ crew, spawn: () => spawn('data-size'), size: Math.min(MOST, poolSize(navigator.hardwareConcurrency)) }, listener),
  request: () => runs.store.getState().request,
});
