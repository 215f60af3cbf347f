/** Where on a grid of winners a name finds room: the roomiest point of every connected area. Pure. */
import { greatest } from 'd3-array';

/** No winner: around the grid, and where there is nothing. */
export const NONE = -1;

export interface Roomiest {
  readonly winner: number;
  /** A point of the grid, and how far from it the nearest of another winner is, in cells. */
  readonly at: number;
  readonly room: number;
}

/** Distance of each point to the next of another class, or to the rim, in cells: one sweep forward and one back, diagonals counting √2. */
function roomsOn(winners: Int32Array, width: number): Float64Array {
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
function areasOn(winners: Int32Array, width: number): { readonly winner: number; readonly area: readonly number[] }[] {
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

/** @param winners row by row; NONE all around. @returns of every connected area, in the order of their first points */
export function roomiestOf(winners: Int32Array, width: number): Roomiest[] {
  const rooms = roomsOn(winners, width);
  return areasOn(winners, width).map(({ winner, area }) => {
    const at = greatest(area, (point) => rooms[point] as number) as number;
    return { winner, at, room: rooms[at] as number };
  });
}
