/** The page's one landscape. It is loaded with its lens. */
import { spawn } from '../worker/client.ts';
import { createPointPool, poolSize } from '../worker/pool.ts';
import { browserPoints } from './keptPoints.ts';
import { createLandscape } from './landscape.ts';
import { runs } from './page.ts';

export const landscape = createLandscape({
  pool: (listener) => createPointPool({ spawn: () => spawn('landscape'), size: poolSize(navigator.hardwareConcurrency) }, listener),
  kept: browserPoints,
  request: () => runs.store.getState().request,
});
