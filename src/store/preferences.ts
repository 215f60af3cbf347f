/** How the page looks to this reader: language, theme, axis, what is folded. Remembered, and no part of a run. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Axis } from '../engine/link/link.ts';
import { LANGUAGES, type Language } from '../engine/text.ts';
import { recall, remember } from './storage.ts';

export type Theme = 'light' | 'dark';

export interface Preferences {
  /** null until the reader chooses: then the link's or the browser's language holds. */
  readonly language: Language | null;
  /** null follows the system. */
  readonly theme: Theme | null;
  readonly axis: Axis;
  /** Whether the phone's sheet of controls is open, and how far it is scrolled. */
  readonly drawer: boolean;
  readonly drawerTop: number;
  /** Unfolded groups of the form and their «more», by name; those never touched are absent. */
  readonly open: Readonly<Record<string, boolean>>;
  /** The lens whose tab is open; null until one is chosen. */
  readonly lens: string | null;
  readonly lensOpen: boolean;
  /** Whether runs that differ in nothing but the seed are drawn and told together. */
  readonly grouped: boolean;
  /** Whether keys act on the page without a modifier: whoever dictates, or presses keys by accident, wants none of it (WCAG 2.1.4). */
  readonly shortcuts: boolean;
}

const NOTHING: Preferences = {
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
};

const oneOf = <T>(values: readonly T[], value: unknown): T | null => values.find((v) => v === value) ?? null;

/** Reads what an earlier visit, perhaps of an earlier version, left behind. */
export function readPreferences(raw: Readonly<Record<string, unknown>>): Preferences {
  const open = raw['open'];
  return {
    language: oneOf(LANGUAGES, raw['language']),
    theme: oneOf(['light', 'dark'] as const, raw['theme']),
    axis: oneOf(['log', 'linear'] as const, raw['axis']) ?? NOTHING.axis,
    drawer: raw['drawer'] === true,
    drawerTop: typeof raw['drawerTop'] === 'number' && raw['drawerTop'] >= 0 ? raw['drawerTop'] : 0,
    open:
      typeof open === 'object' && open !== null
        ? Object.fromEntries(Object.entries(open).filter((pair): pair is [string, boolean] => typeof pair[1] === 'boolean'))
        : {},
    lens: typeof raw['lens'] === 'string' ? raw['lens'] : null,
    lensOpen: raw['lensOpen'] !== false,
    grouped: raw['grouped'] === true,
    shortcuts: raw['shortcuts'] !== false,
  };
}

type Fields = Readonly<Record<string, unknown>>;

const changed = (now: Fields, before: Fields): Fields => Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== before[name]));

/** What is remembered, with what changed here: another tab may have changed other fields meanwhile. */
function merged(stored: Fields, now: Preferences, before: Preferences): Fields {
  const open = { ...(stored['open'] as Fields | undefined), ...changed(now.open, before.open) };
  return { ...stored, ...changed({ ...now }, { ...before }), open };
}

export interface PreferencesStore extends StoreApi<Preferences> {
  /** Shows the page so until it is closed, as a link asks for: nothing of it is remembered as the reader's own wish. */
  show(state: Partial<Preferences>): void;
}

/** Remembers what it is told from here on. */
export function createPreferences(): PreferencesStore {
  const store = createStore<Preferences>(() => readPreferences(recall()));
  let own = true;
  store.subscribe((now, before) => own && remember(merged(recall(), now, before)));
  return {
    ...store,
    show(state) {
      own = false;
      store.setState(state);
      own = true;
    },
  };
}

export function unfold(preferences: StoreApi<Preferences>, name: string, open: boolean): void {
  preferences.setState((state) => ({ open: { ...state.open, [name]: open } }));
}
