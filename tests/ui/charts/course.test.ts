/** Captions say what this run did: figures of its curve, in order, and nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { chartsOf } from '../../../src/engine/probes/measuring.ts';
import { loss } from '../../../src/engine/probes/evaluationCharts.ts';
import { createRecord } from '../../../src/engine/run/record.ts';
import { courseOf, courseWords } from '../../../src/ui/charts/course.ts';
import { metricsAt } from '../../metrics.ts';
import { curve } from './curves.ts';

const plain = (value: number): number => value;

test.each([
  [[], null],
  [[[0, 10]], null],
  [
    [
      [0, 10],
      [5, 45],
    ],
    { first: 10, turn: null, last: 45 },
  ],
  [
    [
      [0, 30],
      [70, 42],
      [900, 27],
    ],
    { first: 30, turn: { step: 70, value: 42 }, last: 27 },
  ],
  [
    [
      [0, 30],
      [70, 12],
      [900, 27],
    ],
    { first: 30, turn: { step: 70, value: 12 }, last: 27 },
  ],
  // A ripple is no turn.
  [
    [
      [0, 30],
      [70, 31],
      [900, 10],
    ],
    { first: 30, turn: null, last: 10 },
  ],
] as const)('%j', (points, course) => expect(courseOf(curve(points), plain)).toEqual(course));

test('every figure is one of the curve, first and last stand at the ends, and a turn lies outside of both', () => {
  const points = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { maxLength: 30 }).map((values) => values.map((value, i) => [i, value] as const));
  fc.assert(
    fc.property(points, (list) => {
      const course = courseOf(curve(list), plain);
      expect(course === null).toBe(list.length < 2);
      const values = list.map(([, value]) => value);
      const [first, last, turn] = [course?.first ?? values[0], course?.last ?? values.at(-1), course?.turn?.value ?? values[0]];
      expect([first, last]).toEqual([values[0], values.at(-1)]);
      expect(values.includes(turn as number) || turn === undefined).toBe(true);
      const between = turn !== undefined && turn > Math.min(first as number, last) && turn < Math.max(first as number, last);
      expect(between).toBe(false);
    }),
  );
});

test('in words, where a chart says which of its curves it tells', () => {
  const record = createRecord('a', defaultConfig());
  expect(courseWords(loss, record, 'en')).toBeNull();
  for (const [step, at] of [
    [0, 3.8],
    [80, 21.2],
    [900, 0.17],
  ] as const)
    record.take(metricsAt(step, { val: { loss: at, accuracy: 0 } }));
  expect(courseWords(loss, record, 'en')).toBe('validation 3.80 → 21.2 (step 80) → 0.170');
  expect(courseWords(loss, record, 'ja')).toBe('検証 3.80 → 21.2（ステップ 80） → 0.170');
  expect(courseWords({ ...loss, tells: 'none' }, record, 'en')).toBeNull();
});

test.each([
  [[3.44, 3.452, 3.449], '3.44 → 3.45'],
  [[0.9861, 0.9864, 0.986], '0.986 → 0.986'],
  [[3.44, 3.6, 3.45], '3.44 → 3.60 (step 10) → 3.45'],
])('a turn that reads like an end is none: %j', (values, words) => {
  const record = createRecord('a', defaultConfig());
  values.forEach((at, i) => record.take(metricsAt(10 * i, { val: { loss: at, accuracy: 0 } })));
  expect(courseWords(loss, record, 'en')).toBe(`validation ${words}`);
});

test('every series that a chart tells is one of its own', () => {
  for (const { tells, series } of chartsOf(defaultConfig())) expect([undefined, ...series.map(({ key }) => key)]).toContain(tells);
});

test('a caption before a run says what the curves are, and promises nothing', () => {
  const promises = /\b(tends?|usually|often|always|rises?|falls?|later|after)\b|傾向|多くの場合|よくあ|遅れ|下が|上が/;
  for (const { explanation } of chartsOf(defaultConfig())) expect([explanation.en, explanation.ja].filter((words) => promises.test(words))).toEqual([]);
});
