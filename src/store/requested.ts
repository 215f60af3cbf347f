/** Which backend the reader asked for, kept until the tab is closed: a page that had to be loaded anew computes with what it did before. */
import { REQUESTS, type BackendRequest } from '../engine/backend/choice.ts';
import type { Bench } from './bench.ts';

const KEY = 'grokscope.backend';

function recalled(): BackendRequest | null {
  try {
    const kept = sessionStorage.getItem(KEY);
    return REQUESTS.find((request) => request === kept) ?? null;
  } catch {
    return null;
  }
}

/** Takes up what was asked for before, and keeps what is asked for from here on. */
export function keepRequest({ store, setRequest }: Pick<Bench, 'store' | 'setRequest'>): void {
  const before = recalled();
  if (before !== null) setRequest(before);
  store.subscribe(({ request }, { request: was }) => {
    if (request === was) return;
    try {
      sessionStorage.setItem(KEY, request);
    } catch {
      // A browser may keep nothing: then it holds as long as the page.
    }
  });
}
