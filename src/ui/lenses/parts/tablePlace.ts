/** Where a table of answers stands: its cells have whole device pixels, and whatever is left of the width stays free. Pure. */

export interface TablePlace {
  /** Around the cells, in CSS pixels. */
  readonly left: number;
  readonly top: number;
  /** Device pixels of a cell, and CSS pixels of it and of all of them. */
  readonly pixels: number;
  readonly cell: number;
  readonly side: number;
}

/** Room for numbers and names beside the cells, and for bars at the other two sides. */
export const [LEFT, BARS] = [34, 36];
const TOP = 34;

/** @param width that there is, in CSS pixels. @param ratio device pixels of one. @param bars whether there are any */
export function tablePlaceOf(width: number, ratio: number, size: number, bars: boolean): TablePlace {
  const free = width - LEFT - (bars ? BARS : 0);
  const pixels = Math.max(1, Math.floor((free * ratio) / size));
  return { left: LEFT, top: TOP, pixels, cell: pixels / ratio, side: (size * pixels) / ratio };
}

/** The cell at a place in CSS pixels from the first cell's corner on; null outside. */
export function cellAt({ cell }: TablePlace, size: number, x: number, y: number): number | null {
  const [row, column] = [Math.floor(y / cell), Math.floor(x / cell)];
  return row < 0 || column < 0 || row >= size || column >= size ? null : row * size + column;
}

/** Where the arrow keys lead: the next cell, the ends of a row, and with Page Up and Page Down ten rows on. null for another key. */
export function cellAfter(key: string, cell: number, size: number): number | null {
  const [row, column] = [Math.floor(cell / size), cell % size];
  const within = (i: number): number => Math.min(size - 1, Math.max(0, i));
  const to: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    Home: [row, 0],
    End: [row, size - 1],
    PageUp: [row - 10, column],
    PageDown: [row + 10, column],
  };
  const next = Object.hasOwn(to, key) ? to[key] : undefined;
  return next === undefined ? null : within(next[0]) * size + within(next[1]);
}
