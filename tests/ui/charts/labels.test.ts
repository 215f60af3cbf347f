import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread, textWidth } from '../../../src/ui/charts/labels.ts';

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
