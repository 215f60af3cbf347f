/** Curves as CSV: the same float64 again, and anything else is named by its line. */
import { describe, expect, test } from 'vitest';
import { readCurves, writeCurves } from '../../../src/engine/runfile/curves.ts';
import type { Series } from '../../../src/engine/runfile/series.ts';
import { Refused } from '../../../src/engine/runfile/refused.ts';

const series = (key: string, ...points: readonly (readonly [number, number])[]): Series => ({
  key,
  steps: Float64Array.from(points, ([step]) => step),
  values: Float64Array.from(points, ([, value]) => value),
});

const CURVES = [
  series('train.loss', [0, 3.7612001895904541], [1, 1e-300], [1000, 5e21]),
  series('robust.0.05', [3, -1 / 3], [9, 0]),
  series('weightNorms.layer0.in.bias', [0, Number.MAX_VALUE], [2, Number.MIN_VALUE]),
];

test('one line for each number, under a first line that names the columns', () => {
  expect(writeCurves(CURVES.slice(1, 2))).toBe('step,series,value\n3,robust.0.05,-0.3333333333333333\n9,robust.0.05,0\n');
});

test('read as written, also in another order of lines, and with the line ends of other systems', () => {
  const csv = writeCurves(CURVES);
  expect(readCurves(csv, 1000)).toEqual(CURVES);
  expect(readCurves(csv.replaceAll('\n', '\r\n'), 1000)).toEqual(CURVES);
  expect(readCurves(csv.trimEnd(), 1000)).toEqual(CURVES);
  const [first, ...lines] = csv.trimEnd().split('\n');
  const bySteps = [first, ...lines.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))].join('\n');
  expect(new Set(readCurves(bySteps, 1000))).toEqual(new Set(CURVES));
});

test('none', () => expect(readCurves('step,series,value\n', 0)).toEqual([]));

describe('refused, by the line', () => {
  const said = (csv: string): string => {
    try {
      readCurves(csv, 10);
    } catch (error) {
      if (error instanceof Refused) return `${error.problems[0]?.field}: ${error.problems[0]?.expected.en}`;
      throw error;
    }
    return 'taken';
  };
  const after = (...lines: readonly string[]): string => said(['step,series,value', ...lines].join('\n'));

  test.each([
    ['no first line', said('0,a,1'), /^curves.csv, line 1: the line/],
    ['nothing at all', said(''), /^curves.csv: /],
    ['no number', after('0,a,1', '1,a,x'), /^curves.csv, line 3: a step/],
    ['not a number', after('0,a,NaN'), /line 2/],
    ['more than there are', after('0,a,Infinity'), /line 2/],
    ['more than fits', after('0,a,1e999'), /line 2/],
    ['hexadecimal', after('0,a,0x10'), /line 2/],
    ['an empty value', after('0,a,'), /line 2/],
    ['an empty line', after('0,a,1', '', '1,a,1'), /line 3/],
    ['a formula', after('0,=HYPERLINK("x"),1'), /line 2/],
    ['a script', after('0,<script>,1'), /line 2/],
    ['an ancestor', after('0,__proto__,1'), /line 2/],
    ['another column', after('0,a,1,2'), /line 2/],
    ['half a step', after('0.5,a,1'), /line 2/],
    ['a step before the one before', after('3,a,1', '5,b,1', '2,a,1'), /line 4: a step from 4 to 10/],
    ['a step twice', after('3,a,1', '3,a,1'), /line 3: a step from 4/],
    ['a step after the last', after('11,a,1'), /line 2: a step from 0 to 10/],
    ['more right answers than questions', after('0,train.loss,5', '0,val.accuracy,1.01'), /line 3: an accuracy of at most 1/],
    ['thousands of series', after(...Array.from({ length: 1001 }, (_, i) => `0,a${i},1`)), /^curves.csv: of at most 1000/],
  ])('%s', (_, words, pattern) => expect(words).toMatch(pattern));
});
