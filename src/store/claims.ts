/** The claims of a sweep's pool: what another tab of the browser makes is left to it, and what one has made since is taken over. */
import { alone, giveBack, type Answer, type Claims } from '../worker/sweepClaims.ts';
import type { Kept } from './kept.ts';
import type { Hold, Tabs } from './tabs.ts';

interface Sharing<R> {
  /** null where nothing is shared. */
  readonly tabs: Tabs | null;
  readonly kept: Kept<R>;
  /** What a task's result is kept under. */
  keyOf(id: string): string | undefined;
  /** Whether the browser keeps anything: what it does not, no other tab could take over. */
  keeps(): boolean;
  /** Another tab's result. */
  adopt(key: string, result: R): void;
}

interface SharedClaims extends Claims {
  /** A result is being kept. Its claim is not given back before: whoever has it next finds the result. */
  keeping(key: string, kept: Promise<unknown>): void;
}

export function sharedClaims<R>({ tabs, kept, keyOf, keeps, adopt }: Sharing<R>): SharedClaims {
  const unsettled = new Map<string, Promise<unknown>>();

  /** What was kept before the hold was had counts. @param held null: another tab has it. */
  const answered = async (key: string, held: Promise<Hold | null>): Promise<Answer> => {
    const hold = await held;
    if (hold === null) return 'others';
    const result = (await kept.load([key]).catch(() => new Map<string, R>())).get(key);
    if (result !== undefined) {
      hold.free();
      adopt(key, result);
      return 'made';
    }
    return { free: () => void (unsettled.get(key) ?? Promise.resolve()).then(hold.free) };
  };

  /** Browsers that refuse locks share nothing. */
  const unshared = (answer: (answer: Exclude<Answer, 'others'>) => void) => (): void => alone.ask('', answer as (answer: Answer) => void, () => undefined);

  return {
    keeping(key, keep) {
      unsettled.set(key, keep);
      void keep.finally(() => unsettled.get(key) === keep && unsettled.delete(key));
    },
    ask(id, answer, lost) {
      const key = keyOf(id);
      if (tabs === null || key === undefined || !keeps()) return alone.ask(id, answer, lost);
      answered(key, tabs.take(key, lost)).then(answer, unshared(answer));
    },
    wait(id, answer, lost) {
      const key = keyOf(id);
      if (tabs === null || key === undefined) return alone.wait(id, answer, lost);
      const waiting = new AbortController();
      const { signal } = waiting;
      answered(key, tabs.await(key, lost, signal)).then(
        (said) => (said === 'others' || signal.aborted ? giveBack(said) : answer(said)),
        () => !signal.aborted && unshared(answer)(),
      );
      return () => waiting.abort();
    },
  };
}
