/** Whatever an entry says, it says in both languages: a walk over all texts that stand in a value, and what is wrong with one. */
import { LANGUAGES, type Text } from '../../src/engine/text.ts';

/** Every text within a value, with the way to it: «parameters.p.help». Functions are not called. */
export function textsIn(value: unknown, path: readonly string[] = [], seen = new Set<unknown>()): (readonly [path: string, text: Text])[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || seen.has(value)) return [];
  if (LANGUAGES.some((language) => typeof (value as Record<string, unknown>)[language] === 'string')) return [[path.join('.'), value as Text]];
  seen.add(value);
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key], seen));
}

const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;
/** Words of plain English, which names and formulas are not: «AdamW», «one-hot», «ε = 0.1». */
const wordsOf = (said: string): number => said.split(/[\s,.;:!?()«»]+/).filter((word) => /^[a-z]{3,}$/.test(word)).length;

/** What is wrong with a text, and what to do; null where nothing is. */
function faultOf(path: string, said: Text): string | null {
  for (const language of LANGUAGES) {
    const words: unknown = said[language];
    if (typeof words !== 'string' || words.trim() === '') return `is missing in «${language}»: write text(en, ja)`;
    if (words.trim() !== words) return `begins or ends with a space in «${language}»`;
    if (/undefined|NaN|\[object/.test(words)) return `says «${words}» in «${language}»`;
  }
  if (JAPANESE.test(said.en)) return `is Japanese in «en»: «${said.en}»`;
  if (JAPANESE.test(said.ja)) return null;
  // A choice may be called as it is everywhere: «tanh». Sentences and everything else that has English words are to be said in Japanese.
  const isSentence = !/choices\.\d+\.help$/.test(path) && /(help|summary|explanation|text|none|expected|validText)$/.test(path);
  const most = /(choices\.\d+|activations\.\w+)\.label$/.test(path) ? 1 : 0;
  return isSentence ? `is not Japanese in «ja»: «${said.ja}»` : wordsOf(said.ja) > most ? `is English in «ja»: «${said.ja}»` : null;
}

/** All that is wrong with the texts of something, in words that name it. */
export function faultsOfWords(who: string, value: unknown): string[] {
  return textsIn(value).flatMap(([path, said]) => {
    const fault = faultOf(path, said);
    return fault === null ? [] : [`${who}: ${path === '' ? 'it' : path} ${fault}`];
  });
}
