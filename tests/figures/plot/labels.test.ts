import fc from 'fast-check';
import { expect, test } from 'vitest';
import { besideLines, overlap, spread, textWidth, type LabelBox } from '../../../src/figures/plot/labels.ts';

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

const places = fc.array(
  boxes(14).filter((all) => all.length > 0),
  { maxLength: 4 },
);

test('names beside lines cover neither what stands there nor each other, stay inside and within reach, and are left out only without a place', () => {
  fc.assert(
    fc.property(places, boxes(18), fc.constantFrom(60, 100, 400), fc.constantFrom(10, 18, 1000), (labels, taken, room, reach) => {
      const standing: LabelBox[] = [...taken];
      besideLines(labels, taken, { low: 0, high: room, reach }).forEach((found, i) => {
        const offered = labels[i] as LabelBox[];
        const home = ({ middle }: LabelBox): number => Math.min(room - 7, Math.max(7, middle));
        const isFree = (label: LabelBox, at: number): boolean =>
          Math.abs(at - home(label)) <= reach && !standing.some((other) => overlap({ ...label, middle: at }, other));
        const heights = Array.from({ length: 2 * (room - 14) + 1 }, (_, half) => 7 + half / 2);
        // Whatever came before the one that was taken, or all of them, had no place at all.
        for (const one of offered.slice(0, found?.at)) expect(heights.some((at) => isFree(one, at))).toBe(false);
        if (found === null) return;
        const chosen = offered[found.at] as LabelBox;
        expect([isFree(chosen, found.middle), found.middle >= 7, found.middle <= room - 7]).toEqual([true, true, true]);
        standing.push({ ...chosen, middle: found.middle });
      });
    }),
  );
});

test('a name that covers nothing stays where it is; one that does takes the nearer side, within reach, or its next place', () => {
  const taken: LabelBox[] = [{ left: 50, right: 100, middle: 40, height: 18 }];
  const name = { left: 90, right: 120, height: 14 };
  const place = (reach: number, ...all: LabelBox[]) => besideLines([all], taken, { low: 0, high: 200, reach })[0];
  expect(place(18, { ...name, middle: 100 })).toEqual({ at: 0, middle: 100 });
  expect(place(18, { ...name, left: 100, middle: 40 })).toEqual({ at: 0, middle: 40 });
  expect(place(18, { ...name, middle: 42 })).toEqual({ at: 0, middle: 56 });
  expect(place(18, { ...name, middle: 38 })).toEqual({ at: 0, middle: 24 });
  expect(place(10, { ...name, middle: 38 }, { ...name, left: 10, right: 40, middle: 38 })).toEqual({ at: 1, middle: 38 });
  expect(place(10, { ...name, middle: 38 })).toBeNull();
});
