/** What a browser keeps; survives a page. Refuses, or never answers, on request. */
import type { Kept } from '../../src/store/kept.ts';

export class Memory<R> implements Kept<R> {
  readonly results = new Map<string, R>();
  mood: 'willing' | 'refusing' | 'silent' = 'willing';
  #answers: (() => void)[] = [];

  load(keys: readonly string[]): Promise<ReadonlyMap<string, R>> {
    return this.#answer(() => new Map(keys.flatMap((key) => (this.results.has(key) ? [[key, this.results.get(key) as R] as const] : []))));
  }
  keep(key: string, result: R): Promise<void> {
    return this.#answer(() => void this.results.set(key, result));
  }
  forget(keys: readonly string[]): Promise<void> {
    return this.#answer(() => {
      for (const key of keys) this.results.delete(key);
    });
  }

  /** Says at last what it was asked while it was silent. */
  speak(): void {
    for (const answer of this.#answers) answer();
    this.#answers = [];
  }

  #answer<T>(answer: () => T): Promise<T> {
    if (this.mood === 'refusing') return Promise.reject(new Error('no room left'));
    if (this.mood === 'willing') return Promise.resolve(answer());
    return new Promise((resolve) => this.#answers.push(() => resolve(answer())));
  }
}
