/** Errors of the page itself that no part of it stands for: thrown while it hears a key or a click, or a promise that nobody waits for. Each is told once. */
import type { StoreApi } from 'zustand/vanilla';
import type { NoticesState } from './notices.ts';

/** Characters of an error that are told. */
const LIMIT = 200;

/** Browsers report these so, and nothing is wrong: what was not measured in this frame is measured in the next. */
const HARMLESS = /^ResizeObserver loop/;

interface Source {
  readonly location: { readonly origin: string };
  addEventListener(type: 'error', listener: (event: { readonly message: string; readonly filename: string }) => void): void;
  addEventListener(type: 'unhandledrejection', listener: (event: { readonly reason: unknown }) => void): void;
}

/** Says which program an error came from: this page's, or an extension's. */
const stackOf = (reason: unknown): string => (reason instanceof Error ? (reason.stack ?? '') : '');

export function tellFaults(source: Source, notices: StoreApi<NoticesState>): void {
  const told = new Set<string>();
  const tell = (message: string): void => {
    // The sentence that it stands in has a full stop.
    const what = message.trim().replace(/\.$/, '').slice(0, LIMIT);
    if (HARMLESS.test(what) || told.has(what)) return;
    told.add(what);
    notices.setState({ fault: what });
  };
  source.addEventListener('error', ({ message, filename }) => {
    if (filename.startsWith(source.location.origin)) tell(message);
  });
  source.addEventListener('unhandledrejection', ({ reason }) => {
    const stack = stackOf(reason);
    if (stack === '' || stack.includes(source.location.origin)) tell(String(reason));
  });
}
