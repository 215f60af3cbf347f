import { afterEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { REQUESTS, type BackendRequest } from '../../src/engine/backend/choice.ts';
import { keepRequest } from '../../src/store/requested.ts';

afterEach(() => vi.unstubAllGlobals());

/** A tab's storage. */
function tab(stored: Record<string, string> = {}): void {
  vi.stubGlobal('sessionStorage', { getItem: (key: string) => stored[key] ?? null, setItem: (key: string, value: string) => void (stored[key] = value) });
}

/** The part of a bench that a page loaded anew in this tab has. */
function loaded() {
  const store = createStore<{ request: BackendRequest }>(() => ({ request: 'auto' }));
  const bench = { store, setRequest: (request: BackendRequest) => store.setState({ request }) };
  keepRequest(bench as Parameters<typeof keepRequest>[0]);
  return bench;
}

test.each(REQUESTS)('a page loaded anew asks for %s again', (request) => {
  tab();
  loaded().setRequest(request);
  expect(loaded().store.getState().request).toBe(request);
});

test('a tab that has kept nothing, or nonsense, asks for what is fastest', () => {
  tab();
  expect(loaded().store.getState().request).toBe('auto');
  tab({ 'grokscope.backend': 'cuda' });
  expect(loaded().store.getState().request).toBe('auto');
});

test('where nothing is kept, a choice holds as long as the page', () => {
  vi.stubGlobal('sessionStorage', undefined);
  const bench = loaded();
  bench.setRequest('cpu');
  expect(bench.store.getState().request).toBe('cpu');
  expect(loaded().store.getState().request).toBe('auto');
});
