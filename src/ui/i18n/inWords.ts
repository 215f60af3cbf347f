/** The values of a sentence: figures as they are, words in the reader’s language. */
import type { Language, Text } from '../../engine/text.ts';

export type SentenceValues = Readonly<Record<string, number | string | Text>>;

export const inWords = (values: SentenceValues, language: Language): Record<string, number | string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value[language] : value]));
