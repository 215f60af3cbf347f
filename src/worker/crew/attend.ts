/**
 * A worker's side of the death watch: every worker's entry file attends, and nothing else. It listens before anything large is loaded, so that
 * a slow network is not taken for death; commands that come meanwhile wait.
 */
import type { OwnFile } from '../../engine/tasks/task.ts';
import { isGiven, isPing, type Given, type Pulse } from './pulse.ts';

/** What a worker's global scope offers. */
export interface Scope {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown, options: { readonly transfer: Transferable[] }): void;
}

/** A worker's way to the page. */
export interface Line<M> {
  post(message: M, transfer?: readonly Transferable[]): void;
  /** Says that from now on the worker may be deaf for `ms` milliseconds at a time; 0: no longer than usual. */
  stretch(ms: number): void;
  /** A file of the reader's, from the page; null where the page does not have it. */
  own(file: OwnFile): Promise<Blob | null>;
}

/** Longest time, in milliseconds, that loading may take; and how long reading what was loaded may keep it deaf on a slow machine. */
const LOAD_MS = 60_000;
const READ_MS = 6000;

/** @param load loads what the worker works with; returns what takes its commands. */
export function attend<M>(scope: Scope, load: (line: Line<M>) => Promise<(command: unknown) => void>): void {
  const say = (pulse: Pulse): void => scope.postMessage(pulse, { transfer: [] });
  const waiting: unknown[] = [];
  let take = (command: unknown): void => void waiting.push(command);

  const wanted = new Map<OwnFile, ((blob: Blob | null) => void)[]>();
  const give = ({ file, blob }: Given): void => {
    for (const had of wanted.get(file) ?? []) had(blob);
    wanted.delete(file);
  };

  scope.addEventListener('message', ({ data }) => {
    if (isPing(data)) say({ crew: 'pong' });
    else if (isGiven(data)) give(data);
    else take(data);
  });
  say({ crew: 'pong' });
  say({ crew: 'stretch', ms: READ_MS });

  const unloaded = (what: string): void => say({ crew: 'unloaded', what });
  const late = setTimeout(() => unloaded(`not loaded after ${LOAD_MS / 1000} s`), LOAD_MS);
  const line: Line<M> = {
    post: (message, transfer = []) => scope.postMessage(message, { transfer: [...transfer] }),
    stretch: (ms) => say({ crew: 'stretch', ms }),
    own: (file) =>
      new Promise((resolve) => {
        wanted.set(file, [...(wanted.get(file) ?? []), resolve]);
        say({ crew: 'wanted', file });
      }),
  };
  load(line).then(
    (loaded) => {
      clearTimeout(late);
      say({ crew: 'stretch', ms: 0 });
      take = loaded;
      for (const command of waiting) loaded(command);
    },
    (error: unknown) => {
      clearTimeout(late);
      unloaded(error instanceof Error ? error.message : String(error));
    },
  );
}
