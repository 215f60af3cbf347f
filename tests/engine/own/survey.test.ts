/** What a file is found to be where nobody says, and what is made of it where somebody does. */
import { describe, expect, test } from 'vitest';
import { readDescriptor, type Descriptor } from '../../../src/engine/own/descriptor.ts';
import type { Choices } from '../../../src/engine/own/layout.ts';
import { MOST_BYTES } from '../../../src/engine/own/limits.ts';
import { survey } from '../../../src/engine/own/survey.ts';

const HASH = '0123456789abcdef';
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
const surveyed = (content: string, choices?: Choices) => survey(bytes(content), { hash: HASH, name: 'a.csv' }, choices);

function found(content: string, choices?: Choices): Descriptor {
  const one = surveyed(content, choices);
  const read = one.ok ? readDescriptor(one.descriptor) : null;
  if (read === null) throw new Error(JSON.stringify(one));
  return read;
}

function said(content: string, choices?: Choices): string[] {
  const one = surveyed(content, choices);
  return one.ok ? [] : one.faults.map(({ en }) => en);
}

const lines = (count: number, one: (i: number) => readonly (string | number)[]): string => Array.from({ length: count }, (_, i) => one(i).join(',')).join('\n');

/** a, b and a + b mod 5, all pairs. */
const SUMS = lines(25, (i) => [Math.floor(i / 5), i % 5, (Math.floor(i / 5) + i) % 5]);
const TABLE = lines(5, (a) => Array.from({ length: 5 }, (_, b) => (a + b) % 5));
const WORDS = 'a,b,c';
const LABELLED = `*,x,y,z\nx,x,y,z\ny,y,z,x\nz,z,x,y`;

describe('found out', () => {
  test.each([
    [
      'measurements with a class',
      `h,w,kind\n${lines(30, (i) => [i / 4, i * 3, i % 2 ? 'a' : 'b'])}`,
      { kind: 'numbers', header: true, answer: 2, value: false, outputs: 2 },
    ],
    ['measurements with a value', lines(30, (i) => [i / 4, i * 3, i * i + 0.5]), { kind: 'numbers', header: false, answer: 2, value: true, outputs: 1 }],
    ['measurements with a grade', lines(60, (i) => [i / 4, i * 3, i % 6]), { kind: 'numbers', value: false, outputs: 6 }],
    ['measurements with a count', lines(60, (i) => [i / 4, i * 3, i % 40]), { kind: 'numbers', value: true }],
    ['sums of a few numbers', SUMS, { kind: 'tokens', header: false, arity: 2, words: 5, outputs: 5 }],
    ['bits', lines(64, (i) => [i & 1, (i >> 1) & 1, (i >> 2) & 1, (i >> 3) & 1, i % 2]), { kind: 'numbers', value: false, outputs: 2 }],
    ['words', `day,days,answer\nMon,one,Tue\nTue,one,Wed\nMon,two,Wed`, { kind: 'tokens', header: true, arity: 2, words: 4, outputs: 2 }],
    ['words without a header', `Mon,one,Tue\nTue,one,Wed\nMon,two,Wed`, { kind: 'tokens', header: false, count: 3 }],
    ['the table of an operation', TABLE, { kind: 'table', header: false, count: 25, words: 5, outputs: 5 }],
    ['the same with names', LABELLED, { kind: 'table', header: true, count: 9, words: 3, outputs: 3 }],
    [
      'the same with an empty corner and a cell that is not asked',
      LABELLED.replace('*', '').replace('y,z,x\n', 'y,,x\n'),
      { kind: 'table', header: true, count: 8 },
    ],
    ['numbers beside words', lines(20, (i) => [i % 4, i % 2 ? 'red' : 'blue', i % 3]), { kind: 'tokens', words: 6, outputs: 3 }],
    ['decimal commas', '1,5;2;a\n2,5;3;b\n3,5;4;a', { kind: 'numbers', arity: 2, count: 3 }],
    ['columns of spaces', ' 1.5   2 a\n 2.5   3 b\n10.5  44 a\n', { kind: 'numbers', arity: 2, count: 3 }],
  ] as const)('%s', (_, content, expected) => {
    expect(found(content)).toMatchObject(expected);
  });

  test('mean and spread of answers that are values, of all rows', () => {
    const { mean, spread } = found('1.5,2.25\n2.5,4.25\n3.5,6.25');
    expect(mean).toBe(4.25);
    expect(spread).toBeCloseTo(Math.sqrt(8 / 3), 8);
  });

  test('the order of the rows makes no difference', () => {
    const rows = SUMS.split('\n');
    expect(found(rows.toReversed().join('\n'))).toEqual(found(SUMS));
  });
});

describe('said', () => {
  test.each([
    [{ kind: 'numbers' }, { kind: 'numbers', arity: 2, outputs: 5, value: false }],
    [
      { kind: 'tokens', header: true },
      { count: 24, header: true },
    ],
    [{ answer: 0 }, { answer: 0, kind: 'tokens' }],
    [
      { kind: 'numbers', value: true },
      { value: true, outputs: 1 },
    ],
  ] as const)('%j', (choices, expected) => {
    expect(found(SUMS, choices)).toMatchObject(expected);
  });

  test('the answer’s column, by name', () => {
    expect(found(`h,w,kind\n${lines(30, (i) => [i / 4, i * 3, i % 2 ? 'a' : 'b'])}`, { answer: 'w' })).toMatchObject({ answer: 1, kind: 'tokens' });
    expect(said(`${WORDS}\n1,2,3\n2,3,4`, { answer: 'd' })).toEqual(['There is no column «d»: there are a, b, c.']);
    expect(said(SUMS, { answer: 3 })).toEqual(['There is no column 4: there are 3.']);
  });
});

describe('told by line and column', () => {
  const rows = lines(10, (i) => [i / 4, i * 3, i % 2 ? 'yes' : 'no']);
  test.each([
    ['a word among numbers', `h,w,kind\n${rows}\nx,1,no`, {}, ['Line 12, column 1 (h): «x» is no number.']],
    ['an empty cell', `h,w,kind\n${rows}\n1,,no`, {}, ['Line 12, column 2 (w): the cell is empty, and numbers are read here.']],
    ['an empty answer', `h,w,kind\n${rows}\n1,1,`, {}, [expect.stringMatching(/^Line 12, column 3 \(kind\): the cell is empty\./)]],
    ['behind a quoted break', `"h\nh",w,kind\n${rows}\nx,1,no`, {}, [expect.stringMatching(/^Line 13, column 1 \(h.h\): «x»/)]],
    ['behind blank lines', `\n\nh,w,kind\n\n${rows}\nx,1,no`, {}, ['Line 15, column 1 (h): «x» is no number.']],
    [
      'more than can be told',
      `h,w,kind\n${rows}\n${'x,1,no\n'.repeat(3)}${'1,y,no\n'.repeat(17)}`,
      { kind: 'numbers' },
      expect.arrayContaining(['And 15 more like these.']),
    ],
    [
      'elements that are not the same',
      LABELLED.replace('\nz,', '\nw,'),
      { kind: 'table', header: true },
      [expect.stringMatching(/^Line 4, column 1: .*«w» stands here, and «z» there/)],
    ],
    ['a table that is not square', `${TABLE}\n0,1,2,3,4`, { kind: 'table' }, [expect.stringMatching(/6 lines and 5 columns/)]],
    ['a text among quotes that goes on', `h,w,kind\n${rows}\n1,1,"no" way`, {}, [expect.stringMatching(/^Line 12, column 3/)]],
  ] as const)('%s', (_, content, choices, expected) => {
    expect(said(content, choices)).toEqual(expected);
  });

  test('a file that is too long, in megabytes', () => {
    const long = survey(new Uint8Array(MOST_BYTES + 1), { hash: HASH, name: 'a' });
    expect(long.ok ? '' : long.faults[0]?.en).toBe('The file has 32 MB; up to 32 MB are read.');
  });
});

test('a preview is the beginning, as it stands there', () => {
  const one = surveyed(`${WORDS}\n${lines(50, (i) => ['x'.repeat(80), i, i % 2])}`, { kind: 'tokens' });
  expect(one.ok && one.preview).toMatchObject({ columns: 3 });
  expect(one.preview?.rows).toHaveLength(8);
  expect(one.preview?.rows[1]?.[0]).toBe(`${'x'.repeat(23)}…`);
});
