/** Images as grids of places with channels, and what patches and windows make of them. */

/** An image (rows, columns, channels), row-major: the numbers of a place stand together. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

/** Patches of `size`×`size` places, `stride` apart; the image has `padding` rows and columns of zeros around it. */
export interface PatchGrid extends Grid {
  readonly size: number;
  readonly stride: number;
  readonly padding: number;
}

/** Windows of `high`×`wide` places side by side; what is left over at the far edges is in none. */
export interface PoolGrid extends Grid {
  readonly high: number;
  readonly wide: number;
}

interface Places {
  readonly rows: number;
  readonly columns: number;
}

export const placesOf = ({ rows, columns }: Places): number => rows * columns;
export const numbersOf = ({ rows, columns, channels }: Grid): number => rows * columns * channels;

/** How many patches there are. */
export function patchesOf({ rows, columns, size, stride, padding }: PatchGrid): Places {
  const along = (length: number): number => Math.floor((length + 2 * padding - size) / stride) + 1;
  return { rows: along(rows), columns: along(columns) };
}

/** How many windows there are. */
export const windowsOf = ({ rows, columns, high, wide }: PoolGrid): Places => ({ rows: Math.floor(rows / high), columns: Math.floor(columns / wide) });
