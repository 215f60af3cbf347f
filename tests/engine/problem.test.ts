import { describe, expect, test } from 'vitest';
import { describeProblem } from '../../src/engine/problem.ts';

const expected = { en: 'a number', ja: '数にしてください。' };
const shown = (value: unknown): string =>
  describeProblem({ field: 'seed', value, expected }, 'en').slice('seed: '.length, -' is not allowed; it must be a number'.length);

test('a problem is a sentence in both languages', () => {
  const problem = { field: 'seed', value: 'x', expected };
  expect(describeProblem(problem, 'en')).toBe('seed: "x" is not allowed; it must be a number');
  expect(describeProblem(problem, 'ja')).toBe('seed: "x" は使えません。数にしてください。');
});

describe('whatever stood there is shown', () => {
  test.each([
    ['missing', undefined],
    ['null', null],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['12', 12n],
    ['true', true],
    ['"a"', 'a'],
    ['{"a":[1]}', { a: [1] }],
    ['Symbol(s)', Symbol('s')],
    ['() => 1', () => 1],
    ['[object Object]', { toJSON: () => undefined }],
  ])('%s', (words, value) => {
    expect(shown(value)).toBe(words);
  });

  test('where JSON fails as well', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(shown(circle)).toBe('[object Array]');
  });

  test('but never at length', () => {
    expect(shown('a'.repeat(58))).toBe(`"${'a'.repeat(58)}"`); // 60 characters
    expect(shown('a'.repeat(59))).toBe(`"${'a'.repeat(56)}…`);
  });
});
