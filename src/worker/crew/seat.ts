/**
 * A seat holds one worker, and another one in its place when it dies. The same work is tried again at most three times without a step forward
 * in between; then it is given up.
 */
import type { Text } from '../../engine/text.ts';
import type { OwnFile } from '../../engine/tasks/task.ts';
import { isPulse, type Given, type Ping } from './pulse.ts';
import { Vigil } from './vigil.ts';

/** What is needed of a Worker. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { readonly message?: string }) => void): void;
}

/**
 * How a worker came to its end. `unmade`: the browser would not make it; `unloaded`: its program did not come; `silent`: it no longer answers;
 * `crashed`: an error of its own; `failed`: it said that it could not do its work.
 */
type DeathKind = 'unmade' | 'unloaded' | 'silent' | 'crashed' | 'failed';

export interface Death {
  readonly kind: DeathKind;
  /** In the browser's or the engine's words, for whoever looks for the cause. */
  readonly what: string;
  /** The same for people, where it can be told. */
  readonly words?: Text;
}

export type Post<C> = (command: C, transfer?: readonly Transferable[]) => void;

/** Where workers have the reader's files from: null where the page does not have it. Never rejects. */
export type OwnFiles = (file: OwnFile) => Promise<Blob | null>;

/** What a seat's workers are there for. `C` are commands, `M` messages. */
export interface Work<C, M> {
  /** What its workers are called, where it is told that one of them is replaced. */
  readonly name?: string;
  spawn(): Port;
  /** Tells a new worker, which knows nothing yet, all that it needs. @param death the end of the one before it; null for the first. */
  begin(post: Post<C>, death: Death | null): void;
  hear(message: M): void;
  /** Given up: the seat is empty. */
  lost(death: Death): void;
}

export interface Seat<C> {
  /** Whether a worker sits there, or comes in a moment. */
  readonly taken: boolean;
  /** Whether one sits there now, and can be told something. */
  readonly present: boolean;
  /** Sees to it that a worker sits there. */
  sit(): void;
  /** To an empty seat nothing is posted: `begin` says all. */
  readonly post: Post<C>;
  /** The work has come further than ever: tries count anew. */
  advance(): void;
  /** The worker is given other work. */
  renew(): void;
  /** The worker said that it failed. It is not to be trusted any more; the work is tried again only where this worker had come further. */
  fail(what: string, words?: Text | null): void;
  /** Puts another worker in its place at once, whatever it is at; no try is counted. */
  replace(): void;
  /** Ends the worker. */
  leave(): void;
}

/** How often the same work is tried again. */
export const TRIES = 3;
/** Pause before another try where nothing could be loaded, in milliseconds, times how often it was tried since. The first try is at once. */
export const PAUSE_MS = 1000;
/** Milliseconds until a worker’s first word, so that with the looks in between five seconds are kept; twice as long at every further try, for networks are slow. */
export const START_MS = 4000;

/** A new worker that has nothing to show for this long, in milliseconds, has nothing to do. */
export const IDLE_MS = 6000;

export class CrewSeat<C, M> implements Seat<C> {
  readonly #work: Work<C, M>;
  readonly #after: (ms: number, then: () => void) => () => void;
  readonly #replacing: (now: boolean) => void;
  readonly #files: OwnFiles;
  #port: Port | null = null;
  #vigil = new Vigil(START_MS);
  #coming: (() => void) | null = null;
  #tries = 0;
  #advanced = false;
  #told: (() => void) | null = null;

  /**
   * @param after calls back after some milliseconds; returns how to stop it.
   * @param replacing hears that a worker of this seat has to be replaced, and when work goes on.
   */
  constructor(
    work: Work<C, M>,
    after: (ms: number, then: () => void) => () => void,
    replacing: (now: boolean) => void = () => undefined,
    files: OwnFiles = () => Promise.resolve(null),
  ) {
    this.#files = files;
    this.#work = work;
    this.#after = after;
    this.#replacing = replacing;
  }

  get taken(): boolean {
    return this.present || this.#coming !== null;
  }

  get present(): boolean {
    return this.#port !== null;
  }

  sit(): void {
    if (this.taken) return;
    this.#tries = 0;
    this.#spawn(null);
  }

  readonly post: Post<C> = (command, transfer = []) => this.#port?.postMessage(command, [...transfer]);

  advance(): void {
    this.#settle();
    this.#tries = 0;
    this.#advanced = true;
  }

  renew(): void {
    this.#tries = 0;
    this.#advanced = false;
  }

  fail(what: string, words: Text | null = null): void {
    if (this.#port === null) return;
    if (!this.#advanced) this.#tries = TRIES;
    this.#die(words === null ? { kind: 'failed', what } : { kind: 'failed', what, words });
  }

  replace(): void {
    this.leave();
    this.sit();
  }

  leave(): void {
    this.#settle();
    this.#port?.terminate();
    this.#coming?.();
    this.#port = this.#coming = null;
  }

  /** The crew's look, `ms` after the one before. */
  look(ms: number): void {
    if (this.#port === null) return;
    const verdict = this.#vigil.look(ms);
    if (verdict === 'ask') this.#port.postMessage({ crew: 'ping' } satisfies Ping, []);
    if (verdict === 'dead') this.#die({ kind: this.#vigil.born ? 'silent' : 'unloaded', what: 'no answer' });
  }

  #spawn(death: Death | null): void {
    this.#coming = null;
    this.#advanced = false;
    this.#vigil = new Vigil(START_MS * 2 ** this.#tries);
    let port: Port;
    try {
      port = this.#work.spawn();
    } catch (error) {
      return this.#die({ kind: 'unmade', what: error instanceof Error ? error.message : String(error) });
    }
    this.#port = port;
    const vigil = this.#vigil;
    const own = (): boolean => this.#port === port;
    port.addEventListener('message', ({ data }) => own() && this.#hear(data));
    port.addEventListener('error', ({ message = '' }) => own() && this.#die({ kind: vigil.born ? 'crashed' : 'unloaded', what: message }));
    port.addEventListener('messageerror', () => own() && this.#die({ kind: 'crashed', what: 'a message could not be read' }));
    this.#work.begin(this.post, death);
  }

  #hear(data: unknown): void {
    this.#vigil.hear();
    if (!isPulse(data)) return this.#work.hear(data as M);
    if (data.crew === 'stretch') this.#vigil.allow(data.ms);
    if (data.crew === 'wanted') this.#give(data.file);
    if (data.crew === 'unloaded') this.#die({ kind: 'unloaded', what: data.what });
  }

  /** To the worker that asked, unless another sits there by then. */
  #give(file: OwnFile): void {
    const port = this.#port;
    void this.#files(file).then((blob) => {
      if (this.#port === port) port?.postMessage({ crew: 'given', file, blob } satisfies Given, []);
    });
  }

  /** Work goes on, or there is none. */
  #settle(): void {
    if (this.#told === null) return;
    this.#told();
    this.#told = null;
    this.#replacing(false);
  }

  #tell(): void {
    const stop = this.#after(IDLE_MS, () => this.#settle());
    this.#told = stop;
    this.#replacing(true);
  }

  #die(death: Death): void {
    this.leave();
    if (this.#tries >= TRIES) return this.#work.lost(death);
    this.#tries++;
    this.#tell();
    const pause = death.kind === 'unmade' || death.kind === 'unloaded' ? PAUSE_MS * (this.#tries - 1) : 0;
    if (pause === 0) this.#spawn(death);
    else this.#coming = this.#after(pause, () => this.#spawn(death));
  }
}
