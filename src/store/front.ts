/** The run in front as the page shows it: with what comes, while that is all there is to say; and before the first run. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../engine/config/config.ts';
import type { Change } from '../engine/run/change.ts';
import type { RunRecord } from '../engine/run/record.ts';
import type { Bench, BenchState } from './bench.ts';
import { isOn, type Run, type RunState, type RunStatus } from './run.ts';

export interface FrontState extends Omit<RunState, 'status' | 'config' | 'asked'> {
  /** Of the run that was asked for last, also while the one in front goes on until it is there. */
  readonly wanted: RunState['wanted'];
  readonly run: Run | null;
  readonly status: RunStatus | 'idle';
  readonly record: RunRecord | null;
  /** What the run in front runs with; before the first run, the one that comes. */
  readonly config: RunConfig | null;
  readonly asked: RunConfig | null;
  /** Changes that it was asked for at its start. */
  readonly plan: readonly Change[];
  /** Whether the status is that of a run that has not begun; then what is in front, if anything, is over. */
  readonly coming: boolean;
}

const IDLE: FrontState = {
  run: null,
  status: 'idle',
  record: null,
  config: null,
  asked: null,
  plan: [],
  coming: false,
  wanted: 'running',
  phase: null,
  backend: null,
  sizes: null,
  speed: null,
  from: null,
  reason: null,
  what: null,
  unavailable: null,
  death: null,
  unconfirmed: [],
  refused: [],
  tick: 0,
  step: 0,
  stepsPerSecond: 0,
};

function stateOf({ front, coming }: Pick<BenchState, 'front' | 'coming'>): FrontState {
  const now = front === null ? IDLE : { ...front.store.getState(), run: front, record: front.record, plan: front.plan, coming: false };
  if (coming === null) return now;
  const { status, wanted, phase, config, asked } = coming.store.getState();
  if (isOn(now.status)) return { ...now, wanted };
  return { ...now, status, wanted, phase, config: now.config ?? config, asked, plan: coming.plan, coming: true };
}

/** Follows the bench and the runs that it shows. */
export function frontOf(bench: Bench): StoreApi<FrontState> {
  const store = createStore<FrontState>(() => stateOf(bench.store.getState()));
  let stops: (() => void)[] = [];
  const look = (): void => store.setState(stateOf(bench.store.getState()));
  const follow = (): void => {
    const { front, coming } = bench.store.getState();
    for (const stop of stops) stop();
    stops = [front, coming].flatMap((run) => (run === null ? [] : [run.store.subscribe(look)]));
    look();
  };
  bench.store.subscribe(follow);
  return store;
}
