/** What a worker's entry file finds in its global scope; the test speaks for the page. */
import { vi } from 'vitest';

export interface Entry {
  readonly said: unknown[];
  send(command: unknown): void;
  /** Waits for something that the worker says. */
  until<M>(passes: (message: never) => boolean): Promise<M>;
}

let loads = 0;

/** Loads an entry file as a new worker of this name does. @param file below src/worker. */
export async function enter(file: string, name: string): Promise<Entry> {
  const said: unknown[] = [];
  let hear: (event: { readonly data: unknown }) => void = () => undefined;
  vi.stubGlobal('self', {
    name,
    addEventListener: (_: string, listener: typeof hear) => (hear = listener),
    postMessage: (message: unknown) => said.push(message),
  });
  vi.stubGlobal('navigator', {});
  // Another address is another worker: the file is evaluated anew.
  loads++;
  await import(/* @vite-ignore */ `../../src/worker/${file}?worker=${loads}`);
  return {
    said,
    send: (data) => hear({ data }),
    until: <M>(passes: (message: never) => boolean) =>
      vi.waitUntil(() => said.find((message) => passes(message as never)) as M | undefined, { timeout: 10_000, interval: 2 }),
  };
}

/** Whether the worker has loaded what it works with. */
export const isReady = (message: { readonly crew?: string; readonly ms?: number }): boolean => message.crew === 'stretch' && message.ms === 0;
