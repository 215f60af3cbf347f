/**
 * The one worker that trains for the page: which run it has, and which comes next. Whatever becomes of the worker, both are told; a run that is
 * asked for never waits for a worker that is dead or busy.
 */
import type { Problem } from '../engine/problem.ts';
import type { Filed } from '../engine/run/files.ts';
import type { DataFile } from '../engine/tasks/task.ts';
import type { Crew } from '../worker/crew/crew.ts';
import type { Death, Port, Post } from '../worker/crew/seat.ts';
import type { Command, Message, PageControl } from '../worker/protocol.ts';
import type { LiveRun } from './liveRun.ts';
import { isOn } from './run.ts';

/** A file that did not come, and what of a config wants it. */
export interface MissingFile {
  readonly file: DataFile;
  readonly wanted: Filed;
}

/** Why a run that was asked for does not begin. */
export type Refusal =
  | { readonly type: 'refused'; readonly problems: readonly Problem[] }
  | ({ readonly type: 'missing' } & MissingFile)
  | { readonly type: 'lost'; readonly death: Death };

export interface Trainer {
  /** Readies the worker ahead of the first run. */
  warm(): void;
  /** Asks for a run in place of any that was asked for and has not begun. */
  ask(run: LiveRun): void;
  /** Tells a run that the worker has. Returns false where it has not. */
  send(run: string, control: PageControl): boolean;
  /** Ends a run that is under way. */
  release(run: string): void;
  /** Ends the worker. Whatever it is at is left as its last snapshot has it. */
  leave(): void;
}

interface Listener {
  /** The worker has begun this run: only now is the one before over. */
  began(run: LiveRun): void;
  /** The run that was asked for last will not begin; whatever there was before goes on. */
  refused(why: Refusal): void;
}

interface Surroundings {
  readonly crew: Crew;
  readonly spawn: () => Port;
  /** Hears of every new worker, and how to post to it. */
  readonly seated: (post: Post<Command>) => void;
  /** Milliseconds on a monotonic clock. */
  readonly now: () => number;
}

/**
 * Of runs asked for in quick succession only the last is sent: the first waits too short to be felt, another one right after it longer than the
 * two were apart. At a rhythm in which a reader could see a run begin, each one does. Milliseconds.
 */
const SETTLE_MS = 60;
const CALM_MS = 250;
const LONGER = 1.5;
/** How long a run that goes on may keep another waiting, in milliseconds. */
const PATIENCE_MS = 3000;

export function createTrainer({ crew, spawn, seated, now }: Surroundings, listener: Listener): Trainer {
  /** What the worker has, whether this very worker was told of it, and whether it was heard of it. */
  let current: LiveRun | null = null;
  // Stryker disable BooleanLiteral: before there is a run nobody asks
  let told = false;
  let heard = false;
  // Stryker restore BooleanLiteral
  /** Largest step of it that was heard of. */
  let reached = 0;
  /** What was asked for last, and whether the worker was told of it. */
  let coming: LiveRun | null = null;
  let sent = false;
  /** All that the worker was told of and has not answered for, what comes included. */
  const open = new Map<string, LiveRun>();
  let settling: ReturnType<typeof setTimeout> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const goesOn = (): boolean => current !== null && isOn(current.store.getState().status);

  const tellCurrent = (): void => {
    told = true;
    for (const command of current?.commands() ?? []) seat.post(command);
  };

  const tellComing = (): void => {
    if (coming === null) return;
    open.set(coming.id, coming);
    for (const command of coming.commands()) seat.post(command);
  };

  /** The run that goes on has a moment to make way; then it is left as its last snapshot has it. */
  const expect = (): void => {
    clearTimeout(waiting);
    if (goesOn() && heard) waiting = setTimeout(() => seat.replace(), PATIENCE_MS);
  };

  const seat = crew.seat<Command, Message>({
    spawn,
    begin(post, death) {
      seated(post);
      clearTimeout(waiting);
      open.clear();
      told = heard = false;
      if (death !== null && goesOn()) current?.interrupt(death);
      // What comes waits longer than one expects, and says so.
      if (death?.kind === 'unmade' || death?.kind === 'unloaded') coming?.hear({ type: 'phase', run: coming.id, phase: 'reloading' });
      // What goes on waits for what becomes of the one that comes.
      if (sent) tellComing();
      else if (goesOn()) tellCurrent();
    },
    hear: (message) => hear(message),
    lost(death) {
      if (goesOn()) current?.fail(death);
      // It could be loaded: whatever comes next finds another one.
      if (death.kind === 'failed') seat.sit();
      else if (coming !== null && sent) refuse(coming, { type: 'lost', death });
    },
  });

  const begin = (run: LiveRun): void => {
    clearTimeout(waiting);
    // It was over before, unless the worker was taken from it.
    if (goesOn()) current?.leave();
    if (run === coming) [coming, sent] = [null, false];
    [current, told, heard, reached] = [run, true, true, run.record.step];
    seat.renew();
    listener.began(run);
  };

  const refuse = (run: LiveRun, why: Refusal): void => {
    if (run !== coming) return;
    clearTimeout(waiting);
    [coming, sent] = [null, false];
    listener.refused(why);
    // The worker may have been taken from the one before.
    if (goesOn() && !told) tellCurrent();
  };

  /** Hears of a run that was asked for and is not begun. */
  const answer = (run: LiveRun, message: Message): void => {
    const begins = message.type === 'phase' && message.phase === 'backend';
    if (message.type !== 'phase' || begins) open.delete(run.id);
    if (message.type === 'refused') return refuse(run, message);
    if (message.type === 'missing') return refuse(run, { type: 'missing', file: message.file, wanted: run.record.config });
    if (message.type !== 'phase') return;
    if (begins) begin(run);
    // Data may take its time, for nothing stops meanwhile.
    else if (message.phase === 'data') clearTimeout(waiting);
    else expect();
    run.hear(message);
  };

  const hear = (message: Message): void => {
    const asked = open.get(message.run);
    if (asked !== undefined && asked !== current) return answer(asked, message);
    if (current === null || message.run !== current.id) return;
    heard = true;
    if (message.type === 'failed') return seat.fail(message.what, message.words);
    current.hear(message);
    if (current.record.step <= reached) return;
    reached = current.record.step;
    seat.advance();
  };

  const send = (): void => {
    sent = true;
    if (!seat.taken) return seat.sit();
    tellComing();
    expect();
  };

  const tell = (run: string, control: PageControl): boolean => {
    // While another worker is waited for, what is said is kept: `begin` tells all.
    if (!seat.present || (!open.has(run) && !(run === current?.id && told))) return false;
    seat.post({ type: 'control', run, control });
    return true;
  };

  return {
    warm: () => seat.sit(),
    ask(run) {
      [coming, sent] = [run, false];
      const time = now();
      const apart = time - askedAt;
      askedAt = time;
      clearTimeout(settling);
      settling = setTimeout(send, apart < CALM_MS ? Math.max(2 * SETTLE_MS, LONGER * apart) : SETTLE_MS);
    },
    send: tell,
    release(run) {
      if (run !== current?.id || !goesOn() || tell(run, { type: 'stop' })) return;
      current.leave();
    },
    leave() {
      clearTimeout(settling);
      clearTimeout(waiting);
      coming = null;
      seat.leave();
      if (goesOn()) current?.leave();
    },
  };
}
