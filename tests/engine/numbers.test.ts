/** Numbers as people write them: read as what they mean, or not at all. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber } from '../../src/engine/numbers.ts';

/** The value, 'two' where the spelling has two meanings, null where it is none. */
function read(text: string, whole = false): number | 'two' | null {
  const spelling = readNumber(text, whole);
  return spelling.kind === 'number' ? spelling.value : spelling.kind === 'ambiguous' ? 'two' : null;
}

describe('a spelling with one meaning', () => {
  test.each([
    ['0.003', 0.003],
    ['.5', 0.5],
    ['5.', 5],
    [' 3e-3 ', 0.003],
    ['1E+3', 1000],
    ['+2', 2],
    ['0,01', 0.01],
    ['1,5', 1.5],
    [',5', 0.5],
    ['0,125', 0.125],
    ['1234,567', 1234.567],
    ['12,3456', 12.3456],
    ['1.125', 1.125],
    ['1,5e-3', 0.0015],
    // Grouped, and the other sign behind.
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234.567', 1_234_567],
    ['1,234,567', 1_234_567],
    ['12,34,567.8', 1_234_567.8],
    ['1 234 567,8', 1_234_567.8],
    ['1 234', 1234],
    ['1\u202f234,567', 1234.567],
    ['1\u2009234.5', 1234.5],
    ['1’234.5', 1234.5],
    ["1'234", 1234],
    ['1_000_000', 1_000_000],
    // What Japanese input methods write.
    ['０．５', 0.5],
    ['０。５', 0.5],
    ['０、０１', 0.01],
    ['１ｅ－３', 0.001],
    ['１ｅー３', 0.001],
    ['ー１', -1],
    ['１，２３４，５６７', 1_234_567],
    ['　１７　', 17],
    // Other digits, other signs.
    ['٠٫٠١', 0.01],
    ['١٬٢٣٤٫٥', 1234.5],
    ['۰٫۵', 0.5],
    ['१.५', 1.5],
    ['\u200e−۳', -3],
    ['−1', -1],
    ['–1', -1],
    ['‐1', -1],
    // Powers of ten, and fractions.
    ['1e−3', 0.001],
    ['1×10^-3', 0.001],
    ['2,5·10⁻³', 0.0025],
    ['2.5 × 10−3', null],
    ['10^-3', 0.001],
    ['10⁻⁴', 1e-4],
    ['-10^2', -100],
    ['3*10**2', 300],
    ['1/3', 1 / 3],
    ['½', 0.5],
    ['-1/2', -0.5],
  ])('%s', (text, value) => expect(read(text)).toBe(value));

  test('-0 is 0', () => {
    for (const text of ['-0', '−0,0', '-0/3', '-0e5']) expect(Object.is(read(text), 0)).toBe(true);
  });
});

describe('a spelling with two meanings', () => {
  test.each(['1,000', '12,345', '1,000e2', '１，０００', '1、000', '-5,000'])('%s', (text) => expect(read(text)).toBe('two'));

  test('says both', () => {
    expect(readNumber('12,345')).toEqual({ kind: 'ambiguous', readings: [12.345, 12345] });
    expect(readNumber('1.000', true)).toEqual({ kind: 'ambiguous', readings: [1, 1000] });
  });

  test('where whole numbers are asked for, so has a point', () => {
    expect(read('5.000', true)).toBe('two');
    expect(read('2.5', true)).toBe(2.5);
    expect(read('5000.0', true)).toBe(5000);
    expect(read('0.125', true)).toBe(0.125);
    expect(read('1.000.000', true)).toBe(1_000_000);
  });
});

test.each(
  [
    '',
    ' ',
    'x',
    'NaN',
    'Infinity',
    '1e999',
    '0x10',
    '0.5.5',
    '1,5,5',
    '1,00,00',
    '1 5',
    '1  000',
    '1 000 00',
    '5½',
    '1/0',
    '1//2',
    '1e',
    'e5',
    '×10^3',
    '5^2',
  ].concat(['--1', '1-', '1.2,3.4', "1'000,00'0", '1,234.5,6', '0,000,000', '1 000_000', '3%', '1e1.5', '12:30', '9'.repeat(65)]),
)('«%s» is no number', (text) => expect(read(text)).toBeNull());

/** As the locales of the world write numbers, so far as Node knows them. */
const LOCALES =
  'en de fr de-CH de-AT ar-EG ar fa hi sv he es es-MX es-CR pl pt pt-BR ru uk en-IN en-ZA nqo dz mr bn my ur-IN ckb ps sl et lt lv ja zh ko ta ne ks mni sat gsw lb eo de-LI fr-CH it it-CH nl nb da fi cs tr el vi th id bg uz-Arab pa-Arab'.split(
    ' ',
  );
const scaled = fc.tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 9 })).map(([n, places]) => Number(`${n}e-${places}`));

describe('every locale’s spelling means what it means there, or is not taken', () => {
  const signs = new Set(LOCALES.map((locale) => new Intl.NumberFormat(locale).format(-1234.5)));
  test('these differ', () => expect(signs.size).toBeGreaterThan(15));

  test.each(LOCALES)('%s', (locale) => {
    const plain = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 10 });
    const grouped = new Intl.NumberFormat(locale, { maximumFractionDigits: 10 });
    const power = new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 15 });
    const points = grouped.format(1234567).includes('.');
    fc.assert(
      fc.property(scaled, (value) => {
        const isWhole = Number.isInteger(value);
        for (const [text, whole] of [
          [plain.format(value), false],
          [plain.format(value), isWhole],
          [grouped.format(value), isWhole],
          [power.format(value), false],
          // Where a fraction may stand, one point is the decimal point: 1.125 could not be written else.
          ...(points && /^\D*\d+\.\d{3}$/.test(grouped.format(value)) ? [] : ([[grouped.format(value), false]] as const)),
        ] as const) {
          const got = read(text, whole);
          expect({ text, fits: [value + 0, 'two', null].includes(got) }).toEqual({ text, fits: true });
        }
        // Nothing stands in the way of a number without groups unless its decimal comma could be one.
        const twofold = /^\D*[1-9]\d{0,2},\d{3}$/.test(plain.format(value).normalize('NFKC').replaceAll('،', ','));
        expect(read(plain.format(value))).toBe(twofold ? 'two' : value + 0);
      }),
      { numRuns: 200 },
    );
  });
});

test('every number is read as JavaScript writes it', () => {
  const survives = (whole: boolean) => (value: number) => {
    expect(read(String(value), whole)).toBe(value + 0);
  };
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), survives(false)), { numRuns: 1000 });
  fc.assert(fc.property(fc.maxSafeInteger(), survives(true)), { numRuns: 1000 });
});

test('any text is read without a throw, and never as what is not finite', () => {
  const unit = fc.constantFrom(...Array.from("0123456789.,，、。ー−+-eE×x*^/ _'’٫٬१５½⁻³\u200e\u00a0"));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit, maxLength: 12 }), fc.string({ unit: 'binary' })), fc.boolean(), (text, whole) => {
      const spelling = readNumber(text, whole);
      const values = spelling.kind === 'number' ? [spelling.value] : spelling.kind === 'ambiguous' ? spelling.readings : [];
      for (const value of values) expect(Number.isFinite(value) && !Object.is(value, -0)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test.each(['1,234.5.6', '1.234,5,6', '12,345,67,890', '1,2345,678', '12,3,456', '1.23,4', '01,234.5'])('%s is no number', (text) => {
  expect(read(text)).toBeNull();
});

describe('a spelling of figures and signs alone is read by these rules, stated a second time', () => {
  /** Thousands, or as in India pairs from lakh on: never behind a leading zero. */
  const GROUPED = { ',': /^[1-9]\d{0,2}(?:,\d{3})+$|^[1-9]\d?(?:,\d\d)+,\d{3}$/, '.': /^[1-9]\d{0,2}(?:\.\d{3})+$/ } as const;
  const figures = (text: string): string => text.replaceAll(/[.,]/g, '');

  /** Every number that it may mean: with its sign a decimal one, or one of groups. */
  function meanings(text: string): number[] {
    const found = new Set<number>();
    if (!/\d/.test(text)) return [];
    for (const decimal of ['.', ','] as const) {
      const group = decimal === '.' ? ',' : '.';
      const parts = text.split(decimal);
      const [whole = '', rest = ''] = parts;
      // A decimal sign stands once, or not at all, and behind it no groups.
      if (parts.length <= 2 && !rest.includes(group) && (!whole.includes(group) || GROUPED[group].test(whole))) {
        // Groups alone are another sign's decimals as well.
        found.add(Number(`${figures(whole) || '0'}.${rest || '0'}`));
      }
    }
    return [...found];
  }

  /** What is read otherwise than it should be, where fractions may stand and where they may not. */
  const misread = (texts: readonly string[]): unknown[] =>
    texts.flatMap((text) => {
      const [first = null, second] = meanings(text);
      const whole = second === undefined ? first : 'two';
      const plain = second !== undefined && text.includes('.') ? Number(text) : whole;
      const got = [read(text), read(text, true)];
      return got[0] === plain && got[1] === whole ? [] : [{ text, plain, whole, got }];
    });

  test('every one of up to six', () => {
    const signs = ['0', '1', '.', ','];
    let texts = [''];
    for (let length = 1; length <= 6; length++) {
      texts = texts.flatMap((text) => signs.map((sign) => text + sign));
      expect(misread(texts)).toEqual([]);
    }
  });

  test('every one of up to four groups of up to four, with and without a fraction', () => {
    const group = (length: number, i: number): string => '1234567890'.slice(i, i + length);
    let shapes: number[][] = [[]];
    for (let count = 1; count <= 4; count++) {
      shapes = shapes.flatMap((shape) => [1, 2, 3, 4].map((length) => [...shape, length]));
      for (const [sign, other] of [
        [',', '.'],
        ['.', ','],
      ] as const) {
        expect(misread(shapes.flatMap((shape) => ['', `${other}5`].map((end) => shape.map(group).join(sign) + end)))).toEqual([]);
      }
    }
  });
});
