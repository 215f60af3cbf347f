/** The page's end of the worker that makes a part of a run once more, beside the one that trains: one way at a time, the latest that was asked for. */
import { kernelsName, requestFor } from '../../engine/backend/choice.ts';
import type { Replay } from '../../engine/run/past.ts';
import type { Made } from '../../engine/run/record.ts';
import type { Snapshot } from '../../engine/run/snapshot.ts';
import { text, type Text } from '../../engine/text.ts';
import type { Crew } from '../crew/crew.ts';
import { lastWords } from '../crew/death.ts';
import type { Port } from '../crew/seat.ts';
import type { Command, Message } from '../protocol.ts';
import { missing, refusal } from '../unmade.ts';

export interface ReplayListener {
  /** The share of the way that is made, 0 … 1. */
  progress(share: number): void;
  /** The network at the step that it leads to, bit for bit what the run had. */
  reached(snapshot: Snapshot): void;
  failed(why: Text): void;
}

export interface Replayer {
  /** Sees to it that the worker is there when it is needed; with a way of the same run, that it has its steps ready as well. */
  ready(rehearsal?: Replay): void;
  /** Makes this way, in place of any before. */
  replay(way: Replay, listener: ReplayListener): void;
  /** Nobody waits any more; the worker stays for the next. */
  rest(): void;
  /** Ends the worker. */
  leave(): void;
}

interface Doing {
  readonly id: string;
  readonly way: Replay;
  readonly listener: ReplayListener;
}

export function createReplayer({ crew, spawn }: { readonly crew: Crew; readonly spawn: () => Port }): Replayer {
  let doing: Doing | null = null;
  let count = 0;
  /** What a worker that nobody asks anything makes ready for. */
  let rehearsal: Replay | null = null;

  const ask = (id: string, { config, from, told, made }: Replay): void =>
    seat.post({ type: 'remake', run: id, config, backend: requestFor(made), build: made.build, from, told });
  const begin = (): void => {
    if (doing !== null) ask(doing.id, doing.way);
    else if (rehearsal !== null) ask('rehearsal', rehearsal);
  };
  const end = (): Doing | null => {
    const done = doing;
    doing = null;
    return done;
  };
  const stop = (): void => {
    const over = end();
    if (over !== null) seat.post({ type: 'rest', run: over.id });
  };

  const hear = (message: Message): void => {
    if (doing === null || message.run !== doing.id) return;
    const { way, listener } = doing;
    switch (message.type) {
      case 'event': {
        const { event } = message;
        if (event.type !== 'snapshot' || event.step !== way.step) return undefined;
        seat.advance();
        end();
        return listener.reached(event.snapshot);
      }
      case 'progress':
        return listener.progress((message.progress.step - way.from.step) / (way.step - way.from.step));
      case 'unavailable':
        end();
        return listener.failed(elsewhere(way.made));
      case 'refused':
        end();
        return listener.failed(refusal(message.problems));
      case 'missing':
        end();
        return listener.failed(missing(message.file, way.config));
      case 'failed':
        end();
        // It is not to be trusted any more: the next way finds another one.
        seat.leave();
        return listener.failed(message.words ?? text(message.what, message.what));
      default:
    }
  };

  const seat = crew.seat<Command, Message>({
    name: 'replay',
    spawn,
    begin,
    hear,
    lost(death) {
      end()?.listener.failed(lastWords(death));
    },
  });

  return {
    ready(way) {
      const known = rehearsal?.config === way?.config;
      if (way !== undefined) rehearsal = way;
      if (!seat.taken) return seat.sit();
      if (way !== undefined && !known && doing === null) begin();
      return undefined;
    },
    replay(way, listener) {
      stop();
      doing = { id: `replay ${++count}`, way, listener };
      if (!seat.taken) return seat.sit();
      seat.renew();
      begin();
    },
    rest: stop,
    leave() {
      rehearsal = null;
      end();
      seat.leave();
    },
  };
}

const elsewhere = (made: Made): Text =>
  text(`${kernelsName(made)}, which computed it, is not to be had here`, `計算に使われた ${kernelsName(made)} がここでは使えません。`);
