/** What the lens shows, and which of it the reader chose: one a page, so that figures show the same. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TABLES } from '../../../engine/looks/circles/history.ts';
import type { TokenCircles } from '../../../engine/looks/circles/question.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import type { History } from '../../../store/history.ts';
import type { Viewer } from '../../../store/viewer.ts';

/** Milliseconds between two questions to a network that trains. */
const EVERY = 150;

interface Chosen {
  /** null: the strongest, whichever that is. */
  readonly frequency: number | null;
  /** The token that the pointer is on. */
  readonly token: number | null;
  /** Whose spectra are shown step by step. */
  readonly heat: (typeof TABLES)[number];
}

interface View {
  readonly viewer: Viewer<'circles'>;
  /** The spectra of both tables at every kept step. */
  readonly history: History<'spectrum'>;
  readonly chosen: StoreApi<Chosen>;
  /** Forgets what the pointer was on. */
  readonly leave: () => void;
}

export const viewOf = oncePer(({ looks, front }: Page): View => {
  const viewer = looks.viewer('circles', 'circles', { under: null }, { every: EVERY });
  const history = looks.history('circles.history', 'spectrum', { under: null }, front);
  const chosen = createStore<Chosen>(() => ({ frequency: null, token: null, heat: 'rows' }));
  return { viewer, history, chosen, leave: () => chosen.setState({ token: null }) };
});

/** Of permutations: the shares of their representations. */
export const representationsOf = oncePer(({ looks }: Page): Viewer<'representations'> =>
  looks.viewer('representations', 'representations', {}, { every: EVERY }),
);

/** Frequencies by their share of the way in, the strongest first. */
function byStrength({ rows: { shares } }: TokenCircles): number[] {
  return Array.from(shares, (_, i) => i + 1).toSorted((a, b) => (shares[b - 1] as number) - (shares[a - 1] as number) || a - b);
}

/** How many of the strongest are offered. */
const OFFERED = 5;

/** The one that is shown, and those to choose from, ascending. */
export function offerOf(seen: TokenCircles, chosen: number | null): { readonly shown: number; readonly offered: readonly number[] } {
  const strongest = byStrength(seen);
  const shown = chosen !== null && chosen <= strongest.length ? chosen : (strongest[0] as number);
  const offered = new Set([...strongest.slice(0, OFFERED), ...seen.keys, shown]);
  return { shown, offered: [...offered].toSorted((a, b) => a - b) };
}
