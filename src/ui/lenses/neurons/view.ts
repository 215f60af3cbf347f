/** What the lens shows, and which of it the reader chose: one a page, so that figures show the same. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { roundBy } from '../../../engine/looks/circles/group.ts';
import type { NeuronsQuestion, NeuronsShown } from '../../../engine/looks/neurons/question.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import type { Viewer } from '../../../store/viewer.ts';

/** Milliseconds between two questions to a network that trains. */
const EVERY = 150;
/** Pictures on a page. */
export const PAGE = 18;

const FIRST: NeuronsQuestion = { under: null, layer: null, sort: 'frequency', from: 0, count: PAGE, neuron: null };

/** In which order rows and columns stand: as the group has them, or so that the neuron's wave goes round once. */
export type Rows = 'numbers' | 'wave';

interface Chosen {
  readonly asked: NeuronsQuestion;
  readonly rows: Rows;
  /** Places in the group's order of the a and b that the pointer is on. */
  readonly pair: readonly [number, number] | null;
}

interface View {
  readonly viewer: Viewer<'neurons'>;
  readonly chosen: StoreApi<Chosen>;
  /** Forgets what the pointer was on. */
  readonly leave: () => void;
  /** Asks with some of it otherwise. */
  readonly ask: (other: Partial<NeuronsQuestion>) => void;
}

export const viewOf = oncePer(({ looks }: Page): View => {
  const viewer = looks.viewer('neurons', 'neurons', FIRST, { every: EVERY });
  const chosen = createStore<Chosen>(() => ({ asked: FIRST, rows: 'numbers', pair: null }));
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

/** (n): how rows and columns of a neuron's picture stand. */
export function rowsOf({ tokens, frequencies }: Pick<NeuronsShown, 'tokens' | 'frequencies'>, neuron: number, rows: Rows): Int32Array {
  const k = frequencies[neuron] as number;
  return rows === 'wave' && k > 0 ? roundBy(k, tokens.length) : Int32Array.from(tokens, (_, e) => e);
}

/** The neuron that stands so many places farther in the order, and where the pictures begin that have it in sight. */
export function stepped({ order, one }: Pick<NeuronsShown, 'order' | 'one'>, by: number): Pick<NeuronsQuestion, 'neuron' | 'from'> {
  const place = Math.max(0, Math.min(order.length - 1, order.indexOf(one.neuron) + by));
  return { neuron: order[place] as number, from: PAGE * Math.floor(place / PAGE) };
}
