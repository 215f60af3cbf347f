import { expect, test } from 'vitest';
import { trendOf } from '../../../src/ui/status/trend.ts';
import { curve } from '../charts/curves.ts';

test.each([
  ['standing', []],
  ['standing', [[0, 0.1]]],
  [
    'rising',
    [
      [0, 0.1],
      [60, 0.2],
      [100, 0.3],
    ],
  ],
  [
    'falling',
    [
      [0, 0.9],
      [60, 0.3],
      [100, 0.2],
    ],
  ],
  [
    'standing',
    [
      [0, 0.9],
      [60, 0.3],
      [100, 0.349],
    ],
  ],
  // What it rose before does not count.
  [
    'standing',
    [
      [0, 0.1],
      [66, 0.5],
      [100, 0.5],
    ],
  ],
] as const)('%s: %j', (trend, points) => expect(trendOf(curve(points))).toBe(trend));
