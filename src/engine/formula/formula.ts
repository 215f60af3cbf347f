/** Operations on two residues that a reader writes: a·b + a + 3, mod n. A recursive descent over a grammar of three levels. */
import type { ReadLine } from '../parameters.ts';
import { FormulaError, LARGEST_EXPONENT, MOST_CHARACTERS, tokensOf, tooLong, wrong, type Token } from './tokens.ts';

/** The value mod n of a and b in 0 … n−1; null where it divides by what has no inverse mod n. */
type Operation = (a: number, b: number, n: number) => number | null;

export interface Formula {
  /** One way of writing it: no spaces, every product with its sign. */
  readonly canonical: string;
  readonly value: Operation;
}

/** The inverse of x mod n; null where they share a factor. n is small: the first that fits is found soon enough, and nothing can overflow. */
function inverse(x: number, n: number): number | null {
  for (let y = 0; y < n; y++) if ((x * y) % n === 1 % n) return y;
  return null;
}

/** By squaring, mod n. */
function power(x: number, exponent: number, n: number): number {
  let [result, base] = [1 % n, x % n];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * base) % n;
    base = (base * base) % n;
  }
  return result;
}

const COMBINE: Readonly<Record<string, (x: number, y: number, n: number) => number | null>> = {
  '+': (x, y, n) => (x + y) % n,
  '-': (x, y, n) => (x - y + n) % n,
  '*': (x, y, n) => (x * y) % n,
  '/': (x, y, n) => {
    const inverted = inverse(y, n);
    return inverted === null ? null : (x * inverted) % n;
  },
};

const both =
  (sign: string, left: Operation, right: Operation): Operation =>
  (a, b, n) => {
    const [x, y] = [left(a, b, n), right(a, b, n)];
    return x === null || y === null ? null : (COMBINE[sign] as (typeof COMBINE)[string])(x, y, n);
  };

const after =
  (inner: Operation, then: (x: number, n: number) => number): Operation =>
  (a, b, n) => {
    const x = inner(a, b, n);
    return x === null ? null : then(x, n);
  };

class Parser {
  private at = 0;
  private readonly written: string[] = [];
  private readonly tokens: readonly Token[];
  /** The column behind the last character. */
  private readonly end: number;

  constructor(tokens: readonly Token[], end: number) {
    this.tokens = tokens;
    this.end = end;
  }

  whole(): Formula {
    const value = this.sum();
    const left = this.next();
    if (left !== undefined) throw this.unexpected(left);
    return { canonical: this.written.join(''), value };
  }

  private next(): Token | undefined {
    return this.tokens[this.at];
  }

  private take(): string {
    const { text } = this.tokens[this.at++] as Token;
    this.written.push(text);
    return text;
  }

  private is(...signs: readonly string[]): boolean {
    const token = this.next();
    return token?.kind === 'operator' && signs.includes(token.text);
  }

  /** Behind a whole operand stands what can stand nowhere. */
  private unexpected({ text, column }: Token): FormulaError {
    if (text === ')') return wrong(column, 'a bracket closes that was never opened', '開いていないかっこが閉じています。');
    return wrong(column, 'a sign is missing: write + - * or /', '記号がありません。+ - * / のいずれかを書いてください。');
  }

  private sum(): Operation {
    let value = this.product();
    while (this.is('+', '-')) value = both(this.take(), value, this.product());
    return value;
  }

  /** Side by side without a space is a product, as people write ab and 2a. */
  private adjoins(): boolean {
    const token = this.next();
    return token !== undefined && !token.apart && (token.kind === 'operand' || token.text === '(');
  }

  private product(): Operation {
    let value = this.signed();
    for (;;) {
      if (this.is('*', '/')) value = both(this.take(), value, this.signed());
      else if (this.adjoins()) {
        this.written.push('*');
        value = both('*', value, this.raised());
      } else return value;
    }
  }

  private signed(): Operation {
    if (!this.is('-', '+')) return this.raised();
    const sign = this.take();
    const value = this.signed();
    return sign === '+' ? value : after(value, (x, n) => (n - x) % n);
  }

  private raised(): Operation {
    const base = this.atom();
    if (!this.is('^')) return base;
    this.take();
    const exponent = this.next();
    if (exponent?.kind !== 'operand' || !/^\d+$/.test(exponent.text) || Number(exponent.text) > LARGEST_EXPONENT) {
      throw wrong(
        exponent?.column ?? this.end,
        `an exponent must be a whole number from 0 to ${LARGEST_EXPONENT}`,
        `指数は 0 から ${LARGEST_EXPONENT} までの整数にしてください。`,
      );
    }
    const times = Number(this.take());
    const again = this.next();
    if (this.is('^')) throw wrong(again?.column ?? this.end, 'a second exponent wants brackets', '指数を重ねるときはかっこを付けてください。');
    return after(base, (x, n) => power(x, times, n));
  }

  private atom(): Operation {
    const token = this.next();
    if (token?.kind === 'operand') {
      const text = this.take();
      if (text === 'a') return (a, _, n) => a % n;
      if (text === 'b') return (_, b, n) => b % n;
      return (_a, _b, n) => Number(text) % n;
    }
    if (!this.is('(')) throw wrong(token?.column ?? this.end, 'a, b, a number or a bracket is missing', 'a、b、数、かっこのいずれかがありません。');
    const { column } = token as Token;
    this.take();
    const value = this.sum();
    const closing = this.next();
    if (closing !== undefined && !this.is(')')) throw this.unexpected(closing);
    if (closing === undefined) throw wrong(column, 'a bracket opens that is never closed', 'かっこが閉じられていません。');
    this.take();
    return value;
  }
}

/** Reads a formula. @throws FormulaError that says at which column what is wrong */
export function formulaOf(typed: string): Formula {
  const tokens = tokensOf(typed);
  const formula = new Parser(tokens, Array.from(typed.trimEnd()).length + 1).whole();
  if (formula.canonical.length > MOST_CHARACTERS) throw tooLong();
  if (!tokens.some(({ text }) => text === 'a' || text === 'b')) {
    throw wrong(1, 'begins a formula that mentions neither a nor b', 'a も b も含まれていません。');
  }
  return formula;
}

/** Its canonical form, or what is wrong with it. Never throws. */
export function readFormula(typed: string): ReadLine {
  try {
    return { ok: true, value: formulaOf(typed).canonical };
  } catch (error) {
    if (error instanceof FormulaError) return { ok: false, expected: error.expected };
    throw error;
  }
}

/** As a reader would write it, with its operands put in where they are given. */
export function shownFormula(canonical: string, operands: Readonly<Record<'a' | 'b', string>> = { a: 'a', b: 'b' }): string {
  return canonical
    .replaceAll(/[ab]/g, (name) => operands[name as 'a' | 'b'])
    .replaceAll(/\^(\d+)/g, (_, digits: string) => Array.from(digits, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join(''))
    .replaceAll('*', '·')
    .replaceAll(/(?<=[^(+\-·/])[+-]/g, (sign) => ` ${sign === '-' ? '−' : sign} `)
    .replaceAll('-', '−');
}
