/** Questions about two tokens as readers write them, and how what a reader typed is understood. */
import type { Names } from '../data/names.ts';
import type { Problem } from '../problem.ts';
import type { Section } from '../registry.ts';
import { text } from '../text.ts';
import { tasks } from './index.ts';
import type { Pair } from './task.ts';

/** What the task says of its tokens, or the names that they have in the data, or numbers from 0 on. */
export function pairOf(id: string, vocabulary: number, names?: Names): Pair {
  const named = names !== undefined && names.words.length > 0;
  return (
    tasks.get(id).pair ?? {
      names: ['a', 'b'],
      write: (token) => names?.words[token] ?? String(token),
      expected: named
        ? text('a word that stands in the file', 'ファイルにある語にしてください。')
        : text(`a whole number from 0 to ${vocabulary - 1}`, `0 から ${vocabulary - 1} までの整数にしてください。`),
    }
  );
}

/** The question about two tokens. */
export const askedOf = (section: Section, tokens: readonly [number, number], names?: Names): string =>
  tasks.get(section.id).question?.(section, tokens, names) ?? `(${tokens.join(', ')})`;

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\u2010\u2012\u2013\u2212\u30fc]/gu, '-'],
  [/[*×⋅∙•]/gu, '·'],
  [/÷/gu, '/'],
  [/=\s*\??\s*$/u, ''],
  [/\s+/gu, ''],
];

/** The same however it was typed: full-width or not, powers raised or behind «^», with spaces or without, with «=» behind it or not. */
function plain(written: string): string {
  const flat = written.replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/gu, (power) => `^${Array.from(power, (sign) => (sign === '⁻' ? '-' : RAISED.indexOf(sign))).join('')}`);
  return SIGNS.reduce((said, [sign, instead]) => said.replaceAll(new RegExp(sign.source, 'gu'), instead), flat.normalize('NFKC'));
}

/** What may be tokens in it. */
const wordsIn = (written: string): string[] =>
  written
    .normalize('NFKC')
    .replaceAll(/\^-?\d+/gu, ' ')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

type Read = { readonly ok: true; readonly tokens: readonly [number, number] } | { readonly ok: false; readonly problem: Problem };

export interface About {
  readonly section: Section;
  readonly vocabulary: number;
  readonly names?: Names | undefined;
}

/** The question in what a reader typed: as its task writes it, or its two tokens alone, «17 25». Never throws. */
export function readQuestion(written: string, { section, vocabulary, names }: About): Read {
  const pair = pairOf(section.id, vocabulary, names);
  const typed = plain(written);
  const words = wordsIn(written.replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/gu, ' '));
  const byName = new Map(Array.from({ length: vocabulary }, (_, token) => [pair.write(token), token]));
  const found = words.map((word) => byName.get(word) ?? null);
  const problem = (field: string, value: string, expected: Problem['expected']): Read => ({ ok: false, problem: { field, value, expected } });
  const wrong = found.indexOf(null);
  if (wrong >= 0) {
    const word = words[wrong] as string;
    return problem(pair.names[word === words[0] ? 0 : 1], word, pair.expected);
  }
  for (const [i, a] of found.entries()) {
    for (const [j, b] of found.entries()) {
      if (i !== j && plain(askedOf(section, [a as number, b as number], names)) === typed) return { ok: true, tokens: [a as number, b as number] };
    }
  }
  const [a, b] = found;
  if (found.length === 2 && /^\(?[^\s,;、]+[\s,;、]+[^\s,;、]+\)?$/u.test(written.normalize('NFKC').trim()))
    return { ok: true, tokens: [a as number, b as number] };
  const sample = askedOf(section, sampleOf(vocabulary), names);
  const two = sampleOf(vocabulary)
    .map((token) => pair.write(token))
    .join(' ');
  return problem('question', written, text(`two of them, written like «${sample}» or «${two}»`, `「${sample}」か「${two}」のように 2 つ書いてください。`));
}

/** Two tokens to begin with, away from the table's edges. */
export const sampleOf = (vocabulary: number): readonly [number, number] => [Math.floor(0.4 * vocabulary), Math.floor(0.59 * vocabulary)];
