/** A few workers that make the runs of a sweep, each one run at a time. A run whose worker dies is made again from its start. */
import { choiceOf, type BackendChoice, type BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { RunEvent } from '../engine/run/events.ts';
import type { Goal } from '../engine/run/milestone.ts';
import { describeProblem, type Problem } from '../engine/problem.ts';
import type { DataFile } from '../engine/tasks/task.ts';
import { text, type Text } from '../engine/text.ts';
import type { Crew } from './crew/crew.ts';
import { lastWords } from './crew/death.ts';
import type { Port, Post, Seat } from './crew/seat.ts';
import type { Command, Message, PageControl } from './protocol.ts';

export interface SweepTask {
  readonly id: string;
  readonly config: RunConfig;
  /** The milestone it ends at; null runs to its last step. */
  readonly until: Goal | null;
}

/** What the pool tells, in the order in which it happens. */
export interface SweepListener {
  /** A backend was chosen; on 'auto' the first task's race decides for all. */
  opened(choice: BackendChoice): void;
  /** A task's run begins; after its worker's death once more, and then from the start. */
  began(id: string): void;
  /** An event of a task's run, in order. */
  event(id: string, event: RunEvent): void;
  progress(id: string, step: number): void;
  /** Its run finished or diverged: the event came before. */
  done(id: string): void;
  /** Its run could not be made, however often it was tried. */
  failed(id: string, why: Text): void;
  /** Nothing is left to do. */
  idle(): void;
}

export interface SweepPool {
  /** Makes these runs, the first ones first, in place of any before. */
  start(tasks: readonly SweepTask[], backend: BackendRequest): void;
  pause(): void;
  resume(): void;
  /** Ends the workers. What is not done is lost. */
  stop(): void;
}

interface Surroundings {
  readonly crew: Crew;
  /** Of its workers. */
  readonly name?: string;
  readonly spawn: () => Port;
  /** Workers at most. */
  readonly size: number;
}

/** Why a run could not be made, for people. */
const refusal = (problems: readonly Problem[]): Text =>
  text(problems.map((problem) => describeProblem(problem, 'en')).join('; '), problems.map((problem) => describeProblem(problem, 'ja')).join(' '));
const missing = (file: DataFile): Text => text(`the images of «${file}» did not come`, `「${file}」の画像を読み込めませんでした`);

/** One core is left to the run and the page. */
export function poolSize(cores: number): number {
  return Math.max(1, Math.min(4, cores - 1));
}

/** A seat and the task it is at. */
interface Place {
  readonly seat: Seat<Command>;
  task: SweepTask | null;
  /** Largest step of the task that was heard of. */
  reached: number;
}

export function createSweepPool({ crew, name = 'sweep', spawn, size }: Surroundings, listener: SweepListener): SweepPool {
  let queue: SweepTask[] = [];
  let backend: BackendRequest = 'auto';
  let paused = false;
  // Stryker disable next-line BooleanLiteral: before it starts nothing ends
  let busy = false;

  const tell = (control: PageControl): void => {
    for (const { seat, task } of places) if (task !== null) seat.post({ type: 'control', run: task.id, control });
  };

  const begin = (place: Place, post: Post<Command>): void => {
    const { task } = place;
    if (task === null) return;
    listener.began(task.id);
    const { id: run, config, until } = task;
    post({ type: 'run', run, config, backend, from: null, told: null, paused, until, terse: true });
  };

  const give = (place: Place, task: SweepTask): void => {
    place.task = task;
    place.reached = -1;
    if (!place.seat.taken) return place.seat.sit();
    place.seat.renew();
    begin(place, place.seat.post);
  };

  /** Gives every free place a task. As long as a backend is still to be chosen, one task decides for all. */
  const work = (): void => {
    for (const place of places) {
      if (place.task !== null || (backend === 'auto' && places.some(({ task }) => task !== null))) continue;
      const task = queue.shift();
      if (task !== undefined) give(place, task);
    }
    if (!busy || places.some(({ task }) => task !== null)) return;
    stop();
    listener.idle();
  };

  const end = (place: Place, say: (id: string) => void): void => {
    const { task } = place;
    if (task === null) return;
    place.task = null;
    say(task.id);
    work();
  };

  const take = (place: Place, event: RunEvent): void => {
    const id = place.task?.id ?? '';
    advance(place, event.step);
    if (event.type === 'started') listener.opened(choiceOf(event));
    listener.event(id, event);
    if (event.type === 'started' && backend === 'auto') {
      backend = event.backend;
      work();
    }
    if (event.type === 'finished' || event.type === 'diverged') end(place, (task) => listener.done(task));
  };

  const advance = (place: Place, step: number): void => {
    if (step <= place.reached) return;
    place.reached = step;
    place.seat.advance();
  };

  const hear = (place: Place, message: Message): void => {
    if (message.run !== place.task?.id) return;
    switch (message.type) {
      case 'event':
        return take(place, message.event);
      case 'progress':
        advance(place, message.progress.step);
        return listener.progress(message.run, message.progress.step);
      case 'refused':
        return end(place, (id) => listener.failed(id, refusal(message.problems)));
      case 'missing':
        return end(place, (id) => listener.failed(id, missing(message.file)));
      case 'unavailable':
        return end(place, (id) => listener.failed(id, message.reason));
      case 'failed':
        return place.seat.fail(message.what, message.words);
      default:
    }
  };

  const stop = (): void => {
    busy = false;
    queue = [];
    for (const place of places) {
      place.task = null;
      place.seat.leave();
    }
  };

  const places = Array.from({ length: size }, (): Place => {
    const place: Place = {
      seat: crew.seat<Command, Message>({
        name,
        spawn,
        begin: (post) => begin(place, post),
        hear: (message) => hear(place, message),
        lost: (death) => end(place, (id) => listener.failed(id, lastWords(death))),
      }),
      task: null,
      reached: -1,
    };
    return place;
  });

  return {
    start(tasks, request) {
      stop();
      queue = [...tasks];
      backend = request;
      paused = false;
      busy = true;
      work();
    },
    pause() {
      paused = true;
      tell({ type: 'pause' });
    },
    resume() {
      paused = false;
      tell({ type: 'resume' });
    },
    stop,
  };
}
