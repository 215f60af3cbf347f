/**
 * Spreads drawing over tasks. Every beat it redraws what is cheap (line ends, labels) and, in a task of its own, the one chart that has waited
 * longest. So no task is longer than one chart, however many there are.
 */
interface Job {
  /** 'no' when the drawing is up to date; 'now' when waiting would look wrong: another size, axis or run. */
  due(): 'no' | 'soon' | 'now';
  draw(): void;
  /** Hears what went wrong while it was asked, drew, or could not be told the news. The others go on. */
  failed(error: unknown): void;
}

export interface Clock {
  now(): number;
  /** Calls back in a new task after `ms`; returns what cancels it. */
  later(callback: () => void, ms: number): () => void;
  hidden(): boolean;
}

/** Milliseconds between beats: four charts then come round 8 times a second, where nothing else keeps the page busy. */
export const BEAT = 30;
const HIDDEN_BEAT = 250;

export interface Scheduler {
  add(job: Job): () => void;
  start(): void;
  stop(): void;
  /** Looks again at once. */
  kick(): void;
}

/** @param every milliseconds between beats, asked at each. */
export function createScheduler(clock: Clock, beat: () => void, every: () => number = () => BEAT): Scheduler {
  const jobs = new Map<Job, number>();
  let cancel: (() => void) | null = null;
  let running = false;

  const next = (callback: () => void, ms: number): void => {
    cancel?.();
    if (running) cancel = clock.later(callback, ms);
  };

  /** What a job that throws says: that it has nothing to do. */
  function dueOf(job: Job): ReturnType<Job['due']> {
    try {
      return job.due();
    } catch (error) {
      job.failed(error);
      return 'no';
    }
  }

  /** Nothing that throws may end the beats: charts that stand still would look like a run that does. */
  function news(): void {
    try {
      beat();
    } catch (error) {
      for (const job of jobs.keys()) job.failed(error);
    }
  }

  function stalest(): Job | null {
    let chosen: { job: Job; at: number } | null = null;
    for (const [job, at] of jobs) {
      const due = dueOf(job);
      if (due === 'no') continue;
      const rank = due === 'now' ? at - 1e12 : at;
      if (chosen === null || rank < chosen.at) chosen = { job, at: rank };
    }
    return chosen?.job ?? null;
  }

  function onBeat(): void {
    if (clock.hidden()) return next(onBeat, HIDDEN_BEAT);
    const began = clock.now();
    news();
    if (stalest() === null) return next(onBeat, every());
    next(() => onTurn(began), 0);
  }

  function onTurn(began: number): void {
    const job = stalest();
    if (job !== null) {
      jobs.set(job, clock.now());
      try {
        job.draw();
      } catch (error) {
        job.failed(error);
      }
    }
    const urgent = [...jobs.keys()].some((j) => dueOf(j) === 'now');
    if (urgent) next(() => onTurn(began), 0);
    else next(onBeat, Math.max(4, every() - (clock.now() - began)));
  }

  return {
    add(job) {
      jobs.set(job, -Infinity);
      return () => jobs.delete(job);
    },
    start() {
      running = true;
      next(onBeat, 0);
    },
    stop() {
      running = false;
      cancel?.();
    },
    kick: () => next(onBeat, 0),
  };
}

export const browserClock: Clock = {
  now: () => performance.now(),
  later(callback, ms) {
    const id = setTimeout(callback, ms);
    return () => clearTimeout(id);
  },
  hidden: () => document.hidden,
};
