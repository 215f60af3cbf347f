import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clearOf, overlap, spread, textWidth, type LabelBox } from '../../../src/figures/plot/labels.ts';

const wanted = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 6 });

test('labels that fit do not overlap, keep their order and stay inside', () => {
  fc.assert(
    fc.property(wanted, (ys) => {
      const placed = spread(ys, 16, 0, 100);
      expect(placed).toHaveLength(ys.length);
      const order = ys.map((_, i) => i).sort((a, b) => (ys[a] as number) - (ys[b] as number) || a - b);
      order.forEach((i, k) => {
        expect(placed[i]).toBeGreaterThanOrEqual(8 - 1e-9);
        expect(placed[i]).toBeLessThanOrEqual(92 + 1e-9);
        const above = placed[order[k - 1] ?? -1] ?? -Infinity;
        expect((placed[i] as number) - above).toBeGreaterThanOrEqual(16 - 1e-9);
      });
    }),
  );
});

test('labels far enough apart stay where they want to be', () => {
  expect(spread([20, 80, 50], 16, 0, 100)).toEqual([20, 80, 50]);
});

test('two at one place move apart equally', () => {
  expect(spread([50, 50], 16, 0, 100)).toEqual([42, 58]);
});

test('too many share the room', () => {
  const placed = spread([0, 0, 0], 16, 0, 30);
  expect(placed[0]).toBe(8);
  expect(placed[2]).toBe(22);
});

test('a Japanese character is about twice as wide as a Latin one', () => {
  expect(textWidth('検証')).toBeGreaterThan(textWidth('va'));
});

const box = fc.record({ left: fc.integer({ min: 0, max: 300 }), width: fc.integer({ min: 10, max: 150 }), middle: fc.integer({ min: 0, max: 400 }) });
const boxes = (height: number) =>
  fc.array(
    box.map(({ left, width, middle }): LabelBox => ({ left, right: left + width, middle, height })),
    { maxLength: 4 },
  );

test('names that keep clear cover neither what stands there nor each other, and stay inside', () => {
  fc.assert(
    fc.property(boxes(14), boxes(18), fc.constantFrom(60, 100, 400), (names, taken, room) => {
      const standing: LabelBox[] = [...taken];
      clearOf(names, taken, 0, room).forEach((middle, i) => {
        const name = names[i] as LabelBox;
        const isFree = (at: number): boolean => !standing.some((other) => overlap({ ...name, middle: at }, other));
        const places = Array.from({ length: 2 * (room - 14) + 1 }, (_, half) => 7 + half / 2);
        // One that is left out had no place at all.
        expect(middle === null ? places.some(isFree) : !isFree(middle)).toBe(false);
        if (middle === null) return;
        expect([middle >= 7, middle <= room - 7]).toEqual([true, true]);
        standing.push({ ...name, middle });
      });
    }),
  );
});

test('a name that covers nothing stays where it is; one that does takes the nearer side', () => {
  const taken: LabelBox[] = [{ left: 50, right: 100, middle: 40, height: 18 }];
  const name = { left: 90, right: 120, height: 14 };
  expect(clearOf([{ ...name, middle: 100 }], taken, 0, 200)).toEqual([100]);
  expect(clearOf([{ ...name, left: 100, middle: 40 }], taken, 0, 200)).toEqual([40]);
  expect(clearOf([{ ...name, middle: 42 }], taken, 0, 200)).toEqual([56]);
  expect(clearOf([{ ...name, middle: 38 }], taken, 0, 200)).toEqual([24]);
});
