/**
 * The pieces into which one layer's neurons cut one polygon, one after another, without ever holding them all. The lines are tried in order;
 * where one cuts, one half waits on a stack. Halves are visited in the order of a reflected Gray code, so that a piece mostly differs from
 * the one before it in few neurons, and the next layer's maps are cheap to bring up to date.
 */
import type { AffineMaps } from './affine.ts';
import { Corners, CUT, Halves, NEGATIVE, POSITIVE, sideOf } from './polygon.ts';

/** Relative size below which a corner counts as on a line: coincident lines, and three lines through one point, must not leave slivers. */
const ON_THE_LINE = 1e-12;
/** Rounding of a sum relative to its largest terms: decides at deep zoom, where a line is the small difference of large numbers. */
const ROUNDING = 1e-15;

/** What counts as zero on s·x + t·y + c, where |x|, |y| ≤ 1 and numbers as large as `scale` were added up. */
export function toleranceOf(s: number, t: number, c: number, scale: number): number {
  return ON_THE_LINE * (Math.abs(s) + Math.abs(t) + Math.abs(c)) + ROUNDING * scale;
}

/** Largest constant of a layer: the size of the numbers that were added up. */
export function scaleOf({ c }: AffineMaps): number {
  let scale = 0;
  for (let i = 0; i < c.length; i++) scale = Math.max(scale, Math.abs(c[i] as number));
  return scale;
}

export class Arrangement {
  /** By neuron: on which side of its line the piece at hand lies. A neuron that is zero everywhere counts as negative. */
  readonly side: Uint8Array;
  /** Neurons whose line crosses the polygon, and their number. */
  readonly lines: Int32Array;
  count = 0;
  /** The piece at hand. */
  readonly corners = new Corners();
  start = 0;
  size = 0;
  readonly #maps: AffineMaps;
  readonly #tolerance: Float64Array;
  readonly #halves = new Halves();
  readonly #cut: (x0: number, y0: number, x1: number, y1: number) => void;
  // Halves that wait: where their corners start, how many, the line to go on with, their side of the line before it, their place in the code.
  readonly #starts: Int32Array;
  readonly #sizes: Int32Array;
  readonly #nexts: Int32Array;
  readonly #sides: Uint8Array;
  readonly #parities: Uint8Array;
  #waiting = 0;

  /** @param cut hears of each cut's chord. */
  constructor(maps: AffineMaps, cut: (x0: number, y0: number, x1: number, y1: number) => void) {
    const { count } = maps;
    this.#maps = maps;
    this.#cut = cut;
    this.side = new Uint8Array(count);
    this.lines = new Int32Array(count);
    this.#tolerance = new Float64Array(count);
    this.#starts = new Int32Array(count + 1);
    this.#sizes = new Int32Array(count + 1);
    this.#nexts = new Int32Array(count + 1);
    this.#sides = new Uint8Array(count + 1);
    this.#parities = new Uint8Array(count + 1);
  }

  /** Begins with a polygon, on which the maps hold as they are now. */
  enter(corners: Corners, start: number, size: number): void {
    const { s, t, c, count } = this.#maps;
    this.corners.copy(0, corners, start, size);
    const scale = scaleOf(this.#maps);
    const box = this.#box(size);
    this.count = 0;
    for (let i = 0; i < count; i++) {
      const a = s[i] as number;
      const b = t[i] as number;
      const d = c[i] as number;
      const tolerance = toleranceOf(a, b, d, scale);
      // Most lines miss the whole box around the polygon: no need to look at every corner.
      // Stryker disable ConditionalExpression,EqualityOperator,BlockStatement,ArithmeticOperator: whoever does not see it here looks at the corners
      const middle = a * box.x + b * box.y + d;
      const reach = Math.abs(a) * box.halfWidth + Math.abs(b) * box.halfHeight;
      if (Math.abs(middle) > reach + tolerance) {
        this.side[i] = middle > 0 ? POSITIVE : NEGATIVE;
        continue;
      }
      // Stryker restore all
      const side = sideOf(this.corners, 0, size, a, b, d, tolerance);
      if (side === CUT) {
        this.#tolerance[i] = tolerance;
        this.lines[this.count++] = i;
      } else this.side[i] = side;
    }
    this.#waiting = 0;
    this.#wait(0, size, 0, NEGATIVE, 0);
  }

  /** The box around the polygon that was entered. */
  #box(size: number): { readonly x: number; readonly y: number; readonly halfWidth: number; readonly halfHeight: number } {
    const { x, y } = this.corners;
    let [left, right, bottom, top] = [x[0] as number, x[0] as number, y[0] as number, y[0] as number];
    // Stryker disable next-line EqualityOperator: a larger box is as good, only slower
    for (let i = 1; i < size; i++) {
      left = Math.min(left, x[i] as number);
      right = Math.max(right, x[i] as number);
      bottom = Math.min(bottom, y[i] as number);
      top = Math.max(top, y[i] as number);
    }
    // Stryker disable next-line ArithmeticOperator: likewise
    return { x: (left + right) / 2, y: (bottom + top) / 2, halfWidth: (right - left) / 2, halfHeight: (top - bottom) / 2 };
  }

  #wait(start: number, size: number, next: number, side: number, parity: number): void {
    const at = this.#waiting++;
    this.#starts[at] = start;
    this.#sizes[at] = size;
    this.#nexts[at] = next;
    this.#sides[at] = side;
    this.#parities[at] = parity;
  }

  /** Goes on to the next piece; false when there is none. */
  next(): boolean {
    if (this.#waiting === 0) return false;
    const { s, t, c } = this.#maps;
    const { corners, lines, side: sides } = this;
    const from = --this.#waiting;
    let start = this.#starts[from] as number;
    let size = this.#sizes[from] as number;
    let parity = this.#parities[from] as number;
    let k = this.#nexts[from] as number;
    // Sides of earlier lines stand as they were when this half began to wait: whatever came since lies deeper.
    if (k > 0) sides[lines[k - 1] as number] = this.#sides[from] as number;
    for (; k < this.count; k++) {
      const i = lines[k] as number;
      const a = s[i] as number;
      const b = t[i] as number;
      const d = c[i] as number;
      const tolerance = this.#tolerance[i] as number;
      let side: number = sideOf(corners, start, size, a, b, d, tolerance);
      if (side === CUT) {
        const halves = this.#halves;
        halves.cut(corners, start, size, a, b, d, tolerance);
        this.#cut(halves.x0, halves.y0, halves.x1, halves.y1);
        side = parity === 0 ? NEGATIVE : POSITIVE;
        const now = side === NEGATIVE ? halves.negative : halves.positive;
        const later = side === NEGATIVE ? halves.positive : halves.negative;
        const laters = side === NEGATIVE ? halves.positives : halves.negatives;
        size = side === NEGATIVE ? halves.negatives : halves.positives;
        corners.copy(start, later, 0, laters);
        this.#wait(start, laters, k + 1, 1 - side, parity ^ (1 - side));
        start += laters;
        corners.copy(start, now, 0, size);
      }
      sides[i] = side;
      parity ^= side;
    }
    this.start = start;
    this.size = size;
    return true;
  }
}
