import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumbers } from '../../src/engine/numberList.ts';

const share = (x: number): boolean => x > 0 && x < 1;
const count = (x: number): boolean => Number.isInteger(x) && x >= 10 && x <= 9990;

/** The numbers, 'two' where there are two readings, else what is wrong. */
function read(text: string, allowed = share, whole = false): readonly number[] | string {
  const list = readNumbers(text, allowed, whole);
  return list.ok ? list.numbers : list.ambiguous ? 'two' : list.wrong;
}

test.each([
  ['0.5, 0.6', [0.5, 0.6]],
  ['.5 .6;.7', [0.5, 0.6, 0.7]],
  ['0,5', [0.5]],
  ['0,5, 0,6', [0.5, 0.6]],
  ['0,5 ; 0,6', [0.5, 0.6]],
  ['０。５、０。６', [0.5, 0.6]],
  ['٠٫٥، ٠٫٦', [0.5, 0.6]],
  ['1/3 1/2', [1 / 3, 1 / 2]],
  ['', []],
])('shares: «%s»', (text, numbers) => expect(read(text)).toEqual(numbers));

test.each([
  ['100 200', [100, 200]],
  ['100,200', [100, 200]],
  ['10,200', [10, 200]], // 10200 would be too many
  ['1 000; 2 000', [1000, 2000]],
  ['1 000', [1000]],
  ['1’000 2’000', [1000, 2000]],
])('counts: «%s»', (text, numbers) => expect(read(text, count, true)).toEqual(numbers));

test.each(['1,000', '12 345', '10,200'])('«%s» may be read in two ways', (text) => {
  expect(read(text, (x) => Number.isInteger(x) && x > 0, true)).toBe('two');
});

test.each([
  ['0.5 half', 'half'],
  ['0.5, 2', '2'],
  ['0,5,0,6', '0'],
  ['0.5 '.repeat(500), '0.5 0.5 0.5 0.5 0.5 …'],
])('«%s»: the first that is none is named', (text, wrong) => expect(read(text)).toBe(wrong));

test('a list written in any usual way is read as it was meant, or not at all', () => {
  const shares = fc.array(
    fc.integer({ min: 1, max: 99 }).map((n) => n / 100),
    { minLength: 1, maxLength: 5 },
  );
  const decimals = fc.constantFrom('.', ',', '．', '。', '、', '٫');
  const between = fc.constantFrom(' ', ', ', '; ', ';', '；', '　', '、 ');
  fc.assert(
    fc.property(shares, decimals, between, (numbers, decimal, sign) => {
      expect([numbers, 'two']).toContainEqual(read(numbers.map((x) => String(x).replace('.', decimal)).join(sign)));
    }),
    { numRuns: 500 },
  );
});

test('without a word about it fractions may stand there', () => {
  expect(readNumbers('1.000 2.500', (x) => x > 0)).toEqual({ ok: true, numbers: [1, 2.5] });
  expect(readNumbers('1.000', (x) => x > 0, true)).toMatchObject({ ok: false, ambiguous: true });
});

test('a list is as long as it may be, and no longer', () => {
  expect(read('0.5 '.repeat(100))).toHaveLength(100);
  expect(readNumbers(`0.5 ${'0.5 '.repeat(99)}0.5`, share)).toEqual({ ok: false, wrong: `${'0.5 '.repeat(5)}…`, ambiguous: false });
});

test.each([
  [';', []],
  [' ; 0.5 ;; 0.6; ', [0.5, 0.6]],
  ['0.5\n0.6\t0.7', [0.5, 0.6, 0.7]],
  ['0.5,0.6', [0.5, 0.6]],
  ['0.5 , 0.6', [0.5, 0.6]],
  ['0,5  0,6', [0.5, 0.6]],
  ['0,5;0.6', [0.5, 0.6]],
])('shares: «%s»', (text, numbers) => expect(read(text)).toEqual(numbers));

test('what is wrong is named as it stands, and what is ambiguous without the space around it', () => {
  expect(readNumbers(' 1,000 ', (x) => Number.isInteger(x) && x > 0, true)).toEqual({ ok: false, wrong: '1,000', ambiguous: true });
  expect(readNumbers('0.5;  half one', share)).toEqual({ ok: false, wrong: 'half', ambiguous: false });
  expect(readNumbers('0.5; 0,7,,1', share)).toEqual({ ok: false, wrong: '0', ambiguous: false });
});
