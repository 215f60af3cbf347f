import { afterEach, describe, expect, test, vi } from 'vitest';
import type { BackendRequest } from '../../src/engine/backend/choice.ts';
import { readLink } from '../../src/engine/link/read.ts';
import { createPage, type Page } from '../../src/store/page.ts';
import { currentLink, followAddress, keepAddress, linkedLanguage } from '../../src/store/url.ts';

test('the current link names the preset, what differs from it, and how it is looked at', () => {
  const page = createPage();
  expect(currentLink(page, null)).toBe('#preset=default&v=1');
  page.config.setField('seed', 2);
  page.preferences.setState({ axis: 'linear' });
  page.bench.setRequest('exact');
  expect(currentLink(page, 'ja')).toBe('#preset=default&v=1&seed=2&kernels=exact&axis=linear&lang=ja');
  // Another backend is this machine's business.
  page.bench.setRequest('cpu');
  expect(currentLink(page, null)).toBe('#preset=default&v=1&seed=2&axis=linear');
});

describe('the address', () => {
  const at = (hash: string): void => void vi.stubGlobal('location', { hash });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** A page after it has followed an address. */
  function followed(hash: string): { readonly page: Page; readonly wrong: string[] } {
    at(hash);
    const one = createPage();
    one.preferences.setState({ axis: 'linear', lens: null, lensOpen: false });
    return { page: one, wrong: followAddress(one).map(({ field }) => field) };
  }

  test('is taken over: settings, preset with its lens, axis', () => {
    const { page: one, wrong } = followed('#preset=lu-modular&axis=log&optimizer.lr=0.02');
    expect(wrong).toEqual([]);
    expect(one.config.store.getState()).toMatchObject({ basedOn: 'lu-modular', config: { optimizer: { lr: 0.02 } } });
    expect(one.preferences.getState()).toMatchObject({ axis: 'log', lens: 'landscape', lensOpen: true });
    expect(followed('#preset=no-decay').page.preferences.getState()).toMatchObject({ axis: 'linear', lens: null });
  });

  test('brings the exact kernels, and takes them away, but no other backend', () => {
    const request = (hash: string, before: BackendRequest): BackendRequest => {
      at(hash);
      const one = createPage();
      one.bench.setRequest(before);
      followAddress(one);
      return one.bench.store.getState().request;
    };
    expect(request('#seed=1&kernels=exact', 'auto')).toBe('exact');
    expect(request('#seed=1', 'exact')).toBe('auto');
    expect(request('#kernels=fastest', 'exact')).toBe('auto');
    expect(request('#seed=1', 'cpu')).toBe('cpu');
    expect(request('#kernels=slow', 'exact')).toBe('exact');
  });

  test('follows the kernels that are asked for', () => {
    vi.useFakeTimers();
    const written: string[] = [];
    vi.stubGlobal('history', { state: null, replaceState: (_: unknown, __: string, url: string) => void written.push(url) });
    const one = createPage();
    const stop = keepAddress(one);
    one.bench.setRequest('exact');
    vi.advanceTimersByTime(250);
    expect(written).toEqual(['#preset=default&v=1&kernels=exact']);
    stop();
  });

  test.each([
    ['', []],
    ['#', []],
    ['#seed=-1', ['seed']],
    ['#x', ['x']],
  ])('«%s» changes nothing', (hash, expected) => {
    const { page: one, wrong } = followed(hash);
    expect(wrong).toEqual(expected);
    expect(one.config.store.getState()).toBe(one.config.store.getInitialState());
    expect(one.preferences.getState()).toMatchObject({ axis: 'linear', lens: null, lensOpen: false });
  });

  test.each([
    ['#lang=ja', 'ja'],
    ['#lang=en&seed=2', 'en'],
    ['', null],
    ['#lang=ja&seed=-1', 'ja'],
    ['#lang=ja%20&lang=xx', null],
  ])('«%s» asks for the language %s', (hash, language) => {
    at(hash);
    expect(linkedLanguage()).toBe(language);
  });

  test('is kept in step, some time after the last change, until that is ended', () => {
    vi.useFakeTimers();
    const written: unknown[] = [];
    vi.stubGlobal('history', { state: { kept: 1 }, replaceState: (...all: unknown[]) => void written.push(all) });
    const one = createPage();
    const stop = keepAddress(one);
    for (const seed of [2, 3]) {
      one.config.setField('seed', seed);
      vi.advanceTimersByTime(249);
    }
    expect(written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(written).toEqual([[{ kept: 1 }, '', currentLink(one, null)]]);
    expect(readLink(currentLink(one, null))).toMatchObject({ link: { settings: { config: { seed: 3 } } } });
    one.preferences.setState({ theme: 'dark' });
    vi.advanceTimersByTime(1000);
    expect(written).toHaveLength(1);
    one.preferences.setState({ axis: 'linear' });
    vi.advanceTimersByTime(1000);
    expect(written.at(-1)).toEqual([{ kept: 1 }, '', currentLink(one, null)]);
    one.config.setField('seed', 4);
    stop();
    one.config.setField('seed', 5);
    one.preferences.setState({ axis: 'log' });
    vi.advanceTimersByTime(1000);
    expect(written).toHaveLength(2);
  });
});
