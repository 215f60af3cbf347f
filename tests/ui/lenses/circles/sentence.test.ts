import { expect, test } from 'vitest';
import { saidOf } from '../../../../src/ui/lenses/circles/sentence.ts';
import { FRESH, WAVES } from './seen.ts';

test('key frequencies are counted, with what they make up', () => {
  const { key, values } = saidOf(WAVES, 5, ' and ');
  expect([key, values['count'], values['of'], values['list']]).toEqual(['circles.keys', 2, 6, '2 and 5']);
  expect(values['rows']).toBeCloseTo(1, 6);
  expect(values['outputs']).toBeCloseTo(1, 6);
  const one = saidOf({ ...WAVES, keys: Int32Array.of(5) }, 5, ', ');
  expect(one.values['rows']).toBeCloseTo(4 / (4 + 1.8 ** 2), 6);
});

test('where there is none it says how strong the strongest is, and what an even share would be', () => {
  const { key, values } = saidOf(FRESH, 3, ', ');
  expect([key, values['k'], values['share'], values['even']]).toEqual(['circles.flat', 3, FRESH.rows.shares[2], 1 / 6]);
});

test('where none stands out and every circle is even, it says that all frequencies are at work', () => {
  const circles = FRESH.circles.map((circle, i) => ({ ...circle, fit: i === 0 ? 0.5 : 0.97 }));
  expect(saidOf({ ...FRESH, circles }, 3, ', ')).toEqual({ key: 'circles.all', values: { of: 6, fit: 0.97 } });
  expect(saidOf({ ...FRESH, circles: circles.map((circle) => ({ ...circle, fit: 0.969 })) }, 3, ', ').key).toBe('circles.flat');
  expect(saidOf({ ...WAVES, circles }, 5, ', ').key).toBe('circles.keys');
});
