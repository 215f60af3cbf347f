/** What the lens shows, and which of it the reader chose: one a page, so that figures show the same. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AttentionQuestion, AttentionShown, HeadSeen } from '../../../engine/looks/attention/question.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import type { Viewer } from '../../../store/viewer.ts';

/** Milliseconds between two questions to a network that trains. */
const EVERY = 150;

const FIRST: AttentionQuestion = { under: null, layer: null };

interface Chosen {
  readonly asked: AttentionQuestion;
  /** null: all heads together. */
  readonly head: number | null;
  /** Places in the group's order of the a and b that the pointer is on. */
  readonly pair: readonly [number, number] | null;
}

interface View {
  readonly viewer: Viewer<'attention'>;
  readonly chosen: StoreApi<Chosen>;
  /** Forgets what the pointer was on. */
  readonly leave: () => void;
  /** Asks with some of it otherwise. */
  readonly ask: (other: Partial<AttentionQuestion>) => void;
}

export const viewOf = oncePer(({ looks }: Page): View => {
  const viewer = looks.viewer('attention', 'attention', FIRST, { every: EVERY });
  const chosen = createStore<Chosen>(() => ({ asked: FIRST, head: 0, pair: null }));
  return {
    viewer,
    chosen,
    leave: () => chosen.setState({ pair: null }),
    ask(other) {
      const asked = { ...chosen.getState().asked, ...other };
      chosen.setState({ asked });
      viewer.ask(asked);
    },
  };
});

/** What was chosen, as far as it is there: a head that this network lacks is its last one. */
export function headOf({ heads, all }: AttentionShown, chosen: number | null): { readonly head: number | null; readonly seen: HeadSeen } {
  if (chosen === null) return { head: null, seen: all };
  const head = Math.min(chosen, heads.length - 1);
  return { head, seen: heads[head] as HeadSeen };
}
