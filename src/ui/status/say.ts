/** A sentence of the status: its key in the catalogue, and the figures in it. */
import type { en } from '../i18n/en.ts';
import type { SentenceValues } from '../i18n/inWords.ts';

type Key = keyof (typeof en)['status'];

export interface Sentence {
  readonly key: `status.${Key}`;
  readonly values: SentenceValues;
}

export const say = (key: Key, values: Sentence['values'] = {}): Sentence => ({ key: `status.${key}`, values });
