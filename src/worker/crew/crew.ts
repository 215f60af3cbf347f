/**
 * The crew: seats every worker of the page, asks each of them twice a second whether it lives, and replaces those that do not. A worker can end
 * without a word: the system kills it, it closes itself, it runs out of memory, it never comes out of a loop.
 */
import { CrewSeat, type OwnFiles, type Seat, type Work } from './seat.ts';

export interface Crew {
  /** An empty seat. */
  seat<C, M>(work: Work<C, M>): Seat<C>;
}

/** Time, from outside. */
export interface Clock {
  /** Milliseconds on a monotonic clock. */
  now(): number;
  /** Calls again and again, for good. */
  every(ms: number, tick: () => void): void;
  /** Calls once; returns how to stop it. */
  after(ms: number, then: () => void): () => void;
}

const pageClock: Clock = {
  now: () => performance.now(),
  every: (ms, tick) => void setInterval(tick, ms),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/** How often every worker is looked at, in milliseconds. */
export const LOOK_MS = 500;

/**
 * @param replacing hears of whom workers are being replaced, by name, whenever that changes.
 * @param files where every worker has the reader's files from.
 */
export function createCrew(clock: Clock = pageClock, replacing: (names: ReadonlySet<string>) => void = () => undefined, files?: OwnFiles): Crew {
  const seats = new Set<CrewSeat<never, never>>();
  let looked = clock.now();
  let watching = false;
  /** Seats whose worker is being replaced, by name. */
  const told = new Map<string, number>();

  const tell = (name: string, by: number): void => {
    told.set(name, (told.get(name) ?? 0) + by);
    replacing(new Set([...told].filter(([, count]) => count > 0).map(([each]) => each)));
  };

  const look = (): void => {
    const now = clock.now();
    for (const seat of seats) seat.look(now - looked);
    looked = now;
  };

  return {
    seat<C, M>(work: Work<C, M>): Seat<C> {
      if (!watching) {
        watching = true;
        looked = clock.now();
        clock.every(LOOK_MS, look);
      }
      const { name = '' } = work;
      const seat = new CrewSeat(work, clock.after, (now) => tell(name, now ? 1 : -1), files);
      seats.add(seat as unknown as CrewSeat<never, never>);
      return seat;
    },
  };
}
