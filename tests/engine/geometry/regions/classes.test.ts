/** The upper envelope over a region: each point belongs to the class whose logit is largest there, to one class alone, and rounding opens no gap. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Envelope } from '../../../../src/engine/geometry/regions/classes.ts';
import { areaOf, Corners } from '../../../../src/engine/geometry/regions/polygon.ts';

/** A logit s·x + t·y + c. */
type Logit = readonly [s: number, t: number, c: number];

interface Divided {
  /** Area by class. */
  readonly areas: Map<number, number>;
  readonly boundaries: number;
}

const SQUARE = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;

/** Divides the square −1 … 1 and checks every corner of every piece. */
function divide(logits: readonly Logit[]): Divided {
  const column = (i: 0 | 1 | 2): Float64Array => Float64Array.from(logits, (one) => one[i]);
  const areas = new Map<number, number>();
  let boundaries = 0;
  const valueOf = ([s, t, c]: Logit, x: number, y: number): number => s * x + t * y + c;
  const envelope = new Envelope(
    { count: logits.length, s: column(0), t: column(1), c: column(2) },
    {
      piece(winner, corners, size) {
        areas.set(winner, (areas.get(winner) ?? 0) + areaOf(corners, 0, size));
        for (let i = 0; i < size; i++) {
          const [x, y] = [corners.x[i] as number, corners.y[i] as number];
          const most = Math.max(...logits.map((one) => valueOf(one, x, y)));
          expect(valueOf(logits[winner] as Logit, x, y)).toBeGreaterThanOrEqual(most - 1e-6);
        }
      },
      boundary(x0, y0, x1, y1) {
        boundaries++;
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
  for (const [i, [x, y]] of SQUARE.entries()) corners.set(3 + i, x, y);
  envelope.divide(corners, 3, 4);
  return { areas, boundaries };
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

describe('classes that differ by rounding alone share nothing out', () => {
  const tiny = fc.integer({ min: -1, max: 1 }).map((n) => n * 2.3e-16);
  const alike = fc.array(fc.tuple(tiny, tiny), { minLength: 2, maxLength: 5 }).map((slopes) => slopes.map(([s, t]): Logit => [s, t, 1]));

  test('one of them has it all', () => {
    fc.assert(
      fc.property(alike, (logits) => {
        const divided = divide(logits);
        expect([total(divided), divided.areas.size]).toEqual([4, 1]);
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
