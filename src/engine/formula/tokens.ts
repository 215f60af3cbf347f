/** A formula's text as tokens. Data, never code: nothing of it is ever run by the language. */
import { text, type Text } from '../text.ts';

export const MOST_CHARACTERS = 100;
const LARGEST_NUMBER = 999_999;
export const LARGEST_EXPONENT = 99;

type Operator = '+' | '-' | '*' | '/' | '^' | '(' | ')';

export interface Token {
  readonly kind: 'operand' | 'operator';
  /** As the canonical form has it. */
  readonly text: string;
  /** Where it stands in what was typed, from 1. */
  readonly column: number;
  /** Whether space stands before it. */
  readonly apart: boolean;
}

/** What is wrong with a formula, as the end of «it must be …». */
export class FormulaError extends Error {
  readonly expected: Text;

  constructor(expected: Text) {
    super(expected.en);
    this.expected = expected;
  }
}

/** What a formula is, as the end of «it must be …». */
export const WHAT = text('a formula of a and b with whole numbers, + - * / ^ and brackets', 'a、b、整数、+ - * / ^、かっこで書いた式にしてください。');

/** @param column where it goes wrong, from 1 */
export function wrong(column: number, en: string, ja: string): FormulaError {
  return new FormulaError(text(`${WHAT.en}: at column ${column} ${en}`, `${WHAT.ja}${column} 文字目: ${ja}`));
}

export const tooLong = (): FormulaError =>
  wrong(MOST_CHARACTERS + 1, `it is still not over: it may have ${MOST_CHARACTERS} characters`, `${MOST_CHARACTERS} 文字までにしてください。`);

/** What people, papers and input methods write for the same sign. */
const SAME: Readonly<Record<string, Operator>> = { '−': '-', '–': '-', ー: '-', '·': '*', '×': '*', '⋅': '*', '∙': '*', '・': '*', '÷': '/' };
const OPERATORS = new Set<string>(['+', '-', '*', '/', '^', '(', ')']);
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const operator = (sign: string, column: number, apart: boolean): Token => ({ kind: 'operator', text: sign, column, apart });

interface Found {
  readonly tokens: readonly Token[];
  /** Characters it takes. */
  readonly length: number;
}

/** A run of digits, plain or raised: raised ones are an exponent. */
function numberAt(characters: readonly string[], at: number, apart: boolean): Found | null {
  const raised = SUPERSCRIPTS.includes(characters[at] as string);
  let digits = '';
  let end = at;
  for (; end < characters.length; end++) {
    const character = characters[end] as string;
    const digit = raised ? SUPERSCRIPTS.indexOf(character) : /^\d$/.test(character) ? Number(character) : -1;
    if (digit < 0) break;
    digits += String(digit);
  }
  if (digits === '') return null;
  const column = at + 1;
  if (Number(digits) > LARGEST_NUMBER) throw wrong(column, `a number is larger than ${LARGEST_NUMBER}`, `数が ${LARGEST_NUMBER} より大きいです。`);
  const operand: Token = { kind: 'operand', text: String(Number(digits)), column, apart: apart && !raised };
  return { tokens: raised ? [operator('^', column, apart), operand] : [operand], length: end - at };
}

function tokenAt(characters: readonly string[], at: number, apart: boolean): Found {
  const number = numberAt(characters, at, apart);
  if (number !== null) return number;
  const typed = characters[at] as string;
  const sign = SAME[typed] ?? typed.normalize('NFKC').toLowerCase();
  if (sign === '*' && characters[at + 1]?.normalize('NFKC') === '*') return { tokens: [operator('^', at + 1, apart)], length: 2 };
  if (OPERATORS.has(sign)) return { tokens: [operator(sign, at + 1, apart)], length: 1 };
  if (sign === 'a' || sign === 'b') return { tokens: [{ kind: 'operand', text: sign, column: at + 1, apart }], length: 1 };
  throw wrong(at + 1, `stands «${typed}», which is none of these`, `「${typed}」は使えません。`);
}

/** @throws FormulaError where a character is none of a formula's */
export function tokensOf(typed: string): Token[] {
  // Superscripts must not become digits: «a²» is no «a2». Other wide signs become what they are.
  const characters = Array.from(typed).map((character) => (SUPERSCRIPTS.includes(character) ? character : character.normalize('NFKC').charAt(0) || ' '));
  if (characters.length > MOST_CHARACTERS) throw tooLong();
  const tokens: Token[] = [];
  let apart = false;
  for (let at = 0; at < characters.length;) {
    if (/^\s$/.test(characters[at] as string)) {
      apart = true;
      at++;
      continue;
    }
    const found = tokenAt(characters, at, apart);
    tokens.push(...found.tokens);
    at += found.length;
    apart = false;
  }
  return tokens;
}
