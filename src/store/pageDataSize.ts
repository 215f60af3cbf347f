/** The page's one set of runs with several amounts of data. It is loaded with its lens. */
import { createTrainerClient } from '../worker/client.ts';
import { createDataSize } from './dataSize.ts';
import { crew, runs } from './page.ts';

/** One core is left to the run and the page. */
const size = Math.max(1, Math.min(2, navigator.hardwareConcurrency - 1));

export const dataSize = createDataSize({
  client: (receive) => createTrainerClient(crew, receive, 'data-size'),
  request: () => runs.store.getState().request,
  size,
});
