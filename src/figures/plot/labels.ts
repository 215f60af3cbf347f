/** Labels beside line ends: each as near to its line as the others allow. */

/**
 * Centres for labels of one height, moved as little as possible (in the sense of least squares) until none overlap, in the order of `wanted`,
 * between `low` and `high`. Where they cannot all fit they share the room evenly.
 */
export function spread(wanted: readonly number[], height: number, low: number, high: number): number[] {
  const n = wanted.length;
  if (n === 0) return [];
  const room = high - low;
  const gap = Math.min(height, n > 1 ? Math.max(0, room - height) / (n - 1) : height);
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] as number) - (wanted[b] as number) || a - b);

  // With the k-th label moved up by k gaps the labels need only be in order: isotonic regression, by pooling neighbours that are not.
  const blocks: { sum: number; count: number }[] = [];
  order.forEach((index, k) => {
    blocks.push({ sum: (wanted[index] as number) - k * gap, count: 1 });
    for (;;) {
      const last = blocks[blocks.length - 1] as { sum: number; count: number };
      const before = blocks[blocks.length - 2];
      if (before === undefined || before.sum / before.count <= last.sum / last.count) break;
      blocks.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  });

  const first = low + height / 2;
  const last = Math.max(first, high - height / 2 - (n - 1) * gap);
  const result = new Array<number>(n);
  let k = 0;
  for (const { sum, count } of blocks) {
    const base = Math.min(last, Math.max(first, sum / count));
    for (let i = 0; i < count; i++, k++) result[order[k] as number] = base + k * gap;
  }
  return result;
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Width in pixels of text at 13 px, a little generous: measuring it would cost a layout. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 13.2 : 7.3;
  return width;
}

/** In pixels; `middle` is the height of its centre. */
export interface LabelBox {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly height: number;
}

/** A little above nothing, so that boxes that touch do not overlap by a rounding. */
const TOUCH = 1e-6;

export function overlap(a: LabelBox, b: LabelBox): boolean {
  return a.left < b.right && b.left < a.right && Math.abs(a.middle - b.middle) < (a.height + b.height) / 2 - TOUCH;
}

/** The centre nearest to where a box wants to be that leaves all others uncovered, between `low` and `high`; null where none is as near as `reach`. */
function nearestFree(wanted: LabelBox, standing: readonly LabelBox[], low: number, high: number, reach: number): number | null {
  const first = low + wanted.height / 2;
  const last = Math.max(first, high - wanted.height / 2);
  const home = Math.min(last, Math.max(first, wanted.middle));
  const beside = standing.flatMap((box) => [-1, 1].map((side) => box.middle + (side * (box.height + wanted.height)) / 2));
  const free = [home, ...beside]
    .filter((middle) => middle >= first && middle <= last && Math.abs(middle - home) <= reach && !standing.some((box) => overlap({ ...wanted, middle }, box)))
    .toSorted((a, b) => Math.abs(a - home) - Math.abs(b - home));
  return free[0] ?? null;
}

/** Where a box stands of those that were offered. */
interface Placed {
  readonly at: number;
  readonly middle: number;
}

/**
 * For each label the first of its `places` at which it stands clear of what is `taken` and of the labels before it, moved up or down by no more than
 * `reach` pixels: farther away it would seem to belong to something else. Null for one that has no such place.
 */
export function besideLines(
  labels: readonly (readonly LabelBox[])[],
  taken: readonly LabelBox[],
  { low, high, reach }: { readonly low: number; readonly high: number; readonly reach: number },
): (Placed | null)[] {
  const standing = [...taken];
  return labels.map((places) => {
    for (const [at, wanted] of places.entries()) {
      const middle = nearestFree(wanted, standing, low, high, reach);
      if (middle === null) continue;
      standing.push({ ...wanted, middle });
      return { at, middle };
    }
    return null;
  });
}
