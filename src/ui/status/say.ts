/** A sentence of the status: its key in the catalogue, and the figures in it. */
import type { Text } from '../../engine/text.ts';
import type { en } from '../i18n/en.ts';

type Key = keyof (typeof en)['status'];

export interface Sentence {
  readonly key: `status.${Key}`;
  readonly values: Readonly<Record<string, number | string | Text>>;
}

export const say = (key: Key, values: Sentence['values'] = {}): Sentence => ({ key: `status.${key}`, values });
