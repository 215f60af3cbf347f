/** A file of many pieces, put together in slices: however long it is, the page goes on meanwhile. */
import type { Tools } from './exporter.ts';

/** Longest slice, in milliseconds. */
const SLICE = 8;
/** Pieces between two looks at the clock, and characters that are kept as one. */
const LOOK = 64;

/** @param now for tests */
export async function gathered(pieces: Iterable<string>, type: string, { turn }: Pick<Tools, 'turn'>, now = (): number => performance.now()): Promise<Blob> {
  const parts: string[] = [];
  let some: string[] = [];
  let began = now();
  for (const piece of pieces) {
    some.push(piece);
    if (some.length < LOOK) continue;
    parts.push(some.join(''));
    some = [];
    if (now() - began < SLICE) continue;
    await turn();
    began = now();
  }
  return new Blob([...parts, some.join('')], { type });
}
