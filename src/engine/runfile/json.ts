/** JSON of anybody's. */
import { sized } from '../problem.ts';
import { text } from '../text.ts';
import { refuse, Refused } from './refused.ts';

const JSON_TEXT = text('JSON, in UTF-8', 'UTF-8 の JSON にしてください。');

/** @param where the file, for what is said of it. @throws Refused where it is none, or names what would be taken for an object's ancestor */
export function parseJson(bytes: Uint8Array, where: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), (key, value: unknown) => {
      if (key === '__proto__') refuse(where, key, text('without a field of this name', 'この名前の項目を除いてください。'));
      return value;
    }) as unknown;
  } catch (error) {
    if (error instanceof Refused) throw error;
    return refuse(where, sized(bytes.length), JSON_TEXT);
  }
}
