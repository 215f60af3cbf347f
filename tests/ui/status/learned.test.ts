/** What a run has learned, in words: each claim with the curves behind it, and none that phases, markers or milestones contradict. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunConfig } from '../../../src/engine/config/config.ts';
import { withValue } from '../../../src/engine/config/pairs.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import type { MilestoneKind } from '../../../src/engine/run/milestone.ts';
import { phaseOf } from '../../../src/engine/run/phases.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { markersOf } from '../../../src/figures/plot/markers.ts';
import { progress } from '../../../src/ui/status/learned.ts';
import { metrics } from '../../store/events.ts';
import { isFarBelow, recordOf, restated, tales, type Tale } from '../../engine/run/stories.ts';

const thresholds = { memorised: 0.99, grokked: 0.99 };
type Points = readonly (readonly [step: number, train: number, val: number])[];
/** The same, evaluated right before each step as well, as it stood till then. */
const fine = (points: Points): Points =>
  points.flatMap((point, i) => (i === 0 ? [point] : [[point[0] - 1, points[i - 1]?.[1] ?? 0, points[i - 1]?.[2] ?? 0], point]));
const tale = (points: Points): Tale => ({ thresholds, evaluations: points.map(([step, train, val]) => ({ step, train, val })) });
const said = (record: RunRecord, config: RunConfig = record.config) =>
  progress(record, config).map(({ key, values }) => ({ key: key.replace('status.', ''), values }));
const keys = (...points: Points): string[] =>
  said(recordOf(tale(fine(points))))
    .map(({ key }) => key)
    .filter((key) => !key.startsWith('norm'));

test.each<readonly [points: Points, expected: readonly string[]]>([
  [[[9, 0.04, 0.02]], ['learning']],
  [[[9, 0.4, 0.02]], ['memorising']],
  [[[9, 0.7, 0.6]], ['learning']],
  [[[9, 1, 0.1]], ['waiting']],
  [
    [
      [9, 1, 0.1],
      [90, 1, 0.47],
      [150, 1, 0.47],
    ],
    ['waiting'],
  ],
  [
    [
      [9, 1, 0.1],
      [90, 1, 0.3],
    ],
    ['waitingRising'],
  ],
  [
    [
      [9, 1, 0.1],
      [90, 1, 0.7],
    ],
    ['generalising'],
  ],
  [
    [
      [9, 1, 0.1],
      [90, 1, 0.7],
      [150, 1, 0.7],
    ],
    ['standing'],
  ],
  [
    [
      [90, 1, 0.02],
      [1260, 1, 1],
    ],
    ['grokked'],
  ],
  [
    [
      [90, 1, 0.02],
      [1260, 1, 1],
      [1300, 1, 0.6],
    ],
    ['grokked', 'slipped'],
  ],
  [
    [
      [90, 1, 0.02],
      [1260, 1, 1],
      [1300, 0.03, 0.02],
    ],
    ['grokked', 'slippedBoth'],
  ],
  [
    [
      [100, 1, 0.02],
      [149, 1, 1],
    ],
    ['generalisedSoon'],
  ],
  [[[158, 1, 0.81]], ['fitted', 'valNow']],
  [
    [
      [158, 1, 0.81],
      [1738, 1, 0.99],
    ],
    ['fitted', 'valPassed'],
  ],
  [[[36, 0.9, 0.99]], ['generalisedFirst']],
  [
    [
      [36, 0.9, 0.99],
      [41, 1, 0.99],
    ],
    ['generalisedBefore'],
  ],
  [
    [
      [41, 1, 0.1],
      [45, 0.03, 0.02],
    ],
    ['memorisedOnce'],
  ],
  [
    [
      [41, 1, 0.7],
      [45, 0.03, 0.02],
    ],
    ['fittedOnce'],
  ],
  [
    [
      [41, 1, 0.1],
      [45, 0.03, 0.02],
      [60, 0.03, 0.02],
    ],
    ['forgot'],
  ],
])('%j: %j', (points, expected) => expect(keys(...points)).toEqual(expected));

test('figures are those of the run', () => {
  expect(
    said(
      recordOf(
        tale(
          fine([
            [158, 1, 0.81],
            [1738, 1, 0.99],
          ]),
        ),
      ),
    ),
  ).toEqual([
    { key: 'fitted', values: { fitted: 158, already: 0.81 } },
    { key: 'valPassed', values: { generalised: 1738, threshold: 0.99 } },
  ]);
  expect(
    said(
      recordOf(
        tale(
          fine([
            [90, 1, 0.02],
            [1260, 1, 1],
          ]),
        ),
      ),
    ),
  ).toEqual([{ key: 'grokked', values: { grokked: 1260, memorised: 90, times: 14 } }]);
});

test('waiting, with what the norm does', () => {
  const waiting = (norms: readonly number[], config = defaultConfig()) => {
    const record = createRecord('run', config);
    norms.forEach((norm, i) => record.take(metrics(i, 1, 0.1, norm)));
    record.take({ type: 'milestone', kind: 'memorised', step: 2 });
    return said(record)[1];
  };
  expect(waiting([25, 36, 30])).toEqual({ key: 'normFallen', values: { peak: 36, norm: 30 } });
  expect(waiting([25, 30, 36])?.key).toBe('normRising');
  expect(waiting([30, 30, 30])?.key).toBe('normSteady');
  expect(waiting([30], withValue(defaultConfig(), 'constraint.norm', 'fixed') as RunConfig)?.key).toBe('normHeld');
});

/** Milestones that a sentence claims. */
const CLAIMS: Readonly<Record<string, readonly MilestoneKind[]>> = {
  learning: [],
  memorising: [],
  waiting: ['memorised'],
  waitingRising: ['memorised'],
  generalising: ['memorised'],
  standing: ['memorised'],
  memorisedOnce: ['memorised'],
  grokked: ['memorised', 'grokked'],
  generalisedSoon: ['memorised', 'generalised'],
  generalisedBy: ['generalised'],
  fittedBy: ['fitted'],
  fitted: ['fitted'],
  fittedOnce: ['fitted'],
  generalisedBefore: ['fitted', 'generalised'],
  generalisedFirst: ['generalised'],
  valPassed: ['fitted', 'generalised'],
  forgot: ['forgot'],
};

/** Phases in which it may be said. */
const PHASE: Readonly<Record<string, readonly string[]>> = {
  learning: ['learning'],
  memorising: ['memorising'],
  waiting: ['waiting'],
  waitingRising: ['waiting'],
  generalising: ['generalising'],
  standing: ['generalising'],
  memorisedOnce: ['waiting', 'generalising'],
  fittedOnce: ['generalising'],
  fitted: ['generalising', 'generalised'],
  grokked: ['grokked'],
  generalisedSoon: ['generalised'],
  generalisedBy: ['generalised'],
  fittedBy: ['generalising'],
  generalisedBefore: ['generalised'],
  generalisedFirst: ['generalised'],
  valPassed: ['generalised'],
  forgot: ['forgot'],
};

/** Sentences that say that it does not know its training data now. */
const NOT_NOW: ReadonlySet<string> = new Set(['learning', 'memorising', 'forgot', 'memorisedOnce', 'fittedOnce', 'slippedBoth', 'generalisedFirst']);
const STEPS = ['memorised', 'fitted', 'grokked', 'generalised', 'forgotten', 'step'] as const;

/** What the sentences say that the curves do not. */
function contradictions(one: Tale): string[] {
  const record = recordOf(one);
  const passed = restated(one);
  const since = passed.slice(passed.findLastIndex(([kind]) => kind === 'forgot') + 1);
  const last = one.evaluations.at(-1);
  const phase = phaseOf(record);
  const sentences = said(record);
  const wrong = sentences.flatMap(({ key, values }) => [
    ...(CLAIMS[key] ?? []).filter((kind) => !(kind === 'forgot' ? passed : since).some(([p]) => p === kind)).map((kind) => `${key} without ${kind}`),
    ...(PHASE[key]?.includes(phase) === false ? [`${key} while ${phase}`] : []),
    // Every step that is named is that of a milestone, every accuracy that of the last evaluation.
    ...STEPS.filter((name) => values[name] !== undefined && !passed.some(([, step]) => step === values[name])).map((name) => `${key}: no ${name}`),
    ...(['train', 'val'] as const).filter((name) => values[name] !== undefined && values[name] !== last?.[name]).map((name) => `${key}: ${name}`),
  ]);
  const lost = isFarBelow(last?.train ?? 0, one.thresholds.memorised, one.classes);
  return [...wrong, ...(lost && !sentences.some(({ key }) => NOT_NOW.has(key)) ? ['says nothing of what it does not know now'] : [])];
}

test('sentence, phases, markers and milestones agree on every run, at every evaluation', () => {
  fc.assert(
    fc.property(tales, fc.nat(), (whole, cut) => {
      const one = { ...whole, evaluations: whole.evaluations.slice(0, 1 + (cut % whole.evaluations.length)) };
      const { marks, config } = recordOf(one);
      const markers = markersOf(marks, config, (step) => 1e6 * step, 1, 'en');
      expect(markers.map(({ kind, step }) => [kind, step])).toEqual(restated(one));
      expect(contradictions(one)).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

test.each<readonly [points: Points, key: string]>([
  // A ratio only where both steps are known well enough for one.
  [
    [
      [400, 0.2, 0.02],
      [500, 1, 0.02],
      [1460, 1, 0.6],
      [1500, 1, 1],
    ],
    'grokked',
  ],
  [
    [
      [0, 0.02, 0.02],
      [500, 1, 0.02],
      [1460, 1, 0.6],
      [1500, 1, 1],
    ],
    'grokkedBy',
  ],
  [
    [
      [400, 0.2, 0.02],
      [500, 1, 0.02],
      [1000, 1, 0.02],
      [1500, 1, 1],
    ],
    'grokkedBy',
  ],
  [
    [
      [1, 0.2, 0.02],
      [1500, 1, 1],
    ],
    'generalisedBy',
  ],
  [
    [
      [0, 0.2, 0.02],
      [1000, 1, 0.02],
      [1300, 1, 1],
    ],
    'generalisedBy',
  ],
  [
    [
      [1, 0.2, 0.02],
      [1500, 1, 0.8],
    ],
    'fittedBy',
  ],
  [
    [
      [1400, 0.2, 0.02],
      [1500, 1, 1],
    ],
    'fitted',
  ],
  // The next step is the next step, however early.
  [
    [
      [1, 0.2, 0.02],
      [2, 1, 0.02],
      [8, 1, 0.3],
      [9, 1, 1],
    ],
    'grokked',
  ],
])('%j is said by «%s»', (points, key) => {
  expect(said(recordOf(tale(points)))[0]?.key).toBe(key);
});

/** Evaluations with norms: measured (docs/figures.md). */
const start = (scale: number, points: readonly (readonly [step: number, train: number, norm: number])[]): string[] => {
  const record = createRecord('run', withValue(defaultConfig(), 'init.scale', scale) as RunConfig);
  for (const [step, train, norm] of points) record.take(metrics(step, train, 0.01, norm));
  return said(record).map(({ key }) => key);
};

test('a start that is past shrinking is not told to shrink: weights that have collapsed are', () => {
  const falling = [
    [0, 0.03, 39.4],
    [8, 0.03, 6],
  ] as const;
  expect(start(4, falling)).toEqual(['shrinking']);
  expect(start(4, [...falling, [16, 0.03, 0.93]])).toEqual(['collapsed']);
  // It rises again, and is no longer what it was said to be.
  expect(start(4, [...falling, [16, 0.03, 5], [49, 0.04, 7]])).toEqual(['learning']);
  expect(start(4, [...falling, [16, 0.03, 0.93], [49, 0.5, 3], [60, 0.5, 4]])).toEqual(['memorising']);
  // Whatever the start.
  expect(
    start(1, [
      [0, 0.03, 10],
      [49, 0.03, 2],
    ]),
  ).toEqual(['collapsed']);
  expect(
    start(0.5, [
      [0, 0.03, 5],
      [49, 0.03, 2],
    ]),
  ).toEqual(['learning']);
});

test('a start that had to shrink says so, and one that had not does not', () => {
  const slow = [
    [0, 0.02, 74.8],
    [160, 0.04, 46.2],
    [320, 0.05, 28.9],
  ] as const;
  expect(start(3, slow)).toEqual(['shrinking']);
  expect(start(3, [...slow, [640, 0.94, 23.7]])).toEqual(['shrank', 'memorising']);
  expect(
    start(2, [
      [0, 0.02, 49.8],
      [80, 0.15, 39.6],
      [160, 0.56, 36.6],
    ]),
  ).toEqual(['memorising']);
});
