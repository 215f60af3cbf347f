/** Questions that readers type: every one that a task writes is understood, and what is wrong is named by field. */
import { expect, test } from 'vitest';
import { describeProblem } from '../../../src/engine/problem.ts';
import { askedOf, pairOf, readQuestion, sampleOf } from '../../../src/engine/tasks/pair.ts';
import { OPERATIONS } from '../../../src/engine/tasks/modular.ts';
import type { Section } from '../../../src/engine/registry.ts';
import { configOf } from '../looks/networks.ts';

const about = (section: Section, vocabulary: number) => ({ section, vocabulary });
const ADD = about(configOf({ 'task.p': 43 }).task, 43);
const S5 = about(configOf({ 'task.id': 's5' }).task, 120);

const tokens = (written: string, of = ADD) => {
  const read = readQuestion(written, of);
  return read.ok ? read.tokens : describeProblem(read.problem, 'en');
};

test.each(Object.keys(OPERATIONS))('mod p, %s: what the task writes is read back', (operation) => {
  const of = about(configOf({ 'task.operation': operation }).task, 43);
  for (const pair of [
    [17, 25],
    [0, 3],
    [42, 42],
    [1, 2],
    [2, 1],
  ] as const)
    expect(tokens(askedOf(of.section, pair), of)).toEqual(pair);
});

test.each(['a*b+a+3', 'a^2+b^2', '(a+b)^3', '2*a+3*b'])('the formula %s: what the task writes is read back', (formula) => {
  const of = about(configOf({ 'task.id': 'formula', 'task.formula': formula, 'task.p': 11 }).task, 11);
  for (let a = 0; a < 11; a++) {
    for (let b = 0; b < 11; b++) {
      const read = readQuestion(askedOf(of.section, [a, b]), of);
      expect(read.ok && askedOf(of.section, read.tokens)).toBe(askedOf(of.section, [a, b]));
    }
  }
});

test.each(['product', 'conjugate', 'sandwich'])('permutations, %s: in the notation of the task', (operation) => {
  const of = about(configOf({ 'task.id': 's5', 'task.operation': operation }).task, 120);
  for (const pair of [
    [0, 119],
    [17, 88],
    [5, 5],
  ] as const)
    expect(tokens(askedOf(of.section, pair), of)).toEqual(pair);
});

test('it need not be typed as it is written', () => {
  for (const written of ['17+25', '17 + 25 =', '17 + 25 = ?', '１７＋２５', '17 25', '17, 25', '(17, 25)', '17、25']) {
    expect(tokens(written)).toEqual([17, 25]);
  }
  const minus = about(configOf({ 'task.operation': 'subtract' }).task, 43);
  for (const written of ['17-25', '17 − 25', '17 – 25']) expect(tokens(written, minus)).toEqual([17, 25]);
  const times = about(configOf({ 'task.operation': 'a2+b2+ab' }).task, 43);
  for (const written of ['17^2+25^2+17*25', '17² + 25² + 17×25']) expect(tokens(written, times)).toEqual([17, 25]);
  expect(tokens('21345 12345', S5)).toEqual([24, 0]);
  expect(tokens('21345*12345', S5)).toEqual([24, 0]);
});

test('what is wrong is named by field, with what it may be', () => {
  expect(tokens('17 + 99')).toBe('b: "99" is not allowed; it must be a whole number from 0 to 42');
  expect(tokens('43 + 43')).toBe('a: "43" is not allowed; it must be a whole number from 0 to 42');
  expect(tokens('x + 3')).toBe('a: "x" is not allowed; it must be a whole number from 0 to 42');
  expect(tokens('11345·12345', S5)).toMatch(/^x: "11345" is not allowed; it must be the digits 1 to 5 in some order/);
  expect(tokens('12345·1234', S5)).toMatch(/^y: "1234"/);
  for (const written of ['', '17', '17 - 25', '17 + 25 + 3', '17 + 25 = 42', '17+', '-17 + 25', '17 · 25']) {
    expect(tokens(written)).toMatch(/^question: .* is not allowed; it must be two of them, written like «17 \+ 25» or «17 25»$/);
  }
});

test('names in the data are tokens as well', () => {
  const names = { words: ['red', 'green', 'blue'], classes: [], columns: [] };
  const of = { section: configOf({ 'task.p': 3 }).task, vocabulary: 3, names };
  expect(pairOf('modular', 3, names).write(2)).toBe('blue');
  const read = readQuestion('green blue', of);
  expect(read.ok && read.tokens).toEqual([1, 2]);
  const wrong = readQuestion('green pink', of);
  expect(wrong.ok ? '' : describeProblem(wrong.problem, 'en')).toBe('b: "pink" is not allowed; it must be a word that stands in the file');
});

test('the one to begin with is in every table', () => {
  for (let size = 2; size <= 200; size++) for (const token of sampleOf(size)) expect(token).toBeLessThan(size);
  expect(sampleOf(43)).toEqual([17, 25]);
});
