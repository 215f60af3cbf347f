/** The kernels that the page asks for go with the run whose settings are the page's: what begins anew from these comes to its numbers. */
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { Bench } from './bench.ts';
import type { Run } from './run.ts';

/** What is asked for once a run's settings are. What a race is computed on it asks for by itself; what a reader asked for by name stays beside a run that does not care. */
export function requestWith({ request }: Pick<Run, 'request'>, now: BackendRequest): BackendRequest {
  if (request !== 'auto' && request !== 'wasm') return request;
  return now === 'exact' ? 'auto' : now;
}

/** The page asks for a run's kernels, as it does for its settings: its address and whatever begins anew follow. */
export function askAs(bench: Pick<Bench, 'store' | 'setRequest'>, run: Pick<Run, 'request'>): void {
  const { request } = bench.store.getState();
  const next = requestWith(run, request);
  if (next !== request) bench.setRequest(next);
}
