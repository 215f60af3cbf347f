/**
 * A few workers that make the runs of a sweep, each one run at a time. A run whose worker dies is made again from its start. What other pools have
 * the claim to is left to them for as long as they make it.
 */
import { choiceOf, type BackendChoice, type BackendRequest } from '../engine/backend/choice.ts';
import type { RunConfig } from '../engine/config/config.ts';
import type { RunEvent } from '../engine/run/events.ts';
import type { Goal } from '../engine/run/milestone.ts';
import type { DataFile } from '../engine/tasks/task.ts';
import type { Text } from '../engine/text.ts';
import type { Crew } from './crew/crew.ts';
import { lastWords } from './crew/death.ts';
import type { Port, Post, Seat } from './crew/seat.ts';
import type { Command, Message, PageControl } from './protocol.ts';
import { alone, giveBack, type Claim, type Claims } from './sweepClaims.ts';
import { SweepQueue } from './sweepQueue.ts';
import { missing, refusal } from './unmade.ts';

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
  /** Which tasks others make, whenever that changes. */
  elsewhere(ids: readonly string[]): void;
  /** Nothing is left to do, and nothing to wait for. */
  idle(): void;
}

export interface SweepPool {
  /** Makes these runs, the first ones first, in place of any before. */
  start(tasks: readonly SweepTask[], backend: BackendRequest): void;
  /** A task need not be made any more. */
  drop(id: string): void;
  /** What is begun waits, and others may have it meanwhile. */
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
  readonly claims?: Claims;
}

/** One core is left to the run and the page. */
export function poolSize(cores: number): number {
  return Math.max(1, Math.min(4, cores - 1));
}

/** A seat and the task it is at. */
interface Place {
  readonly seat: Seat<Command>;
  task: SweepTask | null;
  /** To its task; null while that is paused. */
  claim: Claim | null;
  /** The task that is asked for, before it is known whether it is had. */
  asked: { readonly task: SweepTask } | null;
  /** Largest step of the task that was heard of. */
  reached: number;
}

export function createSweepPool({ crew, name = 'sweep', spawn, size, claims = alone }: Surroundings, listener: SweepListener): SweepPool {
  let backend: BackendRequest = 'auto';
  let paused = false;
  // Stryker disable next-line BooleanLiteral: before it starts nothing ends
  let busy = false;

  const tell = ({ seat, task }: Place, control: PageControl): void => {
    if (task !== null) seat.post({ type: 'control', run: task.id, control });
  };

  const begin = (place: Place, post: Post<Command>): void => {
    const { task } = place;
    if (task === null) return;
    listener.began(task.id);
    const { id: run, config, until } = task;
    post({ type: 'run', run, config, backend, from: null, told: null, paused, until, terse: true });
  };

  const give = (place: Place, task: SweepTask, claim: Claim): void => {
    place.task = task;
    place.claim = claim;
    place.reached = -1;
    if (!place.seat.taken) return place.seat.sit();
    place.seat.renew();
    begin(place, place.seat.post);
  };

  /** Its worker goes with its task. */
  const vacate = (place: Place): void => {
    const { claim } = place;
    place.task = place.claim = place.asked = null;
    place.seat.leave();
    giveBack(claim);
  };

  // ---------------------------------------------------------------------------------------------- who makes what

  const occupied = ({ task, asked }: Place): boolean => task !== null || asked !== null;

  /** As long as a backend is still to be chosen, one task decides for all. */
  const freePlace = (): Place | undefined => (paused || (backend === 'auto' && places.some(occupied)) ? undefined : places.find((place) => !occupied(place)));

  const queue = new SweepQueue<SweepTask>(claims, {
    freed(task, claim) {
      const place = freePlace();
      if (place !== undefined) give(place, task, claim);
      return place !== undefined;
    },
    lost(task) {
      const place = places.find((one) => one.task === task);
      if (place === undefined) return;
      vacate(place);
      queue.leave(task);
      work();
    },
    elsewhere: (ids) => listener.elsewhere(ids),
    changed: () => work(),
  });

  /** Asks for a task, for a place; what is answered when nobody wants to know any more is given back. */
  const ask = (place: Place, task: SweepTask, had: (claim: Claim) => void): void => {
    const asked = { task };
    place.asked = asked;
    queue.ask(task, (answer) => {
      if (place.asked !== asked) return giveBack(answer);
      place.asked = null;
      if (typeof answer === 'object') had(answer);
      else {
        if (place.task !== null) vacate(place);
        if (answer === 'others') queue.leave(task);
      }
      work();
    });
  };

  /** Goes on with what was paused, unless somebody else has it by now. */
  const goOn = (place: Place, task: SweepTask): void =>
    ask(place, task, (claim) => {
      place.claim = claim;
      tell(place, { type: 'resume' });
    });

  /** Lets others have what is not done. */
  const letGo = (): void => {
    queue.gather();
    queue.put(places.flatMap(({ task, asked }) => (asked === null || task !== null ? [] : [asked.task])));
    for (const place of places) {
      const { claim } = place;
      place.asked = place.claim = null;
      giveBack(claim);
    }
  };

  /** Gives every free place a task. */
  const work = (): void => {
    for (let place = freePlace(); place !== undefined; place = freePlace()) {
      const task = queue.next();
      if (task === undefined) break;
      const to = place;
      ask(to, task, (claim) => give(to, task, claim));
    }
    if (!busy || !queue.empty || places.some(occupied)) return;
    stop();
    listener.idle();
  };

  // ---------------------------------------------------------------------------------------------- what the workers say

  const end = (place: Place, say: (id: string) => void): void => {
    const { task, claim } = place;
    if (task === null) return;
    place.task = place.claim = place.asked = null;
    say(task.id);
    giveBack(claim);
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

  const missed = (place: Place, file: DataFile): void => {
    const { task } = place;
    if (task !== null) end(place, (id) => listener.failed(id, missing(file, task.config)));
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
        return missed(place, message.file);
      case 'unavailable':
        return end(place, (id) => listener.failed(id, message.reason));
      case 'failed':
        return place.seat.fail(message.what, message.words);
      default:
    }
  };

  const stop = (): void => {
    busy = false;
    queue.clear();
    for (const place of places) vacate(place);
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
      claim: null,
      asked: null,
      reached: -1,
    };
    return place;
  });

  return {
    start(tasks, request) {
      stop();
      queue.put(tasks);
      backend = request;
      paused = false;
      busy = true;
      work();
    },
    drop(id) {
      queue.drop(id);
      for (const place of places) {
        if (place.task?.id === id) vacate(place);
        if (place.asked?.task.id === id) place.asked = null;
      }
      work();
    },
    pause() {
      paused = true;
      for (const place of places) tell(place, { type: 'pause' });
      letGo();
    },
    resume() {
      paused = false;
      for (const place of places) if (place.task !== null) goOn(place, place.task);
      work();
    },
    stop,
  };
}
