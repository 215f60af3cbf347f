/** A backend that was asked for by name and cannot be had. */
import { Spoken } from '../spoken.ts';
import type { Text } from '../text.ts';
import type { BackendName } from './choice.ts';

export class BackendUnavailable extends Spoken {
  override readonly name = 'BackendUnavailable';
  readonly backend: BackendName;

  /** @param words why, for people. */
  constructor(backend: BackendName, words: Text) {
    super(words);
    this.message = `${backend}: ${words.en}`;
    this.backend = backend;
  }
}
