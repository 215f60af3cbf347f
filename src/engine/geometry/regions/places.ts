/** Where a class's name finds room: the middle of each of its areas. */
import type { Slice } from './slice.ts';

export interface Place {
  readonly winner: number;
  /** Window coordinates, and how far the nearest other class or the rim is. */
  readonly x: number;
  readonly y: number;
  readonly room: number;
}

/** Points along the longer side of the grid on which areas are looked for. */
const GRID = 64;
const DIAGONAL = Math.SQRT2;

/** The class at each point of a grid of `columns` × `rows` cell centres, -1 where nothing was cut. */
function classGrid({ offsets, corners, classes }: Slice, columns: number, rows: number, cell: number, w: number, h: number): Int32Array {
  const grid = new Int32Array(columns * rows).fill(-1);
  for (let k = 0; k < classes.length; k++) {
    const [from, to] = [offsets[k] as number, offsets[k + 1] as number];
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = from; i < to; i++) {
      const [x, y] = [corners[2 * i] as number, corners[2 * i + 1] as number];
      left = Math.min(left, x);
      right = Math.max(right, x);
      bottom = Math.min(bottom, y);
      top = Math.max(top, y);
    }
    const [c0, c1] = [Math.max(0, Math.ceil((left + w) / cell - 0.5)), Math.min(columns - 1, Math.floor((right + w) / cell - 0.5))];
    const [r0, r1] = [Math.max(0, Math.ceil((bottom + h) / cell - 0.5)), Math.min(rows - 1, Math.floor((top + h) / cell - 0.5))];
    for (let r = r0; r <= r1; r++) {
      for (let c = c0; c <= c1; c++) {
        if (holds(corners, from, to, (c + 0.5) * cell - w, (r + 0.5) * cell - h)) grid[r * columns + c] = classes[k] as number;
      }
    }
  }
  return grid;
}

function holds(corners: Float64Array, from: number, to: number, x: number, y: number): boolean {
  for (let i = from; i < to; i++) {
    const j = i + 1 < to ? i + 1 : from;
    const px = (corners[2 * i] as number) - x;
    const py = (corners[2 * i + 1] as number) - y;
    if (px * ((corners[2 * j + 1] as number) - y) - py * ((corners[2 * j] as number) - x) < 0) return false;
  }
  return true;
}

/** Distance of each grid point to the next of another class, or to the rim, in cells: two sweeps, diagonals counting √2. */
function roomGrid(grid: Int32Array, columns: number, rows: number): Float64Array {
  const room = new Float64Array(grid.length).fill(Infinity);
  const relax = (r: number, c: number, dr: number, dc: number, step: number): void => {
    const at = r * columns + c;
    const [nr, nc] = [r + dr, c + dc];
    const outside = nr < 0 || nc < 0 || nr >= rows || nc >= columns;
    const other = outside || grid[nr * columns + nc] !== grid[at];
    room[at] = Math.min(room[at] as number, other ? step / 2 : (room[nr * columns + nc] as number) + step);
  };
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      for (const [dr, dc, step] of [
        [0, -1, 1],
        [-1, -1, DIAGONAL],
        [-1, 0, 1],
        [-1, 1, DIAGONAL],
      ] as const)
        relax(r, c, dr, dc, step);
    }
  }
  for (let r = rows - 1; r >= 0; r--) {
    for (let c = columns - 1; c >= 0; c--) {
      for (const [dr, dc, step] of [
        [0, 1, 1],
        [1, 1, DIAGONAL],
        [1, 0, 1],
        [1, -1, DIAGONAL],
      ] as const)
        relax(r, c, dr, dc, step);
    }
  }
  return room;
}

/** The roomiest point of every connected area, the roomiest area first. Areas too thin for the grid are left out. */
export function placesOf(slice: Slice): Place[] {
  const { halfWidth, halfHeight } = slice.view;
  const unit = Math.max(halfWidth, halfHeight);
  const [w, h] = [halfWidth / unit, halfHeight / unit];
  const cell = 2 / GRID;
  const [columns, rows] = [Math.max(1, Math.round((2 * w) / cell)), Math.max(1, Math.round((2 * h) / cell))];
  const grid = classGrid(slice, columns, rows, cell, w, h);
  const room = roomGrid(grid, columns, rows);
  const seen = new Uint8Array(grid.length);
  const places: Place[] = [];
  for (let first = 0; first < grid.length; first++) {
    if (seen[first] === 1 || grid[first] === -1) continue;
    const winner = grid[first] as number;
    const stack = [first];
    seen[first] = 1;
    let best = first;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if ((room[at] as number) > (room[best] as number)) best = at;
      const c = at % columns;
      for (const next of [at - columns, at + columns, c > 0 ? at - 1 : -1, c < columns - 1 ? at + 1 : -1]) {
        if (next < 0 || next >= grid.length || seen[next] === 1 || grid[next] !== winner) continue;
        seen[next] = 1;
        stack.push(next);
      }
    }
    places.push({
      winner,
      x: ((best % columns) + 0.5) * cell - w,
      y: (Math.floor(best / columns) + 0.5) * cell - h,
      room: (room[best] as number) * cell,
    });
  }
  return places.sort((a, b) => b.room - a.room);
}
