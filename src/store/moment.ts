/**
 * The moment that the page shows of the run in front: its latest step, or an earlier one. Whatever is chosen, training goes on. The network of a
 * chosen step is the one that was kept then; between two kept ones the earlier stands in while the way from there is made once more, bit for bit.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { rehearsalOf, replayOf, type Replay } from '../engine/run/past.ts';
import type { Snapshot } from '../engine/run/snapshot.ts';
import { text, type Text } from '../engine/text.ts';
import type { Replayer } from '../worker/replay/client.ts';
import type { FrontState } from './front.ts';
import type { Run } from './run.ts';

export interface MomentState {
  /** The step that is shown; null: the latest, whichever that is. */
  readonly step: number | null;
  /** The network that is shown of it: its own, or while that is under way, one kept before; null where there is none. */
  readonly network: Snapshot | null;
  /** Whether its own network was made once more. */
  readonly replayed: boolean;
  /** Share of the way to its own network that is made; null while none is under way. */
  readonly share: number | null;
  /** Why its own network cannot be had. */
  readonly failed: Text | null;
}

export interface Moment {
  readonly store: StoreApi<MomentState>;
  /** The step that a link leads to, while no run has come there; null where there is none. */
  readonly wish: StoreApi<number | null>;
  /** Shows this step once a run in front has come there; null takes it back. @param here whether the one that is in front by now is meant as well. */
  goOnce(step: number | null, here: boolean): void;
  /** Shows this step of the run in front; one that it has not reached, or none: the latest. */
  goTo(step: number | null): void;
  /** The reader is about to go to one: what it may take is made ready. */
  prepare(): void;
}

interface Surroundings {
  readonly front: StoreApi<FrontState>;
  readonly replayer: Replayer;
  /** Milliseconds on a monotonic clock. */
  readonly now: () => number;
}

export const LIVE: MomentState = { step: null, network: null, replayed: false, share: null, failed: null };

/** A moment that is passed on the way to another one is not made once more: whoever chooses one so soon after another may go on; in milliseconds. */
const PASSING_MS = 200;
const SETTLE_MS = 60;
/** How long the worker stays for whoever comes back, in milliseconds. */
const STAY_MS = 30_000;
/** Networks that were made once more and are kept at hand. */
const AT_HAND = 8;

const NOTHING_KEPT = text('no network was kept at this step or before it', 'このステップ以前のネットワークは保存されていません。');
const OTHER_KERNELS = text('other kernels took over on the way there', 'そこまでの途中で計算カーネルが替わりました。');

export function createMoment({ front, replayer, now: clock }: Surroundings): Moment {
  const store = createStore<MomentState>(() => LIVE);
  const wish = createStore<number | null>(() => null);
  /** Whose moment it is. */
  let run: Run | null = null;
  /** Of that run, the latest last. */
  let made: Snapshot[] = [];
  let settling: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let chosenAt = Number.NEGATIVE_INFINITY;

  const leaveSoon = (): void => {
    clearTimeout(leaving);
    leaving = setTimeout(() => replayer.leave(), STAY_MS);
  };
  const live = (): void => {
    clearTimeout(settling);
    if (store.getState() === LIVE) return;
    store.setState(LIVE, true);
    replayer.rest();
    leaveSoon();
  };

  const take = (snapshot: Snapshot): void => {
    made = [...made.filter(({ step }) => step !== snapshot.step), snapshot].slice(-AT_HAND);
  };

  /** The latest network at hand that is not after a step. */
  const before = ({ snapshots }: Run, step: number): Snapshot | null => {
    const all = [snapshots.at(step), ...made].filter((one) => one !== null && one.step <= step);
    return all.reduce<Snapshot | null>((best, one) => (best === null || (one as Snapshot).step > best.step ? one : best), null);
  };

  const replay = (way: Replay): void => {
    store.setState({ share: 0 });
    replayer.replay(way, {
      progress: (share) => store.setState({ share: Math.min(1, Math.max(0, share)) }),
      reached(snapshot) {
        take(snapshot);
        store.setState({ network: snapshot, replayed: true, share: null });
      },
      failed: (failed) => store.setState({ share: null, failed }),
    });
  };

  /** The run that is not meant by it. */
  let other: Run | null = null;
  const fulfil = (): void => {
    const step = wish.getState();
    const { run: now, record } = front.getState();
    if (step !== null && now !== other && record !== null && record.step >= step) goTo(step);
  };

  front.subscribe((state) => {
    if (state.run !== run) {
      run = state.run;
      made = [];
      live();
    }
    fulfil();
  });

  const goTo = (step: number | null): void => {
    wish.setState(null, true);
    const { run: now, record } = front.getState();
    run = now;
    if (step === null || now === null || record === null || step > record.step) return live();
    if (step === store.getState().step) return;
    const passing = clock() - chosenAt < PASSING_MS;
    chosenAt = clock();
    clearTimeout(settling);
    clearTimeout(leaving);
    replayer.rest();
    replayer.ready();
    const from = before(now, step);
    if (from === null) return store.setState({ ...LIVE, step, failed: NOTHING_KEPT });
    const remade = made.includes(from);
    if (from.step === step) return store.setState({ ...LIVE, step, network: from, replayed: remade });
    const way = replayOf(record, from, step);
    store.setState({ ...LIVE, step, network: from, failed: way === null ? OTHER_KERNELS : null });
    if (way === null) return undefined;
    if (!passing) return replay(way);
    settling = setTimeout(() => replay(way), SETTLE_MS);
    return undefined;
  };

  return {
    store,
    wish,
    goTo,
    goOnce(step, here) {
      other = here ? null : front.getState().run;
      wish.setState(step, true);
      fulfil();
    },
    prepare() {
      const { run: now, record } = front.getState();
      if (now === null || record === null || record.step === 0 || store.getState() !== LIVE) return;
      replayer.ready(rehearsalOf(record, now.snapshots) ?? undefined);
      leaveSoon();
    },
  };
}
