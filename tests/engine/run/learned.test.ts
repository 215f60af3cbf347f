/** The one rule by which milestones are passed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learn, NOTHING, type Evaluated } from '../../../src/engine/run/learned.ts';
import { configOf, restated, tales, told, type Passed, type Tale } from './stories.ts';

const thresholds = { memorised: 0.99, grokked: 0.99 };
const passed = (tale: Tale): Passed[] => (told(tale).at(-1) ?? NOTHING).milestones.map(({ kind, step }) => [kind, step]);
const of = (...points: readonly (readonly [step: number, train: number, val: number])[]): Tale => ({
  thresholds,
  evaluations: points.map(([step, train, val]) => ({ step, train, val })),
});

test('step by step it is what the definitions say of the whole curves', () => {
  fc.assert(
    fc.property(tales, (tale) => {
      expect(passed(tale)).toEqual(restated(tale));
    }),
    { numRuns: 3000 },
  );
});

test('the same evaluation twice changes nothing', () => {
  fc.assert(
    fc.property(tales, (tale) => {
      const states = told(tale).slice(1);
      expect(states.map((state, i) => learn(state, tale.evaluations[i] as Evaluated, configOf(tale)))).toEqual(states);
    }),
  );
});

test.each<readonly [what: string, tale: Tale, expected: readonly Passed[]]>([
  [
    'grokking',
    of([90, 1, 0.02], [1000, 1, 0.4], [1260, 1, 1]),
    [
      ['memorised', 90],
      ['grokked', 1260],
    ],
  ],
  [
    'validation at 81 % when the training data was known',
    of([158, 1, 0.81], [1738, 1, 0.99]),
    [
      ['fitted', 158],
      ['generalised', 1738],
    ],
  ],
  ['validation at just below half, and at half', of([10, 1, 0.494]), [['memorised', 10]]],
  ['half is no longer nowhere', of([10, 1, 0.495]), [['fitted', 10]]],
  [
    'half as many steps again are a delay',
    of([100, 1, 0], [150, 1, 1]),
    [
      ['memorised', 100],
      ['grokked', 150],
    ],
  ],
  [
    'fewer are none',
    of([100, 1, 0], [149, 1, 1]),
    [
      ['memorised', 100],
      ['generalised', 149],
    ],
  ],
  [
    'validation first',
    of([36, 0.9, 0.99], [41, 1, 1]),
    [
      ['generalised', 36],
      ['fitted', 41],
    ],
  ],
  [
    'both at once',
    of([36, 1, 1]),
    [
      ['fitted', 36],
      ['generalised', 36],
    ],
  ],
  [
    'validation that was there and is gone when it memorises',
    of([5, 0.5, 1], [9, 1, 0], [90, 1, 1]),
    [
      ['generalised', 5],
      ['memorised', 9],
      ['grokked', 90],
    ],
  ],
  [
    'forgetting, and learning anew without a delay',
    of([100, 1, 0], [200, 0.03, 0.02], [220, 0.03, 0], [300, 1, 0.9], [310, 1, 1]),
    [
      ['memorised', 100],
      ['forgot', 220],
      ['fitted', 300],
      ['generalised', 310],
    ],
  ],
  ['a spike is no forgetting', of([100, 1, 0], [200, 0.03, 0.02], [219, 0.03, 0], [220, 1, 0.1]), [['memorised', 100]]],
  [
    'what knew everything from the start',
    of([0, 1, 0], [2, 1, 1]),
    [
      ['memorised', 0],
      ['grokked', 2],
    ],
  ],
  [
    'of two classes half are right by guessing: that is nowhere near',
    { ...of([10, 1, 0.52], [90, 1, 0.74], [200, 1, 1]), classes: 2 },
    [
      ['memorised', 10],
      ['grokked', 200],
    ],
  ],
  ['half way from guessing to the threshold no longer is', { ...of([10, 1, 0.75]), classes: 2 }, [['fitted', 10]]],
  [
    'of two classes what guesses again has forgotten',
    { ...of([10, 1, 0.5], [100, 0.51, 0.5], [120, 0.52, 0.5]), classes: 2 },
    [
      ['memorised', 10],
      ['forgot', 120],
    ],
  ],
  ['numbers that are none', of([1, Number.NaN, Number.NaN]), []],
])('%s', (_, tale, expected) => expect(passed(tale)).toEqual(expected));
