/** What the crew and a worker say to each other about the worker itself, beside the commands and messages of its work. */

/** Page → worker: do you live? */
export interface Ping {
  readonly crew: 'ping';
}

/** Worker → page. */
export type Pulse =
  /** It lives. Said once at the start, and to every ping. */
  | { readonly crew: 'pong' }
  /** From now on it may be deaf for this long at a time, in milliseconds; 0: no longer than usual. */
  | { readonly crew: 'stretch'; readonly ms: number }
  /** What it works with could not be loaded. */
  | { readonly crew: 'unloaded'; readonly what: string };

const isCrew = (data: unknown): data is { readonly crew: unknown } => typeof data === 'object' && data !== null && 'crew' in data;

export const isPing = (data: unknown): data is Ping => isCrew(data) && data.crew === 'ping';
export const isPulse = (data: unknown): data is Pulse => isCrew(data);
