/** Which moments the plane goes through. */
import { expect, test } from 'vitest';
import { momentsIn } from '../../../../src/ui/lenses/lossPlane/corners.ts';
import { momentOf, MOMENTS } from './moments.ts';

test('the beginning, and the first that were kept with each milestone', () => {
  expect(momentsIn(MOMENTS)).toEqual({ moments: [MOMENTS[0], MOMENTS[2], MOMENTS[4]], called: ['memorised', 'grokked'] });
});

test('what is missing is said', () => {
  expect(momentsIn([])).toEqual({ missing: 'memorised' });
  expect(momentsIn(MOMENTS.slice(0, 2))).toEqual({ missing: 'memorised' });
  expect(momentsIn(MOMENTS.slice(0, 4))).toEqual({ missing: 'grokked' });
});

test('what fitted and generalised without a delay counts; both at once are no two moments', () => {
  const [first, fitted, general] = [momentOf(0, 0), momentOf(10, 0.1, 'fitted'), momentOf(20, 0.2, 'fitted', 'generalised')];
  expect(momentsIn([first, fitted, general])).toEqual({ moments: [first, fitted, general], called: ['fitted', 'generalised'] });
  expect(momentsIn([first, general])).toEqual({ missing: 'grokked' });
});
