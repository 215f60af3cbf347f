/** What the lens shows, and which of it the reader chose: one a page, so that figures show the same. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PlaneShown } from '../../../engine/looks/plane/question.ts';
import { sampleOf } from '../../../engine/tasks/pair.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import type { Viewer } from '../../../store/viewer.ts';

/** Milliseconds between two questions to a network that trains. */
const EVERY = 120;

export const JOINS = ['wave', 'numbers', 'none'] as const;
export type Join = (typeof JOINS)[number];
export const SUMS = ['same', 'all', 'none'] as const;
export type Sums = (typeof SUMS)[number];

export interface Chosen {
  /** null: a pair to begin with. */
  readonly pair: readonly [number, number] | null;
  /** The token that the pointer is on: it stands for the second one meanwhile. */
  readonly passed: number | null;
  readonly join: Join;
  readonly sums: Sums;
}

interface View {
  readonly viewer: Viewer<'plane'>;
  readonly chosen: StoreApi<Chosen>;
}

export const viewOf = oncePer(({ looks }: Page): View => {
  const viewer = looks.viewer('plane', 'plane', { held: 0 }, { every: EVERY });
  const chosen = createStore<Chosen>(() => ({ pair: null, passed: null, join: 'wave', sums: 'same' }));
  // Only where tokens are not added has the background anything to do with the second one.
  chosen.subscribe(({ pair }, before) => {
    if (pair !== null && pair[1] !== before.pair?.[1]) viewer.ask({ held: pair[1] });
  });
  return { viewer, chosen };
});

/** The pair that is looked at, as far as there are such tokens. */
export function pairIn({ points, summed, held }: PlaneShown, { pair, passed }: Pick<Chosen, 'pair' | 'passed'>): readonly [number, number] {
  const count = points.length / 2;
  const within = (token: number): number => Math.min(token, count - 1);
  const [a, b] = pair ?? sampleOf(count);
  // The background is of the one that was asked about.
  return [within(a), summed ? within(passed ?? b) : within(held)];
}

/** Which of the questions is the one about these two tokens; −1 where none is. */
export function questionOf({ pairs }: PlaneShown, [a, b]: readonly [number, number]): number {
  for (let i = 0; i < pairs.length / 2; i++) if (pairs[2 * i] === a && pairs[2 * i + 1] === b) return i;
  return -1;
}
