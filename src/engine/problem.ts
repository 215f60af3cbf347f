import type { Text } from './text.ts';

/** One thing wrong with a config, link, file or message: which field, what stood there, and what may stand there. */
export interface Problem {
  /** Dotted path, for example 'optimizer.lr'. */
  readonly field: string;
  readonly value: unknown;
  /** What the field may be, as the end of the sentence «… must be …». */
  readonly expected: Text;
}

/** Characters of a name or a value that are shown. */
const SHOWN = 60;
/** Problems that are told one by one: nobody reads more. */
const TOLD = 4;

/** The first problem of each field, and those of its other values: it may have been named several times. */
export function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const told = new Map<string, Set<unknown>>();
  return problems.filter(({ field, value }) => {
    const values = told.get(field) ?? new Set();
    told.set(field, values);
    return !values.has(value) && values.add(value);
  });
}

/** The beginning of a text, cut between characters, on one line, without what is not seen or turns the line around. */
function shortened(text: string): string {
  const start = Array.from(text.slice(0, 2 * SHOWN));
  const cut = text.length > 2 * SHOWN || start.length > SHOWN ? [...start.slice(0, SHOWN - 3), '…'] : start;
  return cut.join('').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
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
  if (typeof value === 'string') return written(shortened(value));
  return shortened(typeof value === 'object' ? written(value) : (value as number | boolean | bigint | symbol).toString());
}

/** How much there is of a file or a part of it, where that is all that can be said of what it holds. */
interface Size {
  readonly bytes: number;
}

export const sized = (bytes: number): Size => ({ bytes });

const isSize = (value: unknown): value is Size =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'bytes' && typeof (value as Size).bytes === 'number';

const SIZE_WORDS = {
  en: ({ bytes }: Size): string => (bytes === 0 ? 'it is empty' : `it has ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`),
  ja: ({ bytes }: Size): string => (bytes === 0 ? '空です。' : `${bytes} バイトあります。`),
} as const;

export function describeProblem(problem: Problem, language: keyof Text): string {
  const [field, value, expected] = [shortened(problem.field), shown(problem.value), problem.expected[language]];
  if (isSize(problem.value))
    return language === 'ja' ? `${field}: ${SIZE_WORDS.ja(problem.value)}${expected}` : `${field}: ${SIZE_WORDS.en(problem.value)}; it must be ${expected}`;
  return language === 'ja' ? `${field}: ${value} は使えません。${expected}` : `${field}: ${value} is not allowed; it must be ${expected}`;
}

/** The first few, each in a sentence of its own, and how many more there are. */
export function describeProblems(problems: readonly Problem[], language: keyof Text): string[] {
  const left = problems.length - TOLD;
  // Names that differ only where they are cut off read alike.
  const told = [...new Set(problems.slice(0, left === 1 ? TOLD + 1 : TOLD).map((problem) => describeProblem(problem, language)))];
  return left > 1
    ? [...told, language === 'ja' ? `ほかに ${left.toLocaleString(language)} 件あります。` : `and ${left.toLocaleString(language)} more like these`]
    : told;
}
