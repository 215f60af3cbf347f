/** Which class wins where inside a linear region: the upper envelope of the logits, which are affine there. */
import type { AffineMaps } from './affine.ts';
import { scaleOf, toleranceOf } from './arrangement.ts';
import { Corners, CUT, Halves, NEGATIVE, sideOf } from './polygon.ts';

interface Listener {
  /** A part of the region in which `winner` has the largest logit. */
  piece(winner: number, corners: Corners, size: number): void;
  /** Where two winners are equal. */
  boundary(x0: number, y0: number, x1: number, y1: number): void;
}

export class Envelope {
  readonly #logits: AffineMaps;
  readonly #listener: Listener;
  readonly #halves = new Halves();
  #piece = new Corners();
  readonly #whole = new Corners();
  /** Classes that win somewhere, and their number. */
  readonly #winners: Int32Array;
  #count = 0;
  #scale = 0;

  constructor(logits: AffineMaps, listener: Listener) {
    this.#logits = logits;
    this.#listener = listener;
    this.#winners = new Int32Array(logits.count);
  }

  /** Divides a region. */
  divide(corners: Corners, start: number, size: number): void {
    this.#count = 0;
    for (let i = start; i < start + size; i++) this.#admit(this.#winnerAt(corners.x[i] as number, corners.y[i] as number));
    this.#whole.copy(0, corners, start, size);
    // A class that wins at every corner wins everywhere: its lead over any other is affine.
    if (this.#count === 1) {
      this.#listener.piece(this.#winners[0] as number, this.#whole, size);
      return;
    }
    this.#scale = scaleOf(this.#logits);
    this.#complete(size);
    for (let k = 0; k < this.#count; k++) {
      const winner = this.#winners[k] as number;
      const left = this.#clip(winner, size);
      if (left >= 3) this.#listener.piece(winner, this.#piece, left);
    }
    for (let j = 0; j < this.#count; j++) for (let k = j + 1; k < this.#count; k++) this.#meet(this.#winners[j] as number, this.#winners[k] as number, size);
  }

  #admit(winner: number): void {
    for (let k = 0; k < this.#count; k++) if (this.#winners[k] === winner) return;
    this.#winners[this.#count++] = winner;
  }

  /** The class with the largest logit; the first of equals. */
  #winnerAt(x: number, y: number): number {
    const { s, t, c, count } = this.#logits;
    let winner = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const value = (s[i] as number) * x + (t[i] as number) * y + (c[i] as number);
      if (value > most) {
        winner = i;
        most = value;
      }
    }
    return winner;
  }

  /** Adds winners that win at no corner of the region, until each winner's part has none but itself at its corners. */
  #complete(size: number): void {
    let known = 0;
    while (known < this.#count) {
      known = this.#count;
      for (let k = 0; k < known; k++) this.#admitFrom(this.#winners[k] as number, size);
    }
  }

  /** Admits what beats a winner at the corners of its part. */
  #admitFrom(winner: number, size: number): void {
    const left = this.#clip(winner, size);
    for (let i = 0; i < left; i++) {
      const x = this.#piece.x[i] as number;
      const y = this.#piece.y[i] as number;
      const better = this.#winnerAt(x, y);
      if (this.#clearly(better, winner, x, y)) this.#admit(better);
    }
  }

  /** Whether class a leads class b at a point by more than rounding. */
  #clearly(a: number, b: number, x: number, y: number): boolean {
    const { s, t, c } = this.#logits;
    const [ds, dt, dc] = this.#lead(a, b, s, t, c);
    return ds * x + dt * y + dc > toleranceOf(ds, dt, dc, this.#scale);
  }

  #lead(a: number, b: number, s: Float64Array, t: Float64Array, c: Float64Array): [ds: number, dt: number, dc: number] {
    return [(s[a] as number) - (s[b] as number), (t[a] as number) - (t[b] as number), (c[a] as number) - (c[b] as number)];
  }

  /** Leaves in `#piece` the part of the region in which `winner` leads all other winners; returns its number of corners, 0 where it is empty. */
  #clip(winner: number, size: number): number {
    const { s, t, c } = this.#logits;
    this.#piece.copy(0, this.#whole, 0, size);
    let left = size;
    for (let k = 0; k < this.#count; k++) {
      const other = this.#winners[k] as number;
      if (other === winner) continue;
      const [ds, dt, dc] = this.#lead(winner, other, s, t, c);
      const tolerance = toleranceOf(ds, dt, dc, this.#scale);
      const side = sideOf(this.#piece, 0, left, ds, dt, dc, tolerance);
      if (side === CUT) {
        this.#halves.cut(this.#piece, 0, left, ds, dt, dc, tolerance);
        left = this.#halves.positives;
        this.#piece.copy(0, this.#halves.positive, 0, left);
      } else if (this.#level(left, ds, dt, dc, tolerance)) {
        // Stryker disable next-line EqualityOperator: the two are never the same
        if (winner > other) return 0;
      } else if (side === NEGATIVE) return 0;
    }
    return left;
  }

  /** Whether two classes are equal on all of `#piece`: then the first of them has it. */
  #level(size: number, ds: number, dt: number, dc: number, tolerance: number): boolean {
    for (let i = 0; i < size; i++) if (Math.abs(ds * (this.#piece.x[i] as number) + dt * (this.#piece.y[i] as number) + dc) > tolerance) return false;
    return true;
  }

  /** Reports where winners a and b are equal and lead all others. */
  #meet(a: number, b: number, size: number): void {
    const { s, t, c } = this.#logits;
    const [ds, dt, dc] = this.#lead(a, b, s, t, c);
    const tolerance = toleranceOf(ds, dt, dc, this.#scale);
    if (sideOf(this.#whole, 0, size, ds, dt, dc, tolerance) !== CUT) return;
    this.#halves.cut(this.#whole, 0, size, ds, dt, dc, tolerance);
    let { x0, y0, x1, y1 } = this.#halves;
    for (let k = 0; k < this.#count; k++) {
      const other = this.#winners[k] as number;
      if (other === a || other === b) continue;
      const [es, et, ec] = this.#lead(a, other, s, t, c);
      const [before, after] = [es * x0 + et * y0 + ec, es * x1 + et * y1 + ec];
      if (before <= 0 && after <= 0) return;
      if (before >= 0 && after >= 0) continue;
      const along = before / (before - after);
      const [x, y] = [x0 + along * (x1 - x0), y0 + along * (y1 - y0)];
      // Stryker disable next-line EqualityOperator: 0 was dealt with above
      if (before < 0) [x0, y0] = [x, y];
      else [x1, y1] = [x, y];
    }
    this.#listener.boundary(x0, y0, x1, y1);
  }
}
