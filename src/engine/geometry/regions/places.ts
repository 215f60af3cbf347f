/** Where a class's name finds room: the middle of each of its areas. */
import { greatest } from 'd3-array';
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
/** Where nothing was cut, and around the grid. */
const NONE = -1;

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

/** Distance of each point to the next of another class, or to the rim, in cells: one sweep forward and one back, diagonals counting √2. */
function roomsOn(winners: Int32Array, { width }: Grid): Float64Array {
  const rooms = new Float64Array(winners.length).fill(Infinity);
  const relax = (at: number, by: number, step: number): void => {
    const reached = winners[at + by] === winners[at] ? (rooms[at + by] as number) + step : step / 2;
    rooms[at] = Math.min(rooms[at] as number, reached);
  };
  const points = [...winners.keys()];
  for (const [sweep, sign] of [
    [points, -1],
    [points.toReversed(), 1],
  ] as const) {
    for (const at of sweep) {
      relax(at, sign, 1);
      relax(at, sign * width, 1);
      relax(at, sign * (width - 1), Math.SQRT2);
      relax(at, sign * (width + 1), Math.SQRT2);
    }
  }
  return rooms;
}

/** The points of every connected area, and its class. */
function areasOn(winners: Int32Array, { width }: Grid): { readonly winner: number; readonly area: readonly number[] }[] {
  const left = winners.slice();
  return [...winners.entries()].flatMap(([first, winner]) => {
    if (left[first] === NONE) return [];
    const area: number[] = [];
    const take = (at: number): void => {
      if (left[at] !== winner) return;
      left[at] = NONE;
      area.push(at);
    };
    take(first);
    // It grows meanwhile.
    for (const at of area) [at - 1, at + 1, at - width, at + width].forEach(take);
    return [{ winner, area }];
  });
}

/** The roomiest point of every connected area, the roomiest area first. Areas too thin for the grid are left out. */
export function placesOf(slice: Slice): Place[] {
  const grid = gridOf(slice);
  const winners = classesOn(slice, grid);
  const rooms = roomsOn(winners, grid);
  const places = areasOn(winners, grid).map(({ winner, area }): Place => {
    const best = greatest(area, (at) => rooms[at] as number) as number;
    return {
      winner,
      x: ((best % grid.width) - 0.5) * grid.cell - grid.w,
      y: (Math.floor(best / grid.width) - 0.5) * grid.cell - grid.h,
      room: (rooms[best] as number) * grid.cell,
    };
  });
  return places.sort((a, b) => b.room - a.room);
}
