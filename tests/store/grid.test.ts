/** The moments at which all that looks once in a while looks. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { untilNext } from '../../src/store/grid.ts';

test('whenever somebody asks, the next moment is a multiple, ahead, and at most one interval away', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1e9 }), (ms, now) => {
      const wait = untilNext(ms, now);
      expect((now + wait) % ms).toBe(0);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(ms);
    }),
  );
});
