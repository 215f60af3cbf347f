import { afterEach, expect, test, vi } from 'vitest';
import { readPreferences } from '../../src/store/preferences.ts';
import { recall, remember } from '../../src/store/storage.ts';

afterEach(() => vi.unstubAllGlobals());

test('preferences of any age are read, and nonsense is left out', () => {
  expect(
    readPreferences({ language: 'fr', theme: 7, axis: 'linear', drawer: 'yes', drawerTop: -1, open: { task: false, model: 3 }, lens: 3, lensOpen: 'yes' }),
  ).toEqual({
    language: null,
    theme: null,
    axis: 'linear',
    drawer: false,
    drawerTop: 0,
    open: { task: false },
    lens: null,
    lensOpen: true,
  });
});

test('a browser that refuses to remember is no error', () => {
  const refuse = (): never => {
    throw new Error('denied');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
  remember({ theme: 'dark' });
  expect(recall()).toEqual({});
});

test.each(['', 'null', '7', '{'])('«%s» in the storage is nothing', (stored) => {
  vi.stubGlobal('localStorage', { getItem: () => stored });
  expect(recall()).toEqual({});
});
