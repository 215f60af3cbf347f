/** A reader's own operation, against big integers of the language itself. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formulaOf, readFormula, shownFormula } from '../../../src/engine/formula/formula.ts';
import { MOST_CHARACTERS } from '../../../src/engine/formula/tokens.ts';

const mod = (x: bigint, n: bigint): bigint => ((x % n) + n) % n;

function gcd(x: bigint, y: bigint): bigint {
  return y === 0n ? x : gcd(y, x % y);
}

/** A formula as text, and its value by whole numbers without any reduction before the last; a division is by its own residue's inverse. */
interface Tree {
  readonly text: string;
  readonly value: (a: bigint, b: bigint, n: bigint) => bigint | null;
}

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.constant<Tree>({ text: 'a', value: (a) => a }),
  fc.constant<Tree>({ text: 'b', value: (_, b) => b }),
  fc.nat({ max: 500 }).map((k): Tree => ({ text: String(k), value: () => BigInt(k) })),
);

const divided = (x: bigint, y: bigint, n: bigint): bigint | null => {
  if (gcd(mod(y, n), n) !== 1n && n !== 1n) return null;
  for (let inverse = 0n; inverse < n; inverse++) if (mod(y * inverse, n) === mod(1n, n)) return x * inverse;
  return null;
};

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/'), tie('tree'), fc.constantFrom('', ' ')).map(([left, sign, right, space]): Tree => ({
      text: `(${left.text}${space}${sign}${space}${right.text})`,
      value: (a, b, n) => {
        const [x, y] = [left.value(a, b, n), right.value(a, b, n)];
        if (x === null || y === null) return null;
        if (sign === '/') return divided(x, y, n);
        return sign === '+' ? x + y : sign === '-' ? x - y : x * y;
      },
    })),
    fc.tuple(tie('tree'), fc.nat({ max: 5 })).map(([base, exponent]): Tree => ({
      text: `(${base.text}^${exponent})`,
      value: (a, b, n) => {
        const x = base.value(a, b, n);
        return x === null ? null : x ** BigInt(exponent);
      },
    })),
    tie('tree').map((inner): Tree => ({
      text: `(-${inner.text})`,
      value: (a, b, n) => {
        const x = inner.value(a, b, n);
        return x === null ? null : -x;
      },
    })),
  ),
}));

test('any formula is what whole numbers say, mod any n', () => {
  fc.assert(
    fc.property(tree, fc.integer({ min: 2, max: 30 }), fc.nat(29), fc.nat(29), ({ text, value }, n, x, y) => {
      fc.pre(/[ab]/.test(text) && text.length <= MOST_CHARACTERS);
      const [a, b] = [x % n, y % n];
      const expected = value(BigInt(a), BigInt(b), BigInt(n));
      expect(formulaOf(text).value(a, b, n)).toBe(expected === null ? null : Number(mod(expected, BigInt(n))));
    }),
    { numRuns: 500 },
  );
});

test('products go before sums, exponents before signs, from left to right', () => {
  const value = (text: string): number | null => formulaOf(text).value(5, 3, 199);
  expect(value('a+b*2')).toBe(11);
  expect(value('a-b-1')).toBe(1);
  expect(value('-a^2')).toBe(199 - 25);
  expect(value('2ab')).toBe(30);
  expect(value('2(a+b)(a-b)')).toBe(32);
  expect(value('a^2b')).toBe(75);
  expect(value('a/b/b')).toBe(value('a/(b*b)'));
  expect(value('a--b')).toBe(8);
});

test.each([
  ['a·b ＋ a＋３', 'a*b+a+3'],
  ['ａ×ｂ－２', 'a*b-2'],
  ['a² + b²', 'a^2+b^2'],
  ['A**2 ー B', 'a^2-b'],
  ['（a−b）÷2', '(a-b)/2'],
  ['2ab', '2*a*b'],
  ['007a', '7*a'],
])('«%s» is written %s', (typed, canonical) => {
  expect(readFormula(typed)).toEqual({ ok: true, value: canonical });
  expect(readFormula(canonical)).toEqual({ ok: true, value: canonical });
});

test.each([
  ['', 1],
  ['a+', 3],
  ['a+*b', 3],
  ['a b', 3],
  ['a b + 3', 3],
  ['a+c', 3],
  ['alert(1)', 2],
  ['a[0]', 2],
  ['(a+b', 1],
  ['a+b)', 4],
  ['()', 2],
  ['a^b', 3],
  ['a^-1', 3],
  ['a^100', 3],
  ['a^', 3],
  ['a^2^3', 4],
  ['3+4', 1],
  ['a+1.5', 4],
  ['a+1000000', 3],
  ['a'.repeat(60), 101],
  ['('.repeat(99_999), 101],
  ['a+💥', 3],
  ['a+\u202eb', 3],
])('«%.20s» is refused at column %i', (typed, column) => {
  const read = readFormula(typed);
  expect(read.ok).toBe(false);
  if (read.ok) return;
  expect(read.expected.en).toContain(`at column ${column} `);
  expect(read.expected.ja).toContain(`${column} 文字目`);
});

test('whatever is typed is read or refused, and what is read is read again as itself', () => {
  const characters = fc.string({ unit: fc.constantFrom(...Array.from('ab012+-*/^() ²·×abー（x')), maxLength: 30 });
  fc.assert(
    fc.property(fc.oneof(characters, fc.string({ unit: 'binary' })), (typed) => {
      const read = readFormula(typed);
      if (!read.ok) return;
      expect(readFormula(read.value)).toEqual(read);
      expect(formulaOf(read.value).value(3, 5, 7)).toBe(formulaOf(typed).value(3, 5, 7));
    }),
    { numRuns: 2000 },
  );
});

describe('as a reader would write it', () => {
  test.each([
    ['a*b+a+3', 'a·b + a + 3', '5·6 + 5 + 3'],
    ['-a^12+(-b)', '−a¹² + (−b)', '−5¹² + (−6)'],
    ['(a-b)/2', '(a − b)/2', '(5 − 6)/2'],
  ])('%s', (canonical, shown, asked) => {
    expect(shownFormula(canonical)).toBe(shown);
    expect(shownFormula(canonical, { a: '5', b: '6' })).toBe(asked);
  });
});
