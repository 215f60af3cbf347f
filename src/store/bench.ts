/**
 * The runs on the table, one of them in front. Nothing replaces anything: a run that is asked for is added when the worker begins it, and the one
 * left behind stays, as a ghost on the charts, until it is dismissed.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import { createRecord } from '../engine/run/record.ts';
import type { Snapshot } from '../engine/run/snapshot.ts';
import { Snapshots } from '../engine/run/snapshots.ts';
import type { Crew } from '../worker/crew/crew.ts';
import type { Port, Post } from '../worker/crew/seat.ts';
import type { Command, PageControl } from '../worker/protocol.ts';
import { balance } from './budget.ts';
import { continuationOf, forkOf, type Forking } from './continuation.ts';
import type { Origin } from './origin.ts';
import { createRun, type LiveRun, type NewRun } from './liveRun.ts';
import type { Adopted, Starting } from './newcomers.ts';
import { newRunId } from './runId.ts';
import { isLeft, isOn, type Run } from './run.ts';
import { isContained, isKept, noticeOf, NOTICES, type Notices } from './keeping.ts';
import { placed, withinMost, withPlaces } from './places.ts';
import { createLanes, type Lanes } from './race/lanes.ts';
import type { Race, Raced } from './race/race.ts';
import { createTrainer } from './trainer.ts';

export interface BenchState extends Notices {
  /** In the order in which they began. */
  readonly runs: readonly Run[];
  readonly front: Run | null;
  /** Asked for, and not begun: whatever is in front goes on meanwhile. */
  readonly coming: Run | null;
  /** Ids of the runs that are not drawn behind the one in front. */
  readonly hidden: ReadonlySet<string>;
  /** Those of them that nobody hid: they made room for others. */
  readonly crowded: ReadonlySet<string>;
  /** By the runs' ids, from 0: what a run is called and looks like follows from it, and stays while others come and go. */
  readonly places: ReadonlyMap<string, number>;
  /** The race that was asked for last, while any of its runs is on the bench. */
  readonly race: Race | null;
  /** For the next run. */
  readonly request: BackendRequest;
  readonly speed: number | null;
}

export interface Bench {
  readonly store: StoreApi<BenchState>;
  /** Readies the worker ahead of the first run. */
  warm(): void;
  start(config: RunConfig, options?: Starting): void;
  /** Starts runs together, each in a worker of its own; whatever trains is left. @param front which of them comes to the front */
  race(settings: readonly Raced[], options: { readonly path: string | null; readonly front: number }): void;
  /**
   * Goes on from a run's latest snapshot, with the live fields of `config`, for as many steps as that or the run says, on the kernels that it was made on.
   * @param options.anywhere whether it goes on with others where these cannot be had; else it does not begin, and says so
   */
  goOn(run: Run, config: RunConfig, options?: { readonly anywhere?: boolean }): void;
  /** A new run that leaves this one's way where that had this snapshot: it goes on with what is to be otherwise, or waits there for it. */
  fork(run: Run, from: Snapshot, forking: Forking & { readonly origin: Origin }): void;
  /**
   * Puts runs on the bench that are over, of a file or of an earlier visit; what trains goes on. Those that are there already stay as they are.
   * @param options.inFront whether one of them comes to the front; else it does so where nothing is
   * @param options.lead which one, by its id; else the last
   */
  adopt(runs: readonly Adopted[], options?: { readonly inFront?: boolean; readonly lead?: string | undefined }): void;
  bringToFront(run: Run): void;
  /** Takes a run off the charts, or puts it back; it stays on the bench. Where there is no room on the charts, the oldest of the others makes some. */
  setHidden(run: Run, hidden: boolean): void;
  /** Ends a run that goes on where it is; it can go on again. */
  stop(run: Run): void;
  /** Takes a run off the bench; one that goes on stops. */
  dismiss(run: Run): void;
  /** Takes back what is said of the run that did not begin. */
  dismissNotices(): void;
  setRequest(request: BackendRequest): void;
  setSpeed(stepsPerSecond: number | null): void;
}

interface Surroundings {
  readonly crew: Crew;
  readonly spawn: () => Port;
  /** Hears of every new worker, and how to post to it. */
  readonly seated?: (post: Post<Command>) => void;
  readonly now?: () => number;
  /** Runs of a race that may train at a time. */
  readonly cores?: number;
  readonly newId?: () => string;
  /** Shortest time between two looks at new data, in milliseconds. */
  readonly every?: number;
  /** Bytes that snapshots may take. */
  readonly budget?: number;
}

const NOWHERE: Origin = { basedOn: 'default', choice: 0 };
/** A run that goes on from no other. */
const FRESH = { parent: null, backend: null, death: null, elapsed: 0 } as const;

export function createBench({
  crew,
  spawn,
  seated = () => undefined,
  now = () => performance.now(),
  cores = 1,
  newId = newRunId,
  every = 100,
  budget = 2 ** 27,
}: Surroundings): Bench {
  const store = createStore<BenchState>(() => ({
    runs: [],
    front: null,
    coming: null,
    hidden: new Set(),
    crowded: new Set(),
    places: new Map(),
    race: null,
    ...NOTICES,
    request: 'auto',
    speed: null,
  }));

  /** How to post to the worker that trains for the page. */
  let postToTrainer: Post<Command> | null = null;
  let wired: Post<Command> | null = null;
  /** Whoever looks at networks looks at those of the run in front: its worker is told where. */
  const wire = (): void => {
    const { front } = store.getState();
    const post = (front === null ? null : lanes.postTo(front.id)) ?? postToTrainer;
    if (post === null || post === wired) return;
    wired = post;
    seated(post);
  };

  /** Runs that trained when the next was asked for. */
  let training: readonly Run[] = [];
  const onNow = (): readonly Run[] => store.getState().runs.filter((run) => isOn(run.store.getState().status));
  /** Of these, those that were out of sight: of the one in front it is seen that it is left. */
  const outOfSight = (some: readonly Run[]): readonly Run[] => some.filter((run) => run !== store.getState().front);

  /** Whether what was asked for last is a race. */
  let racing = false;

  const trainer = createTrainer(
    {
      crew,
      spawn,
      now,
      seated(post) {
        postToTrainer = post;
        wire();
      },
    },
    {
      began(run) {
        if (racing) return trainer.release(run.id);
        lanes.leave();
        const { runs, coming, hidden } = store.getState();
        const kept = runs.filter((one) => isKept(one, runs) && !isContained(one, run));
        const left = outOfSight(kept).filter((one) => training.includes(one) && (isOn(one.store.getState().status) || isLeft(one.store.getState())));
        put({ runs: [...kept, run], front: run, coming: coming === run ? null : coming, hidden, left });
        run.store.subscribe(fit);
      },
      refused: (why) => store.setState({ coming: null, ...NOTICES, ...noticeOf(why) }),
    },
  );

  const lanes: Lanes = createLanes({
    crew,
    spawn,
    now,
    cores,
    seated: () => wire(),
    refused(run, why) {
      dismiss(run);
      store.setState({ ...NOTICES, ...noticeOf(why) });
    },
  });
  const send = (run: string, control: PageControl): boolean => trainer.send(run, control) || lanes.send(run, control);

  /** Snapshots within the budget: those of the run in front are the dearest, then those that began last. */
  const fit = (): void => {
    const { runs, front } = store.getState();
    const others = runs.filter((run) => run !== front);
    balance(
      [...others, ...(front === null ? [] : [front])].map(({ snapshots }) => snapshots),
      budget,
    );
  };

  /** Ids of runs that the reader took back onto the charts, the latest last. */
  let asked: readonly string[] = [];
  /** Puts other runs on the bench, or another one in front. What is hidden is a run behind: one that was in front is seen when the next takes its place. */
  const put = (state: Pick<BenchState, 'runs' | 'hidden' | 'front'> & Partial<BenchState>): void => {
    const behind = state.runs.filter((run) => run !== state.front);
    const before = store.getState();
    const places = state.runs === before.runs ? before.places : placed(state.places ?? before.places, state.runs);
    const race = before.race?.runs.some((id) => state.runs.some((run) => run.id === id)) === true ? before.race : null;
    const hidden = withinMost(behind, state.hidden, asked);
    const crowded = new Set([...hidden].filter((id) => before.crowded.has(id) || !state.hidden.has(id)));
    store.setState({ race, ...state, places, hidden, crowded });
    wire();
  };

  const dismiss = (run: Run): void => {
    trainer.release(run.id);
    lanes.release(run.id);
    const { runs, front, hidden, left } = store.getState();
    const others = runs.filter((one) => one !== run);
    put({ runs: others, hidden, front: front === run ? (others.at(-1) ?? null) : front, left: left.filter((one) => one !== run) });
  };

  const ask = (begun: Omit<NewRun, 'speed'>): void => {
    racing = false;
    training = onNow();
    const run: LiveRun = createRun({ ...begun, speed: store.getState().speed }, { send, now, every });
    store.setState({ coming: run, ...NOTICES });
    trainer.ask(run);
  };

  return {
    store,
    warm: () => trainer.warm(),
    start(config, { paused = false, plan = [], origin = NOWHERE, request = store.getState().request } = {}) {
      ask({ ...FRESH, record: createRecord(newId(), config), snapshots: new Snapshots(), origin, plan, request, paused });
    },
    race(settings, { path, front: first }) {
      const { runs, hidden, request, speed } = store.getState();
      racing = true;
      const left = outOfSight(onNow());
      for (const run of runs) trainer.release(run.id);
      const begun = settings.map(({ config, plan, origin }) =>
        createRun(
          // One ruler for all: no race for a backend while the runs race each other.
          {
            ...FRESH,
            record: createRecord(newId(), config),
            snapshots: new Snapshots(),
            origin,
            plan,
            paused: false,
            request: request === 'auto' ? 'wasm' : request,
            speed,
          },
          { send, now, every, heard: lanes.look },
        ),
      );
      lanes.start(begun);
      const kept = runs.filter((run) => isKept(run, runs));
      const race = { path, runs: begun.map(({ id }) => id), cores };
      put({ runs: [...kept, ...begun], hidden, front: begun[first] ?? null, coming: null, race, ...NOTICES, left: left.filter((one) => kept.includes(one)) });
      for (const run of begun) run.store.subscribe(fit);
    },
    goOn(run, config, { anywhere = false } = {}) {
      const next = continuationOf(run, config, newId());
      if (next !== null) ask({ ...next, ...(anywhere && { request: 'auto', anywhere }), paused: false });
    },
    fork(run, from, { origin, ...forking }) {
      ask({ ...forkOf(run, from, newId(), forking), origin, paused: Object.keys(forking.patch).length === 0 });
    },
    adopt(adopted, { inFront = false, lead } = {}) {
      const { runs, front, hidden, places, speed } = store.getState();
      const known = new Set(runs.map(({ id }) => id));
      const own = adopted
        .filter(({ record }) => !known.has(record.id))
        .map((one): Run => createRun({ ...one, speed, paused: true, death: null }, { send, now, every }));
      const first = own.find(({ id }) => id === lead) ?? own.at(-1) ?? null;
      put({ runs: [...runs, ...own], hidden, front: (inFront ? first : null) ?? front ?? first, places: withPlaces(places, adopted) });
      fit();
    },
    bringToFront(run) {
      const { runs, hidden, left } = store.getState();
      // Whoever comes back to one that was left needs not be told of it.
      if (runs.includes(run)) put({ runs, hidden, front: run, left: left.filter((one) => one !== run) });
    },
    setHidden(run, out) {
      const { runs, front, hidden } = store.getState();
      const others = [...hidden].filter((id) => id !== run.id);
      asked = [...asked.filter((id) => id !== run.id), ...(out ? [] : [run.id])];
      put({ runs, front, hidden: new Set(out ? [...others, run.id] : others) });
    },
    stop(run) {
      trainer.release(run.id);
      lanes.release(run.id);
    },
    dismiss,
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
