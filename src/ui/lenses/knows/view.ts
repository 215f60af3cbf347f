/** What the lens shows of tasks whose questions make a table, and which cell the reader chose: one a page, so that figures show the same. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../../../engine/config/config.ts';
import { isTabled, pairTableOf, type PairTable } from '../../../engine/looks/pairTable.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import { dataOf } from '../../../store/subject.ts';
import type { Seen, Viewer } from '../../../store/viewer.ts';

/** Milliseconds between two questions to a network that trains. */
const EVERY = 150;
/** As many as there are. */
const ALL = { train: 1e6, val: 1e6 } as const;

interface Chosen {
  /** The cell that the pointer is on, and the one that was chosen before; null where there is none. */
  readonly passed: number | null;
  readonly cell: number | null;
}

interface View {
  /** The questions, and their answers. */
  readonly sample: Viewer<'examples'>;
  readonly answers: Viewer<'answers'>;
  readonly chosen: StoreApi<Chosen>;
}

export const viewOf = oncePer(({ looks }: Page): View => ({
  sample: looks.viewer('knows.sample', 'examples', ALL, { still: true }),
  answers: looks.viewer('knows.answers', 'answers', ALL, { every: EVERY, keeps: (before, now) => dataOf(before) === dataOf(now) }),
  chosen: createStore<Chosen>(() => ({ passed: null, cell: null })),
}));

/** Whether all questions of a task make a table. */
export const isTable = ({ task }: Pick<RunConfig, 'task'>): boolean => isTabled(tasks.get(task.id).shape(task));

const known = new WeakMap<Seen<'examples'>, PairTable>();

/** The table of a data set that was seen whole; null where its questions make none. */
export function tableIn(seen: Seen<'examples'>): PairTable | null {
  const { shape, train, val } = seen.answer;
  if (!isTabled(shape)) return null;
  const table = known.get(seen) ?? pairTableOf(shape, train.first, val.first);
  known.set(seen, table);
  return table;
}
