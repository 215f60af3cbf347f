/** The upper envelope over a region: each point belongs to the class whose logit is largest there, to one class alone, and rounding opens no gap. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Envelope } from '../../../../src/engine/geometry/regions/classes.ts';
import { areaOf, Corners } from '../../../../src/engine/geometry/regions/polygon.ts';
import { Rng } from '../../../../src/engine/rng.ts';

/** A logit s·x + t·y + c. */
type Logit = readonly [s: number, t: number, c: number];

interface Divided {
  /** Area by class. */
  readonly areas: Map<number, number>;
  readonly boundaries: number;
  /** Lengths of the pieces' outlines and of the boundaries, together. */
  readonly outlines: number;
  readonly between: number;
  /** The winner at a point, by the piece that holds it; null where none does. */
  winnerAt(x: number, y: number): number | null;
}

type Outline = readonly (readonly [x: number, y: number])[];
const aroundOf = (outline: Outline): number =>
  outline.reduce((sum, [x0, y0], i) => {
    const [x1, y1] = outline[(i + 1) % outline.length] as readonly [number, number];
    return sum + Math.hypot(x1 - x0, y1 - y0);
  }, 0);

const SQUARE = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;

/** Smaller than the square, so that no coordinate is its own inverse. */
const PENTAGON: Outline = [
  [-0.3, -0.8],
  [0.4, -0.5],
  [0.7, 0.3],
  [0.1, 0.9],
  [-0.6, 0.2],
];

/** Divides the square −1 … 1, or another polygon, and checks every corner of every piece. */
function divide(logits: readonly Logit[], outline: Outline = SQUARE): Divided {
  const pieces: { readonly winner: number; readonly outline: Outline }[] = [];
  let between = 0;
  const column = (i: 0 | 1 | 2): Float64Array => Float64Array.from(logits, (one) => one[i]);
  const areas = new Map<number, number>();
  let boundaries = 0;
  const valueOf = ([s, t, c]: Logit, x: number, y: number): number => s * x + t * y + c;
  const envelope = new Envelope(
    { count: logits.length, s: column(0), t: column(1), c: column(2) },
    {
      piece(winner, corners, size) {
        pieces.push({ winner, outline: Array.from({ length: size }, (_, i) => [corners.x[i] as number, corners.y[i] as number] as const) });
        areas.set(winner, (areas.get(winner) ?? 0) + areaOf(corners, 0, size));
        for (let i = 0; i < size; i++) {
          const [x, y] = [corners.x[i] as number, corners.y[i] as number];
          const most = Math.max(...logits.map((one) => valueOf(one, x, y)));
          expect(valueOf(logits[winner] as Logit, x, y)).toBeGreaterThanOrEqual(most - 1e-6);
        }
      },
      boundary(x0, y0, x1, y1) {
        boundaries++;
        between += Math.hypot(x1 - x0, y1 - y0);
        for (const [x, y] of [
          [x0, y0],
          [x1, y1],
        ] as const) {
          const [first = 0, second = 0] = logits.map((one) => valueOf(one, x, y)).toSorted((a, b) => b - a);
          expect(first - second).toBeLessThan(1e-6);
        }
      },
    },
  );
  const corners = new Corners();
  for (const [i, [x, y]] of outline.entries()) corners.set(3 + i, x, y);
  envelope.divide(corners, 3, outline.length);
  const holds = (of: Outline, x: number, y: number): boolean =>
    of.every(([x0, y0], i) => {
      const [x1, y1] = of[(i + 1) % of.length] as readonly [number, number];
      return (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) >= 0;
    });
  return {
    areas,
    boundaries,
    between,
    outlines: pieces.reduce((sum, piece) => sum + aroundOf(piece.outline), 0),
    winnerAt: (x, y) => pieces.find((piece) => holds(piece.outline, x, y))?.winner ?? null,
  };
}

const total = ({ areas }: Divided): number => [...areas.values()].reduce((sum, area) => sum + area, 0);

test('halves, quarters, and a class that wins at no corner', () => {
  const halves = divide([
    [1, 0, 0],
    [-1, 0, 0],
  ]);
  expect([halves.areas.get(0), halves.areas.get(1), halves.boundaries]).toEqual([2, 2, 1]);
  const tent = divide([
    [4, 0, -2],
    [-4, 0, -2],
    [0, 0, 0],
  ]);
  expect([0, 1, 2].map((winner) => tent.areas.get(winner))).toEqual([1, 1, 2]);
  expect(tent.boundaries).toBe(2);
});

test('whatever the logits, the pieces cover the region, each point once', () => {
  const number = fc.integer({ min: -2000, max: 2000 }).map((n) => n / 1000);
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 7 }), (logits) => {
      expect(total(divide(logits))).toBeCloseTo(4, 5);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['a square', SQUARE],
  ['a pentagon', PENTAGON],
])('in %s each point goes to its largest logit, and where two pieces meet there is a boundary', (_, outline) => {
  const rng = new Rng(1, 'logits');
  let [seen, most] = [0, 0];
  for (let n = 0; n < 150; n++) {
    const logits = Array.from({ length: 2 + (n % 7) }, (): Logit => [rng.normal(), rng.normal(), 0.4 * rng.normal()]);
    const divided = divide(logits, outline);
    // Every border but the polygon's own has a piece on either side.
    expect(divided.outlines).toBeCloseTo(aroundOf(outline) + 2 * divided.between, 6);
    most = Math.max(most, divided.areas.size);
    for (let k = 0; k < 20; k++) {
      // A mixture of the corners.
      const shares = outline.map(() => -Math.log(1 - rng.uniform()));
      const whole = shares.reduce((sum, share) => sum + share, 0);
      const at = (axis: 0 | 1): number => outline.reduce((sum, corner, i) => sum + (corner[axis] * (shares[i] as number)) / whole, 0);
      const [x, y] = [at(0), at(1)];
      const values = logits.map(([s, t, c]) => s * x + t * y + c);
      const [first = 0, second = 0] = values.toSorted((a, b) => b - a);
      if (first - second < 1e-9) continue;
      expect(divided.winnerAt(x, y)).toBe(values.indexOf(first));
      seen++;
    }
  }
  expect(seen).toBeGreaterThan(2900);
  expect(most).toBeGreaterThan(3);
});

test('of classes that are equal everywhere the first has it all, also beside others', () => {
  for (const outline of [SQUARE, PENTAGON]) {
    const divided = divide(
      [
        [0.5, 0.25, 0],
        [0.5, 0.25, 0],
        [-0.5, 0.25, 0],
        [-0.5, 0.25, 0],
        [0, 0, -3],
      ],
      outline,
    );
    expect(new Set(divided.areas.keys())).toEqual(new Set([0, 2]));
    expect(divided.boundaries).toBe(1);
    expect(
      divide(
        [
          [0, 0, 1],
          [0, 0, 1],
        ],
        outline,
      ),
    ).toMatchObject({ areas: new Map([[0, expect.any(Number) as number]]), boundaries: 0 });
  }
});

test('three that meet in one point have three boundaries between them', () => {
  const divided = divide([
    [1, 0, 0],
    [-0.5, 0.75, 0],
    [-0.5, -0.75, 0],
  ]);
  expect([divided.areas.size, divided.boundaries]).toEqual([3, 3]);
  expect(divided.outlines).toBeCloseTo(8 + 2 * divided.between, 9);
  // Of four, opposite ones meet in the point alone.
  const four = divide([
    [1, 0, 0],
    [0, 1, 0],
    [-1, 0, 0],
    [0, -1, 0],
  ]);
  expect([...four.areas.values()]).toEqual([1, 1, 1, 1].map((area) => expect.closeTo(area, 9) as number));
  expect(four.between).toBeCloseTo(4 * Math.SQRT2, 9);
});

describe('classes that differ by rounding alone share nothing out', () => {
  const tiny = fc.integer({ min: -1, max: 1 }).map((n) => n * 2.3e-16);
  const alike = fc.array(fc.tuple(tiny, tiny), { minLength: 2, maxLength: 5 }).map((slopes) => slopes.map(([s, t]): Logit => [s, t, 1]));

  test('one of them has it all', () => {
    fc.assert(
      fc.property(alike, (logits) => {
        const divided = divide(logits);
        expect([total(divided), divided.areas.size]).toEqual([4, 1]);
        const other = divide(logits, PENTAGON);
        expect([other.outlines, other.areas.size]).toEqual([expect.closeTo(aroundOf(PENTAGON), 9), 1]);
      }),
      { numRuns: 200 },
    );
  });

  test('but for what another class takes of it', () => {
    fc.assert(
      fc.property(alike, (logits) => {
        // Larger to the right of ½: a quarter.
        const divided = divide([...logits, [2, 0, 0]]);
        expect(divided.areas.get(logits.length)).toBeCloseTo(1, 6);
        expect(total(divided)).toBeCloseTo(4, 6);
        expect(divided.areas.size).toBe(2);
      }),
      { numRuns: 200 },
    );
  });
});
