/**
 * Memory that a plain pass writes its sums into and nobody keeps: the same for every pass. Networks are looked at several times a second, and memory that
 * is taken anew each time makes the collector run so often that it throws away machine code, too, which is then compiled again beside the training.
 */
const rooms = new Map<string, Float64Array>();
/** Numbers that are kept between two passes, at most; larger ones are rare. */
const MOST = 2 ** 21;

/** @param name of whose room it is. Whatever was written there before still is; it is good until the next call with that name. */
export function scratch(name: string, length: number): Float64Array {
  const known = rooms.get(name);
  if (known !== undefined && known.length >= length) return known.subarray(0, length);
  const made = new Float64Array(length);
  if (length <= MOST) rooms.set(name, made);
  return made;
}
