/** A few workers that train the points of a landscape, each one point at a time. A worker that dies is replaced and its point trained again. */
import type { BackendChoice, BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { Control } from '../engine/run/host.ts';
import type { PointProgress } from '../engine/sweeps/landscapePoint.ts';
import type { LandscapePoint } from '../engine/sweeps/point.ts';
import { isPulse } from './crew/pulse.ts';
import type { Port } from './crew/seat.ts';
import type { Command, Message } from './protocol.ts';

export interface PointTask {
  readonly id: string;
  readonly config: RunConfig;
}

/** What the pool tells, in the order in which it happens. */
export interface PoolListener {
  opened(choice: BackendChoice): void;
  progress(id: string, progress: PointProgress): void;
  done(id: string, point: LandscapePoint): void;
  /** A point could not be trained, however often it was tried. */
  failed(id: string, what: string): void;
  /** Nothing is left to do. */
  idle(): void;
}

export interface PointPool {
  /** Trains these points, the first ones first, in place of any before. */
  start(tasks: readonly PointTask[], backend: BackendRequest): void;
  pause(): void;
  resume(): void;
  /** Ends the workers. What is not done is lost. */
  stop(): void;
}

interface Surroundings {
  readonly spawn: () => Port;
  /** Workers at most. */
  readonly size: number;
  readonly now?: () => number;
}

/** One core is left to the run and the page. */
export function poolSize(cores: number): number {
  return Math.max(1, Math.min(4, cores - 1));
}

/** A worker that trains says something ten times a second. One that is silent this long, in milliseconds, is gone; while it starts up it may take longer. */
const SILENCE_MS = 10_000;
const START_MS = 120_000;
const WATCH_MS = 1000;
/** How often a point is tried. */
const TRIES = 3;

interface Seat {
  readonly worker: Port;
  task: PointTask | null;
  heard: number;
  training: boolean;
  /** Silent too long at the last look. A page that slept has messages waiting, so it looks once more. */
  suspect: boolean;
}

export function createPointPool({ spawn, size, now = () => performance.now() }: Surroundings, listener: PoolListener): PointPool {
  let queue: PointTask[] = [];
  let seats: Seat[] = [];
  let backend: BackendRequest = 'auto';
  let paused = false;
  let watch: ReturnType<typeof setInterval> | null = null;
  const tries = new Map<string, number>();

  const post = (seat: Seat, command: Command): void => seat.worker.postMessage(command, []);
  const tell = (control: Control): void => {
    for (const seat of seats) if (seat.task !== null) post(seat, { type: 'control', run: seat.task.id, control });
  };

  const stop = (): void => {
    for (const { worker } of seats) worker.terminate();
    if (watch !== null) clearInterval(watch);
    watch = null;
    seats = [];
    queue = [];
    tries.clear();
  };

  const sit = (): Seat => {
    const seat: Seat = { worker: spawn(), task: null, heard: now(), training: false, suspect: false };
    seat.worker.addEventListener('message', ({ data }) => seats.includes(seat) && !isPulse(data) && hear(seat, data as Message));
    seat.worker.addEventListener('error', ({ message }) => leave(seat, message ?? 'the worker could not be loaded'));
    seat.worker.addEventListener('messageerror', () => leave(seat, 'a message could not be read'));
    seats.push(seat);
    return seat;
  };

  /** Gives every free seat a point. As long as a backend is still to be chosen, one point decides for all. */
  const work = (): void => {
    if (queue.length === 0 && seats.every(({ task }) => task === null)) {
      stop();
      return listener.idle();
    }
    while (seats.length < Math.min(size, queue.length + seats.filter(({ task }) => task !== null).length)) sit();
    for (const seat of seats) {
      if (seat.task !== null || (backend === 'auto' && seats.some(({ task }) => task !== null))) continue;
      const task = queue.shift();
      if (task === undefined) return;
      Object.assign(seat, { task, heard: now(), training: false, suspect: false });
      post(seat, { type: 'point', run: task.id, config: task.config, backend });
      if (paused) post(seat, { type: 'control', run: task.id, control: { type: 'pause' } });
    }
  };

  /** The worker is of no use any more; its point goes to the next. */
  const leave = (seat: Seat, what: string): void => {
    if (!seats.includes(seat)) return;
    seat.worker.terminate();
    seats = seats.filter((other) => other !== seat);
    const { task } = seat;
    if (task === null) {
      // A worker that died before it had anything to do counts against the next point, so that a page that cannot load it comes to an end.
      const next = queue[0];
      if (next !== undefined && !again(next)) fail(queue.shift() as PointTask, what);
    } else if (again(task)) queue.unshift(task);
    else fail(task, what);
    work();
  };

  const again = ({ id }: PointTask): boolean => {
    const count = (tries.get(id) ?? 0) + 1;
    tries.set(id, count);
    return count < TRIES;
  };

  const fail = ({ id }: PointTask, what: string): void => listener.failed(id, what);

  const hear = (seat: Seat, message: Message): void => {
    seat.heard = now();
    seat.suspect = false;
    const { task } = seat;
    if (task === null || message.run !== task.id) return;
    switch (message.type) {
      case 'opened':
        listener.opened(message.choice);
        if (backend !== 'auto') return;
        backend = message.choice.backend;
        return work();
      case 'pointProgress':
        seat.training = true;
        return listener.progress(task.id, message.progress);
      case 'point':
        seat.task = null;
        listener.done(task.id, message.point);
        return work();
      case 'refused':
        seat.task = null;
        fail(task, message.problems.map(({ field }) => field).join(', '));
        return work();
      case 'failed':
        return leave(seat, message.what);
      default:
    }
  };

  const look = (): void => {
    if (paused) return;
    for (const seat of seats) {
      if (seat.task === null || now() - seat.heard < (seat.training ? SILENCE_MS : START_MS)) continue;
      if (seat.suspect) leave(seat, 'the worker no longer answers');
      else seat.suspect = true;
    }
  };

  return {
    start(tasks, request) {
      stop();
      queue = [...tasks];
      backend = request;
      paused = false;
      watch = setInterval(look, WATCH_MS);
      work();
    },
    pause() {
      paused = true;
      tell({ type: 'pause' });
    },
    resume() {
      paused = false;
      for (const seat of seats) seat.heard = now();
      tell({ type: 'resume' });
    },
    stop,
  };
}
