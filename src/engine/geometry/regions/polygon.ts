/** Convex polygons, stacked in two arrays, and the one thing that is done to them: cutting along a line. */

/** Which side of a line a polygon lies on. */
export const NEGATIVE = 0;
export const POSITIVE = 1;
export const CUT = 2;
export type Side = typeof NEGATIVE | typeof POSITIVE | typeof CUT;

/** Coordinates of corners, counter-clockwise, one polygon after another. */
export class Corners {
  x = new Float64Array(1024);
  y = new Float64Array(1024);

  /** Makes room for corners 0 … count-1. */
  reserve(count: number): void {
    if (count <= this.x.length) return;
    const grow = (old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(Math.max(count, 2 * old.length));
      grown.set(old);
      return grown;
    };
    this.x = grow(this.x);
    this.y = grow(this.y);
  }

  set(at: number, x: number, y: number): void {
    this.x[at] = x;
    this.y[at] = y;
  }

  /** Moves `count` corners from another place in this or another stack. */
  copy(to: number, source: Corners, from: number, count: number): void {
    this.reserve(to + count);
    if (source === this) {
      this.x.copyWithin(to, from, from + count);
      this.y.copyWithin(to, from, from + count);
      return;
    }
    for (let i = 0; i < count; i++) this.set(to + i, source.x[from + i] as number, source.y[from + i] as number);
  }
}

/** Area of `count` corners from `start`. */
export function areaOf({ x, y }: Corners, start: number, count: number): number {
  let twice = 0;
  const x0 = x[start] as number;
  const y0 = y[start] as number;
  for (let i = start + 1; i + 1 < start + count; i++) {
    twice += ((x[i] as number) - x0) * ((y[i + 1] as number) - y0) - ((x[i + 1] as number) - x0) * ((y[i] as number) - y0);
  }
  return twice / 2;
}

/**
 * Which side of a·x + b·y + c = 0 a polygon lies on. Corners within `tolerance` of zero count as on the line; a polygon that lies on it with
 * all its corners goes with the farthest, and with the negative side where there is none.
 */
export function sideOf({ x, y }: Corners, start: number, count: number, a: number, b: number, c: number, tolerance: number): Side {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = start; i < start + count; i++) {
    const d = a * (x[i] as number) + b * (y[i] as number) + c;
    least = Math.min(least, d);
    most = Math.max(most, d);
    if (least < -tolerance && most > tolerance) return CUT;
  }
  return most > -least ? POSITIVE : NEGATIVE;
}

/** Both halves of a polygon, and the chord between them. Reused from cut to cut. */
export class Halves {
  readonly negative = new Corners();
  readonly positive = new Corners();
  negatives = 0;
  positives = 0;
  x0 = 0;
  y0 = 0;
  x1 = 0;
  y1 = 0;

  /** Cuts a polygon that `sideOf` called CUT. Corners on the line belong to both halves. */
  cut(of: Corners, start: number, count: number, a: number, b: number, c: number, tolerance: number): void {
    this.negative.reserve(count + 2);
    this.positive.reserve(count + 2);
    this.negatives = this.positives = 0;
    const last = start + count - 1;
    let px = of.x[last] as number;
    let py = of.y[last] as number;
    let before = a * px + b * py + c;
    for (let i = start; i <= last; i++) {
      const x = of.x[i] as number;
      const y = of.y[i] as number;
      const d = a * x + b * y + c;
      if ((before > tolerance && d < -tolerance) || (before < -tolerance && d > tolerance)) {
        const along = before / (before - d);
        this.#both(px + along * (x - px), py + along * (y - py));
      }
      if (d > tolerance) this.positive.set(this.positives++, x, y);
      else if (d < -tolerance) this.negative.set(this.negatives++, x, y);
      else this.#both(x, y);
      px = x;
      py = y;
      before = d;
    }
  }

  #both(x: number, y: number): void {
    this.negative.set(this.negatives++, x, y);
    this.positive.set(this.positives++, x, y);
    // The chord runs between the last two.
    this.x0 = this.x1;
    this.y0 = this.y1;
    this.x1 = x;
    this.y1 = y;
  }
}
