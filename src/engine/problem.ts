import type { Text } from './text.ts';

/** One thing wrong with a config, link, file or message: which field, what stood there, and what may stand there. */
export interface Problem {
  /** Dotted path, for example 'optimizer.lr'. */
  readonly field: string;
  readonly value: unknown;
  /** What the field may be, as the end of the sentence «… must be …». */
  readonly expected: Text;
}

/** Short, safe rendering of an unknown value. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  let json: string | undefined;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') json = String(value);
  else {
    try {
      json = JSON.stringify(value);
    } catch {
      json = Object.prototype.toString.call(value);
    }
  }
  json ??= Object.prototype.toString.call(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}

export function describeProblem(problem: Problem, language: keyof Text): string {
  const expected = problem.expected[language];
  const value = shown(problem.value);
  return language === 'ja' ? `${problem.field}: ${value} は使えません。${expected}` : `${problem.field}: ${value} is not allowed; it must be ${expected}`;
}
