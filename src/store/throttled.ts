/** A store that follows another one, at most once in a while: for words and figures that nobody can read ten times a second. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { untilNext } from './grid.ts';

/** @param urgent changes that must not wait. */
export function throttled<T>(source: StoreApi<T>, ms: number, urgent: (now: T, before: T) => boolean): StoreApi<T> {
  const follower = createStore<T>(() => source.getState());
  let timer: ReturnType<typeof setTimeout> | null = null;
  const follow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    follower.setState(source.getState(), true);
  };
  source.subscribe((now) => {
    if (urgent(now, follower.getState())) follow();
    else timer ??= setTimeout(follow, untilNext(ms));
  });
  return follower;
}
