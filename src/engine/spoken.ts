/** Errors that say in words for people what is wrong. */
import { text, type Text } from './text.ts';

export class Spoken extends Error {
  override readonly name: string = 'Spoken';
  readonly words: Text;

  constructor(words: Text) {
    super(words.en);
    this.words = words;
  }
}

/** What an error says: in both languages where it can, else as it is. */
export function wordsOf(error: unknown): Text {
  if (error instanceof Spoken) return error.words;
  const message = error instanceof Error ? error.message : String(error);
  return text(message, message);
}
