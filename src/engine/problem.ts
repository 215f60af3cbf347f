import type { Text } from './text.ts';

/** One thing wrong with a config, link, file or message: which field, what stood there, and what may stand there. */
export interface Problem {
  /** Dotted path, for example 'optimizer.lr'. */
  readonly field: string;
  readonly value: unknown;
  /** What the field may be, as the end of the sentence «… must be …». */
  readonly expected: Text;
}

/** As JSON, or as its kind where JSON knows no words for it. */
function written(value: object | string | null): string {
  const kind = Object.prototype.toString.call(value);
  try {
    return JSON.stringify(value) ?? kind; // toJSON may give nothing
  } catch {
    return kind;
  }
}

/** Short, safe rendering of an unknown value. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const words = typeof value === 'object' || typeof value === 'string' ? written(value) : (value as number | boolean | bigint | symbol).toString();
  return words.length > 60 ? `${words.slice(0, 57)}…` : words;
}

export function describeProblem(problem: Problem, language: keyof Text): string {
  const expected = problem.expected[language];
  const value = shown(problem.value);
  return language === 'ja' ? `${problem.field}: ${value} は使えません。${expected}` : `${problem.field}: ${value} is not allowed; it must be ${expected}`;
}
