/**
 * Numbers as people write them, in any language's digits and with any language's signs: what form, link and command line read. A spelling with
 * two meanings is never guessed at. Pure.
 */

export type Spelling =
  | { readonly kind: 'number'; readonly value: number }
  /** It may be read with a decimal sign, or with one that groups thousands. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly [number, number] }
  | { readonly kind: 'none' };

const NONE: Spelling = { kind: 'none' };
/** Nobody types a longer number. */
const LONGEST = 64;

/** The digit of any script: its ten follow one another from its zero on. */
function digitOf(char: string): string {
  const code = char.codePointAt(0) as number;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

/** The same in ASCII as far as it is a number: «２、５ｅー３» is «2,5e-3». */
export function plainText(text: string): string {
  return text
    .replaceAll(/[\u207a\u207b\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+/g, (raised) => `^${raised}`)
    .replaceAll(/[\u00bc-\u00be\u2150-\u215e\u2189]/g, ' $&') // 5½ is not 51/2
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '') // marks of writing direction
    .replaceAll(/[^\P{Nd}0-9]/gu, digitOf)
    .replaceAll(/[\u2010-\u2015\u2212\u2500\u30fc]/g, '-')
    .replaceAll(/[、،⹁]/g, ',')
    .replaceAll('。', '.')
    .replaceAll(/[’‘ʼ٬]/g, "'")
    .replaceAll(/[⁄∕]/g, '/')
    .replaceAll(/[×⋅·]/g, '*')
    .replaceAll(/\s/g, ' ')
    .trim();
}

/** Digits before and behind the decimal sign. */
type Digits = readonly [whole: string, rest: string];

/** Whether digits stand in groups of thousands, or as in India, from lakh on, in pairs. */
function isGrouped(text: string, sign: '.' | ','): boolean {
  const groups = text.split(sign);
  const [first, last] = [groups[0] as string, groups.at(-1) as string];
  if (groups.length < 2 || !/^[1-9]\d{0,2}$/.test(first) || !/^\d{3}$/.test(last)) return false;
  const between = groups.slice(1, -1);
  return between.every((group) => /^\d{3}$/.test(group)) || (sign === ',' && first.length < 3 && between.every((group) => /^\d\d$/.test(group)));
}

/** What a number without exponent may mean: with its sign a decimal one first. */
function readingsOf(text: string): readonly Digits[] {
  const spaced = /^(\d{1,3}(?:([ '_])\d{3})(?:\2\d{3})*)(?:[.,٫](\d*))?$/.exec(text);
  if (spaced !== null) return [[(spaced[1] as string).replaceAll(/\D/g, ''), spaced[3] ?? '']];
  const arabic = /^(\d*)٫(\d+)$/.exec(text);
  if (arabic !== null) return [[arabic[1] as string, arabic[2] as string]];
  if (!/^[\d.,]*\d[\d.,]*$/.test(text)) return [];
  const decimal = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  const other = decimal === '.' ? ',' : '.';
  const [before = '', after, ...more] = text.split(decimal);
  if (text.includes(other)) return more.length === 0 && isGrouped(before, other) ? [[before.replaceAll(other, ''), after ?? '']] : [];
  const grouped: Digits[] = isGrouped(text, decimal) ? [[text.replaceAll(decimal, ''), '']] : [];
  return more.length > 0 ? grouped : [[before, after ?? ''], ...grouped];
}

/** @param whole whether only whole numbers are asked for: then a point before three digits groups them as likely as not */
export function readNumber(text: string, whole = false): Spelling {
  if (text.length > LONGEST) return NONE;
  const plain = plainText(text);
  const fraction = /^([+-]?) ?(\d+) ?\/ ?(\d+)$/.exec(plain);
  if (fraction !== null) {
    const value = Number(`${fraction[1]}${fraction[2]}`) / Number(fraction[3]) + 0;
    return Number.isFinite(value) ? { kind: 'number', value } : NONE;
  }
  const short = plain.replace(/^([+-]?) ?10 ?(?:\^|\*\*) ?/, '$1 1e').replace(/ ?[*x] ?10 ?(?:\^|\*\*) ?/i, 'e');
  const [, sign = '', number = '', power = '0'] = /^([+-]?) ?(.*?)(?:e ?([+-]?\d+))?$/i.exec(short.trim()) ?? [];
  const readings = readingsOf(number);
  // Adding 0 makes -0 what it is.
  const [first, second] = readings.map(([before, rest]) => Number(`${sign}${before || '0'}.${rest || '0'}e${power}`) + 0);
  if (first === undefined || !Number.isFinite(first)) return NONE;
  if (second === undefined || (number.includes('.') && !whole)) return { kind: 'number', value: first };
  return { kind: 'ambiguous', readings: [first, second] };
}
