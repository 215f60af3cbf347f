/** A value that follows another one at most once in a while: for words that nobody reads while they fly past. */
import { createEmitter, type Emitter } from './emitter.ts';
import type { Clock } from './scheduler.ts';

/** @param urgent changes that must not wait. */
export function calmed<T>(source: Emitter<T>, ms: number, clock: Pick<Clock, 'later'>, urgent: (now: T, before: T) => boolean): Emitter<T> {
  const follower = createEmitter(source.get());
  let cancel: (() => void) | null = null;
  const follow = (): void => {
    cancel?.();
    cancel = null;
    follower.set(source.get());
  };
  source.subscribe(() => {
    if (urgent(source.get(), follower.get())) follow();
    else cancel ??= clock.later(follow, ms);
  });
  return follower;
}
