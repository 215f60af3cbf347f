/**
 * Spreads drawing over tasks. Every beat it redraws what is cheap (line ends, labels) and then, each in a task of its own, every chart that is due. So
 * no task is longer than one chart, however many there are, and the browser, whose own work on a picture is larger than ours, puts all of them into
 * one or two.
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

/** Milliseconds between beats where drawing takes next to no time. */
export const BEAT = 30;
/** A beat waits so many times what the one before took to draw: charts are to take a small part of the page's time, also on a machine that is slow. */
const REST = 6;
/** Longest time between beats because of that, in milliseconds: curves are still seen to grow. */
const SLOWEST = 100;
/** Slow beats fall on whole multiples of so many milliseconds, as the page's numbers do (store/grid.ts): one picture shows both. */
const GRID = 100;
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
  /** Milliseconds that the beat's tasks have taken so far. */
  let spent = 0;

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

  /** Of those that are due and were not drawn since then, the one that has waited longest; first what cannot wait. */
  function stalest(since: number): Job | null {
    let chosen: { job: Job; at: number } | null = null;
    for (const [job, at] of jobs) {
      const due = dueOf(job);
      if (due === 'no' || (due === 'soon' && at >= since)) continue;
      const rank = due === 'now' ? at - 1e12 : at;
      if (chosen === null || rank < chosen.at) chosen = { job, at: rank };
    }
    return chosen?.job ?? null;
  }

  function timed(work: () => void): void {
    const began = clock.now();
    work();
    spent += clock.now() - began;
  }

  function onBeat(): void {
    if (clock.hidden()) return next(onBeat, HIDDEN_BEAT);
    spent = 0;
    timed(news);
    return after(clock.now());
  }

  /** Draws what is due, once a beat, and again what would look wrong otherwise; then rests. */
  function after(began: number): void {
    if (stalest(began) !== null) return next(() => onTurn(began), 0);
    const pace = Math.max(every(), Math.min(SLOWEST, REST * spent));
    const at = pace < GRID / 2 ? began + pace : Math.round((began + pace) / GRID) * GRID;
    return next(onBeat, Math.max(4, at - clock.now()));
  }

  function onTurn(began: number): void {
    const job = stalest(began);
    if (job !== null) timed(() => draw(job));
    after(began);
  }

  function draw(job: Job): void {
    jobs.set(job, clock.now());
    try {
      job.draw();
    } catch (error) {
      job.failed(error);
    }
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
