import { describe, expect, test } from 'vitest';
import { describeProblem, describeProblems, sized, withoutRepeats, type Problem } from '../../src/engine/problem.ts';

const expected = { en: 'a number', ja: '数にしてください。' };
const shown = (value: unknown): string =>
  describeProblem({ field: 'seed', value, expected }, 'en').slice('seed: '.length, -' is not allowed; it must be a number'.length);

test('a problem is a sentence in both languages', () => {
  const problem = { field: 'seed', value: 'x', expected };
  expect(describeProblem(problem, 'en')).toBe('seed: "x" is not allowed; it must be a number');
  expect(describeProblem(problem, 'ja')).toBe('seed: "x" は使えません。数にしてください。');
});

test.each([
  [0, 'it is empty', '空です。'],
  [1, 'it has 1 byte', '1 バイトあります。'],
  [300, 'it has 300 bytes', '300 バイトあります。'],
])('of a file that is not what it should be its size is told: %i bytes', (bytes, en, ja) => {
  const problem = { field: 'file', value: structuredClone(sized(bytes)), expected };
  expect(describeProblem(problem, 'en')).toBe(`file: ${en}; it must be a number`);
  expect(describeProblem(problem, 'ja')).toBe(`file: ${ja}数にしてください。`);
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

  test('but never at length, nor cut within a character', () => {
    expect(shown('a'.repeat(60))).toBe(`"${'a'.repeat(60)}"`);
    expect(shown('a'.repeat(61))).toBe(`"${'a'.repeat(57)}…"`);
    for (const char of ['𝑎', '👩', '𠮷']) expect(shown(char.repeat(5000))).toBe(`"${char.repeat(57)}…"`);
    expect(shown({ a: 'b'.repeat(5000) })).toHaveLength(58);
  });
});

test('names are shortened as well, and stay on one line', () => {
  const named = (field: string): string => describeProblem({ field, value: 1, expected }, 'en').split(': 1 is')[0] as string;
  expect(named('a'.repeat(50_000))).toBe(`${'a'.repeat(57)}…`);
  expect(named('𠮷'.repeat(50_000))).toBe(`${'𠮷'.repeat(57)}…`);
  expect(named('a\nb\u2028c\u202ed\ud800e\u0000')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffd');
});

test('of many problems the first few are told and the others counted', () => {
  const many = (count: number): Problem[] => Array.from({ length: count }, (_, i) => ({ field: `f${i}`, value: i, expected }));
  expect(describeProblems(many(4), 'en')).toHaveLength(4);
  // «And 1 more» would take the place of the one.
  expect(describeProblems(many(5), 'en').at(-1)).toContain('f4: 4');
  expect(describeProblems(many(10_000), 'en')).toHaveLength(5);
  expect(describeProblems(many(10_000), 'en').at(-1)).toBe('and 9,996 more like these');
  expect(describeProblems(many(10_000), 'ja').at(-1)).toBe('ほかに 9,996 件あります。');
});

test('a problem is told once, and beside it another value’s', () => {
  const [a, b] = [
    { field: 'seed', value: 1, expected },
    { field: 'steps', value: 1, expected },
  ];
  expect(withoutRepeats([a, b, { ...a }, { ...a, value: 3 }, { ...b, value: Number.NaN }, { ...b, value: Number.NaN }])).toEqual([
    a,
    b,
    { ...a, value: 3 },
    { ...b, value: Number.NaN },
  ]);
});

test('no sentence is said twice', () => {
  const long = ['b', 'c'].map((end): Problem => ({ field: `${'a'.repeat(80)}${end}`, value: 1, expected }));
  expect(describeProblems(long, 'en')).toHaveLength(1);
});
