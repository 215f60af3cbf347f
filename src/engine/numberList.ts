/** Several numbers in one line of text. Where commas and spaces are concerned, they may stand between numbers or within them. Pure. */
import { plainText, readNumber } from './numbers.ts';

export type NumberList =
  | { readonly ok: true; readonly numbers: readonly number[] }
  /** `wrong` is the word that is none of the numbers asked for, or all of the text where it can be read in several ways. */
  | { readonly ok: false; readonly wrong: string; readonly ambiguous: boolean };

/** What may stand between numbers, the plainest first; the last is nothing at all. */
const BETWEEN = [/[\s,]+/, /\s*,\s+|\s+/, /\s*,\s*/, /$^/];

/** A semicolon never stands within a number. */
function wordsOf(text: string, between: RegExp): string[] {
  return text.split(';').flatMap((part) =>
    part
      .trim()
      .split(between)
      .filter((word) => word !== ''),
  );
}

/** Nobody types a longer list. */
const LONGEST = 400;

/** @param allowed whether a number is one of those asked for: it decides between readings */
export function readNumbers(text: string, allowed: (number: number) => boolean, whole = false): NumberList {
  const plain = plainText(text);
  if (plain.length > LONGEST) return { ok: false, wrong: `${plain.slice(0, 20)}…`, ambiguous: false };
  const ways = BETWEEN.map((between) => wordsOf(plain, between));
  const kept = new Map<string, readonly number[]>();
  let ambiguous = false;
  for (const words of ways) {
    const spellings = words.map((word) => readNumber(word, whole));
    const fits = spellings.every((spelling) =>
      (spelling.kind === 'number' ? [spelling.value] : spelling.kind === 'none' ? [] : spelling.readings).some(allowed),
    );
    if (!fits) continue;
    const numbers = spellings.flatMap((spelling) => (spelling.kind === 'number' ? [spelling.value] : []));
    if (numbers.length < words.length) ambiguous = true;
    kept.set(numbers.join(' '), numbers);
  }
  const [numbers, other] = kept.values();
  if (ambiguous || other !== undefined) return { ok: false, wrong: text.trim(), ambiguous: true };
  if (numbers !== undefined) return { ok: true, numbers };
  const [words = []] = ways;
  const wrong = words.find((word) => {
    const spelling = readNumber(word, whole);
    return spelling.kind !== 'number' || !allowed(spelling.value);
  });
  return { ok: false, wrong: wrong ?? plain, ambiguous: false };
}
