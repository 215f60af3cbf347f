/** Tokens that are named beside a table. Pure. */
import type { Pair } from '../../../engine/tasks/task.ts';
import type { Tick } from '../parts/AnswerTable.tsx';

/** Characters of a name that has room beside the cells. */
const SHORT = 4;
/** Of S5, permutations that begin alike follow each other in blocks of so many. */
const BLOCK = 24;

/** Numbers by tens, or where there are few by fives; of what has longer names only how each block begins. */
export function ticksOf({ write }: Pair, size: number): Tick[] {
  const isLong = write(0).length > SHORT;
  const every = isLong ? BLOCK : size <= 12 ? 1 : size <= 30 ? 5 : 10;
  const all = Array.from({ length: Math.ceil(size / every) }, (_, i) => i * every);
  return all.map((token) => ({ token, name: isLong ? `${write(token).slice(0, 1)}…` : write(token) }));
}
