/** Where a class's name finds room: the middle of each of its areas. */
import { NONE, roomiestOf } from './areas.ts';
import { unitOf, type Slice } from './slice.ts';

export interface Place {
  readonly winner: number;
  /** Window coordinates, and how far the nearest other class or the rim is. */
  readonly x: number;
  readonly y: number;
  readonly room: number;
}

/** Points along the longer side of the grid on which areas are looked for. */
const GRID = 64;
/** Cell centres of the window, `width` to a row, with a rim of one cell around them. */
interface Grid {
  readonly width: number;
  readonly height: number;
  readonly cell: number;
  /** Half of the window. */
  readonly w: number;
  readonly h: number;
}

function gridOf({ view }: Slice): Grid {
  const [w, h] = [view.halfWidth / unitOf(view), view.halfHeight / unitOf(view)];
  const cell = 2 / GRID;
  return { width: Math.round((2 * w) / cell) + 2, height: Math.round((2 * h) / cell) + 2, cell, w, h };
}

/** The class at each point. A row of points crosses the outline of a convex piece twice; the piece has what lies between. */
function classesOn({ offsets, corners, classes }: Slice, { width, height, cell, w, h }: Grid): Int32Array {
  const winners = new Int32Array(width * height).fill(NONE);
  // Corners in cells: the centre of column c is at x = c.
  const x = (corner: number): number => ((corners[2 * corner] as number) + w) / cell + 0.5;
  const y = (corner: number): number => ((corners[2 * corner + 1] as number) + h) / cell + 0.5;
  classes.forEach((winner, k) => {
    const met = new Map<number, number>();
    let before = (offsets[k + 1] as number) - 1;
    for (let corner = offsets[k] as number; corner < (offsets[k + 1] as number); before = corner++) {
      const [x0, y0, x1, y1] = [x(before), y(before), x(corner), y(corner)];
      for (let row = Math.ceil(Math.min(y0, y1)); row < Math.max(y0, y1); row++) {
        const at = row * width + Math.ceil(x0 + ((x1 - x0) * (row - y0)) / (y1 - y0));
        const other = met.get(row);
        if (other === undefined) met.set(row, at);
        else winners.fill(winner, Math.min(at, other), Math.max(at, other));
      }
    }
  });
  return winners;
}

/** The roomiest point of every connected area, the roomiest area first. Areas too thin for the grid are left out. */
export function placesOf(slice: Slice): Place[] {
  const grid = gridOf(slice);
  const places = roomiestOf(classesOn(slice, grid), grid.width).map(({ winner, at, room }): Place => ({
    winner,
    x: ((at % grid.width) - 0.5) * grid.cell - grid.w,
    y: (Math.floor(at / grid.width) - 0.5) * grid.cell - grid.h,
    room: room * grid.cell,
  }));
  return places.sort((a, b) => b.room - a.room);
}
