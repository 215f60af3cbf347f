/**
 * The background: what the network answers at every place of a window. It is asked at the points of a grid; between them the outputs are taken to
 * be straight, which they are inside each linear region, so that borders are not steps but lines. Pure.
 */
import { contours } from 'd3-contour';
import { NONE, roomiestOf } from '../../geometry/regions/areas.ts';
import type { Area, AreaName } from './question.ts';

/** Points of the grid beyond the window on each side, so that areas go on to its edge and past it. */
const BEYOND = 1;
/** Of the point (column, row) of a grid, in halves of the window from its middle on. */
export const gridPlace = (i: number, grid: number): number => (2 * (i - BEYOND) + 1) / (grid - 2 * BEYOND) - 1;

/** The largest of each row of scores (points, answers), the first of equals. */
export function winnersOf(scores: Float64Array, answers: number): Int32Array {
  return Int32Array.from({ length: scores.length / answers }, (_, point) => {
    let best = 0;
    for (let c = 1; c < answers; c++) if ((scores[point * answers + c] as number) > (scores[point * answers + best] as number)) best = c;
    return best;
  });
}

/** By how much each answer is ahead of all others, (points); below 0 where another one wins. */
function leadOf(scores: Float64Array, answers: number, answer: number): number[] {
  return Array.from({ length: scores.length / answers }, (_, point) => {
    let most = -Infinity;
    for (let c = 0; c < answers; c++) if (c !== answer) most = Math.max(most, scores[point * answers + c] as number);
    // Where there is but one answer, it leads everywhere.
    return answers === 1 ? 1 : (scores[point * answers + answer] as number) - most;
  });
}

/** d3-contour has the middle of a cell at ½. */
const corner = (at: number, grid: number): number => gridPlace(at - 0.5, grid);

function areaOf(lead: number[], grid: number, answer: number): Area {
  const { coordinates } = contours().size([grid, grid]).contour(lead, 0);
  const rings = coordinates.flat();
  const corners = new Float32Array(2 * rings.reduce((sum, ring) => sum + ring.length - 1, 0));
  const ends: number[] = [];
  let at = 0;
  for (const ring of rings) {
    // The last corner is the first one again.
    for (const [x, y] of ring.slice(0, -1) as [number, number][]) {
      corners[2 * at] = corner(x, grid);
      corners[2 * at + 1] = corner(y, grid);
      at++;
    }
    ends.push(at);
  }
  return { answer, corners, ends: Int32Array.from(ends) };
}

function namesOf(winners: Int32Array, grid: number): AreaName[] {
  const isRim = (i: number): boolean => i < BEYOND || i >= grid - BEYOND;
  const inside = winners.map((winner, point) => (isRim(point % grid) || isRim(Math.floor(point / grid)) ? NONE : winner));
  return roomiestOf(inside, grid).map(({ winner, at, room }) => ({
    answer: winner,
    x: gridPlace(at % grid, grid),
    y: gridPlace(Math.floor(at / grid), grid),
    room: (room * 2) / (grid - 2 * BEYOND),
  }));
}

/** @param scores (grid², answers): rows from below upwards, points from left to right; finite. Yields after every answer. */
export function* groundOf(scores: Float64Array, grid: number, answers: number): Generator<void, { areas: Area[]; names: AreaName[] }> {
  const winners = winnersOf(scores, answers);
  const areas: Area[] = [];
  for (const answer of new Set(winners)) {
    areas.push(areaOf(leadOf(scores, answers, answer), grid, answer));
    yield;
  }
  return { areas: areas.toSorted((a, b) => a.answer - b.answer), names: namesOf(winners, grid) };
}
