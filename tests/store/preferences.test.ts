import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { createPreferences, readPreferences, unfold, type Preferences } from '../../src/store/preferences.ts';
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
    grouped: false,
    shortcuts: true,
  });
});

/** A browser's storage. */
function storage(stored: Record<string, string> = {}): Record<string, string> {
  vi.stubGlobal('localStorage', { getItem: (key: string) => stored[key] ?? null, setItem: (key: string, value: string) => void (stored[key] = value) });
  return stored;
}

test('what a reader chooses is there again at the next visit, whatever it is', () => {
  const any: fc.Arbitrary<Preferences> = fc.record({
    language: fc.constantFrom('en' as const, 'ja' as const, null),
    theme: fc.constantFrom('light' as const, 'dark' as const, null),
    axis: fc.constantFrom('log' as const, 'linear' as const),
    drawer: fc.boolean(),
    drawerTop: fc.nat(),
    open: fc.dictionary(fc.stringMatching(/^[a-z.]{1,9}$/), fc.boolean()),
    lens: fc.option(fc.string()),
    lensOpen: fc.boolean(),
    grouped: fc.boolean(),
    shortcuts: fc.boolean(),
  });
  fc.assert(
    fc.property(any, (chosen) => {
      const stored = storage();
      expect(createPreferences().getState()).toEqual({
        language: null,
        theme: null,
        axis: 'log',
        drawer: false,
        drawerTop: 0,
        open: {},
        lens: null,
        lensOpen: true,
        grouped: false,
        shortcuts: true,
      });
      createPreferences().setState(chosen);
      expect(Object.keys(stored)).toEqual(['grokscope']);
      expect(createPreferences().getState()).toEqual(chosen);
    }),
    { numRuns: 50 },
  );
});

test('a group that is unfolded leaves the others as they are', () => {
  storage();
  const preferences = createPreferences();
  unfold(preferences, 'task', true);
  unfold(preferences, 'model', false);
  unfold(preferences, 'task', false);
  expect(preferences.getState().open).toEqual({ task: false, model: false });
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

test('two tabs: what is remembered is what each of them changed last, field by field and group by group', () => {
  const step = fc.record({
    tab: fc.nat(1),
    field: fc.constantFrom('theme' as const, 'axis' as const, 'lens' as const, 'task' as const, 'model' as const),
    value: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      storage();
      const tabs = [createPreferences(), createPreferences()];
      const last: Record<string, unknown> = {};
      for (const { tab, field, value } of steps) {
        const one = tabs[tab] as (typeof tabs)[number];
        const before = { ...one.getState(), ...one.getState().open } as Readonly<Record<string, unknown>>;
        const next = field === 'theme' ? (value ? 'dark' : 'light') : field === 'axis' ? (value ? 'log' : 'linear') : field === 'lens' ? String(value) : value;
        if (before[field] === next) continue; // nothing changes here
        last[field] = next;
        if (field === 'task' || field === 'model') unfold(one, field, value);
        else one.setState({ [field]: next });
      }
      const now = createPreferences().getState();
      expect({ ...now, ...now.open }).toMatchObject(last);
    }),
    { numRuns: 200 },
  );
});
