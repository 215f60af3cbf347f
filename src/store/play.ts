/**
 * The run in front as a film: its moments one after another, evenly on the log axis of steps, in a chosen time; at the end it is live again. What looks
 * at networks is waited for, and sees those that are kept: so all of the page shows the same moment before the next one comes.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { momentAt } from '../engine/run/moments.ts';
import type { FrontState } from './front.ts';
import type { Looks } from './looks.ts';
import type { Moment } from './moment.ts';

interface PlayState {
  readonly playing: boolean;
  /** How long the whole run takes. */
  readonly seconds: number;
}

export interface Play {
  readonly store: StoreApi<PlayState>;
  /** Begins at the moment that is shown, or from the first one on where it is live; stops where it plays. */
  toggle(): void;
  setSeconds(seconds: number): void;
}

interface Surroundings {
  readonly moment: Moment;
  readonly front: StoreApi<FrontState>;
  /** What looks at networks. */
  readonly looks: Pick<Looks, 'isShown' | 'isBehind'>;
  /** Milliseconds on a monotonic clock. */
  readonly now: () => number;
}

export const LENGTHS = [5, 10, 30, 60] as const;
/** Between two pictures, in milliseconds. */
const FRAME_MS = 40;
/** How long a picture is waited for that takes long to see, in milliseconds; then the film goes on without it. */
const PATIENCE_MS = 2000;

export function createPlay({ moment, front, looks, now }: Surroundings): Play {
  const store = createStore<PlayState>(() => ({ playing: false, seconds: 10 }));
  let timer: ReturnType<typeof setInterval> | undefined;
  /** Share of the way at the picture before, and when that was. */
  let share = 0;
  let at = 0;
  /** What the film itself went to: any other moment is the reader's, who has taken over. */
  let own: number | null = null;
  /** When that was. */
  let since = 0;

  const stop = (): void => {
    clearInterval(timer);
    store.setState({ playing: false });
  };

  const place = (step: number, last: number): number => (last <= 0 ? 1 : Math.log(step + 1) / Math.log(last + 1));

  const next = (): void => {
    const { record, run } = front.getState();
    if (record === null || moment.store.getState().step !== own) return stop();
    const time = now();
    if (own !== null && looks.isBehind() && time - since < PATIENCE_MS) return undefined;
    share += (time - at) / (1000 * store.getState().seconds);
    at = time;
    if (share >= 1) {
      stop();
      return moment.goTo(null);
    }
    // A run that goes on meanwhile is played to where it is by then.
    const wanted = momentAt(record.curve('train.accuracy'), record.step, share);
    const kept = wanted === null || !looks.isShown() ? null : (run?.snapshots.at(wanted)?.step ?? null);
    moment.goTo(kept ?? wanted);
    if (moment.store.getState().step !== own) since = time;
    own = moment.store.getState().step;
    return undefined;
  };

  return {
    store,
    toggle() {
      if (store.getState().playing) return stop();
      const { record } = front.getState();
      if (record === null || record.step === 0) return;
      own = moment.store.getState().step;
      share = own === null ? 0 : place(own, record.step);
      if (share >= 1) share = 0;
      at = now();
      store.setState({ playing: true });
      timer = setInterval(next, FRAME_MS);
      next();
    },
    setSeconds: (seconds) => store.setState({ seconds }),
  };
}
