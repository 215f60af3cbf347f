/** A field's value, read from text: what form, link and command line have in common. */
import { plainText, readNumber } from '../numbers.ts';
import type { Parameter } from '../parameters.ts';

/** The text itself where it does not look like a value of the field, so that validation can name it. */
export function fromText(p: Parameter | undefined, text: string): unknown {
  const plain = text.normalize('NFKC').trim();
  if (p?.kind === 'flag') return plain === 'true' ? true : plain === 'false' ? false : text;
  if (p?.kind === 'choice') return p.choices.find(({ value }) => value === text || value === plain)?.value ?? text;
  if (p?.kind !== 'number') return text;
  if (p.word !== undefined && plainText(text).toLowerCase() === p.word) return p.word;
  const spelling = readNumber(text, p.integer);
  return spelling.kind === 'number' ? spelling.value : text;
}
