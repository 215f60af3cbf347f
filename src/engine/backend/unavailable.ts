/** A backend that was asked for by name and cannot be had. */
import type { Text } from '../text.ts';
import type { BackendName } from './choice.ts';

export class BackendUnavailable extends Error {
  override readonly name = 'BackendUnavailable';
  readonly backend: BackendName;
  /** Why, for people. */
  readonly words: Text;

  constructor(backend: BackendName, words: Text) {
    super(`${backend}: ${words.en}`);
    this.backend = backend;
    this.words = words;
  }
}
