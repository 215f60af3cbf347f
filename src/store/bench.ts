/**
 * The runs on the table, one of them in front. Nothing replaces anything: a run that is asked for is added when the worker begins it, and the one
 * left behind stays, as a ghost on the charts, until it is dismissed.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { Problem } from '../engine/problem.ts';
import type { Change } from '../engine/run/change.ts';
import { createRecord } from '../engine/run/record.ts';
import type { Snapshot } from '../engine/run/snapshot.ts';
import { Snapshots } from '../engine/run/snapshots.ts';
import type { Crew } from '../worker/crew/crew.ts';
import type { Death, Port, Post } from '../worker/crew/seat.ts';
import type { Command } from '../worker/protocol.ts';
import { balance } from './budget.ts';
import { continuationOf, forkOf, isBare, type Forking } from './continuation.ts';
import type { Origin } from './origin.ts';
import { createRun, type LiveRun, type NewRun } from './liveRun.ts';
import { newRunId } from './runId.ts';
import { isOn, type Run, type RunState } from './run.ts';
import { placed, withinMost, withPlaces } from './places.ts';
import { createTrainer, type MissingFile } from './trainer.ts';

export interface BenchState {
  /** In the order in which they began. */
  readonly runs: readonly Run[];
  readonly front: Run | null;
  /** Asked for, and not begun: whatever is in front goes on meanwhile. */
  readonly coming: Run | null;
  /** Ids of the runs that are not drawn behind the one in front. */
  readonly hidden: ReadonlySet<string>;
  /** By the runs' ids, from 0: what a run is called and looks like follows from it, and stays while others come and go. */
  readonly places: ReadonlyMap<string, number>;
  /** Why the run that was asked for last did not begin: its config, a file that did not come, or no worker to be had. */
  readonly refused: readonly Problem[];
  readonly missing: MissingFile | null;
  readonly lost: Death | null;
  /** The run that trained out of sight and was left for the one that began last. */
  readonly left: Run | null;
  /** For the next run. */
  readonly request: BackendRequest;
  readonly speed: number | null;
}

export interface Bench {
  readonly store: StoreApi<BenchState>;
  /** Readies the worker ahead of the first run. */
  warm(): void;
  /** @param options.plan changes that it is to make while it goes on. @param options.origin where its settings came from */
  start(config: RunConfig, options?: { readonly paused?: boolean; readonly plan?: readonly Change[]; readonly origin?: Origin }): void;
  /** Goes on from a run's latest snapshot, with the live fields of `config`, for as many steps as that or the run says. */
  goOn(run: Run, config: RunConfig): void;
  /** A new run that leaves this one's way where that had this snapshot: it goes on with what is to be otherwise, or waits there for it. */
  fork(run: Run, from: Snapshot, forking: Forking & { readonly origin: Origin }): void;
  /**
   * Puts runs on the bench that are over, of a file or of an earlier visit; what trains goes on. Those that are there already stay as they are.
   * @param options.inFront whether the last of them comes to the front; else it does so where nothing is
   */
  adopt(runs: readonly Adopted[], options?: { readonly inFront?: boolean }): void;
  bringToFront(run: Run): void;
  /** Takes a run off the charts, or puts it back; it stays on the bench. Where there is no room on the charts, the oldest of the others makes some. */
  setHidden(run: Run, hidden: boolean): void;
  /** Takes a run off the bench; one that goes on stops. */
  dismiss(run: Run): void;
  /** Takes back what is said of the run that did not begin. */
  dismissNotices(): void;
  setRequest(request: BackendRequest): void;
  setSpeed(stepsPerSecond: number | null): void;
}

/** A run that is over. */
export type Adopted = Omit<NewRun, 'request' | 'speed' | 'paused' | 'death'> & {
  readonly over: Partial<RunState>;
  /** Where it stood on a bench before, by which it had its letter: it has that place again where nobody else does. */
  readonly place?: number;
};

interface Surroundings {
  readonly crew: Crew;
  readonly spawn: () => Port;
  /** Hears of every new worker, and how to post to it. */
  readonly seated?: (post: Post<Command>) => void;
  readonly now?: () => number;
  readonly newId?: () => string;
  /** Shortest time between two looks at new data, in milliseconds. */
  readonly every?: number;
  /** Bytes that snapshots may take. */
  readonly budget?: number;
}

const NOWHERE: Origin = { basedOn: 'default', choice: 0 };
/** A run that goes on from no other. */
const FRESH = { parent: null, backend: null, death: null, elapsed: 0 } as const;
const NOTICES = { refused: [], missing: null, lost: null, left: null } as const;

export function createBench({
  crew,
  spawn,
  seated = () => undefined,
  now = () => performance.now(),
  newId = newRunId,
  every = 100,
  budget = 2 ** 27,
}: Surroundings): Bench {
  const store = createStore<BenchState>(() => ({
    runs: [],
    front: null,
    coming: null,
    hidden: new Set(),
    places: new Map(),
    ...NOTICES,
    request: 'auto',
    speed: null,
  }));

  const trainer = createTrainer(
    { crew, spawn, seated, now },
    {
      began(run, left) {
        const { runs, front, coming, hidden } = store.getState();
        const kept = runs.filter((one) => isKept(one, runs) && !isContained(one, run));
        // Of the one in front it is seen that it is left.
        const unseen = kept.find((one) => one === left && one !== front) ?? null;
        put({ runs: [...kept, run], front: run, coming: coming === run ? null : coming, hidden, left: unseen });
        run.store.subscribe(fit);
      },
      refused(why) {
        const notice =
          why.type === 'refused' ? { refused: why.problems } : why.type === 'missing' ? { missing: { file: why.file, task: why.task } } : { lost: why.death };
        store.setState({ coming: null, ...NOTICES, ...notice });
      },
    },
  );

  /** Snapshots within the budget: those of the run in front are the dearest, then those that began last. */
  const fit = (): void => {
    const { runs, front } = store.getState();
    const others = runs.filter((run) => run !== front);
    balance(
      [...others, ...(front === null ? [] : [front])].map(({ snapshots }) => snapshots),
      budget,
    );
  };

  /** Puts other runs on the bench, or another one in front. What is hidden is a run behind: one that was in front is seen when the next takes its place. */
  const put = (state: Pick<BenchState, 'runs' | 'hidden' | 'front'> & Partial<BenchState>, asked?: Run): void => {
    const behind = state.runs.filter((run) => run !== state.front);
    const before = store.getState();
    const places = state.runs === before.runs ? before.places : placed(state.places ?? before.places, state.runs);
    store.setState({ ...state, places, hidden: withinMost(behind, state.hidden, asked) });
  };

  const ask = (begun: Omit<NewRun, 'request' | 'speed'>): void => {
    const { request, speed } = store.getState();
    const run: LiveRun = createRun({ ...begun, request, speed }, { send: trainer.send, now, every });
    store.setState({ coming: run, ...NOTICES });
    trainer.ask(run);
  };

  return {
    store,
    warm: () => trainer.warm(),
    start(config, { paused = false, plan = [], origin = NOWHERE } = {}) {
      ask({ ...FRESH, record: createRecord(newId(), config), snapshots: new Snapshots(), origin, plan, paused });
    },
    goOn(run, config) {
      const next = continuationOf(run, config, newId());
      if (next !== null) ask({ ...next, paused: false });
    },
    fork(run, from, { origin, ...forking }) {
      ask({ ...forkOf(run, from, newId(), forking), origin, paused: Object.keys(forking.patch).length === 0 });
    },
    adopt(adopted, { inFront = false } = {}) {
      const { runs, front, hidden, places, request, speed } = store.getState();
      const known = new Set(runs.map(({ id }) => id));
      const own = adopted
        .filter(({ record }) => !known.has(record.id))
        .map((one): Run => createRun({ ...one, request, speed, paused: true, death: null }, { send: trainer.send, now, every }));
      const last = own.at(-1) ?? null;
      put({ runs: [...runs, ...own], hidden, front: (inFront ? last : null) ?? front ?? last, places: withPlaces(places, adopted) });
      fit();
    },
    bringToFront(run) {
      const { runs, hidden, left } = store.getState();
      // Whoever comes back to the one that was left needs not be told of it.
      if (runs.includes(run)) put({ runs, hidden, front: run, left: left === run ? null : left });
    },
    setHidden(run, out) {
      const { runs, front, hidden } = store.getState();
      const others = [...hidden].filter((id) => id !== run.id);
      put({ runs, front, hidden: new Set(out ? [...others, run.id] : others) }, run);
    },
    dismiss(run) {
      trainer.release(run.id);
      const { runs, front, hidden, left } = store.getState();
      const others = runs.filter((one) => one !== run);
      put({ runs: others, hidden, front: front === run ? (others.at(-1) ?? null) : front, left: left === run ? null : left });
    },
    dismissNotices: () => store.setState(NOTICES),
    setRequest: (request) => store.setState({ request }),
    setSpeed(speed) {
      store.setState({ speed });
      const { runs, front, coming } = store.getState();
      // One that trains behind the one in front as well: the page has one speed.
      for (const run of new Set([...runs, front, coming])) run?.setSpeed(speed);
    },
  };
}

/** A run that never made an update is nothing to come back to; nor is a fork, while the run that it leaves is there. */
const isKept = (run: Run, runs: readonly Run[]): boolean =>
  isOn(run.store.getState().status) || (run.record.step > 0 && !(isBare(run) && runs.some(({ id }) => id === run.parent?.run)));

/** Whether a run goes on from another and has all of its curves. */
const isContained = (run: Run, { parent, record }: Run): boolean => parent?.run === run.id && parent.forked !== true && run.record.step <= record.step;

/** The runs that are drawn behind the one in front, the latest last. */
export function ghostsOf({ runs, front, hidden }: Pick<BenchState, 'runs' | 'front' | 'hidden'>): readonly Run[] {
  return runs.filter((run) => run !== front && !hidden.has(run.id) && run.record.step > 0);
}
