/** What the crew and a worker say to each other beside the commands and messages of its work: about the worker itself, and about the reader's files. */
import type { OwnFile } from '../../engine/tasks/task.ts';

/** Page → worker: do you live? */
export interface Ping {
  readonly crew: 'ping';
}

/** Page → worker: a file that it asked for; null where the page does not have it. */
export interface Given {
  readonly crew: 'given';
  readonly file: OwnFile;
  readonly blob: Blob | null;
}

/** Worker → page. */
export type Pulse =
  /** It lives. Said once at the start, and to every ping. */
  | { readonly crew: 'pong' }
  /** From now on it may be deaf for this long at a time, in milliseconds; 0: no longer than usual. */
  | { readonly crew: 'stretch'; readonly ms: number }
  /** What it works with could not be loaded. */
  | { readonly crew: 'unloaded'; readonly what: string }
  /** It wants a file of the reader's. */
  | { readonly crew: 'wanted'; readonly file: OwnFile };

const isCrew = (data: unknown): data is { readonly crew: unknown } => typeof data === 'object' && data !== null && 'crew' in data;

export const isPing = (data: unknown): data is Ping => isCrew(data) && data.crew === 'ping';
export const isGiven = (data: unknown): data is Given => isCrew(data) && data.crew === 'given';
export const isPulse = (data: unknown): data is Pulse => isCrew(data);
