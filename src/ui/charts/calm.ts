/** A value that follows another one at most once in a while, at once where it has rested: for what nobody reads while it flies past. */
import { createEmitter, type Emitter } from './emitter.ts';
import type { Clock } from './scheduler.ts';

/** @param urgent changes that must not wait. */
export function calmed<T>(source: Emitter<T>, ms: number, clock: Pick<Clock, 'later' | 'now'>, urgent: (now: T, before: T) => boolean): Emitter<T> {
  const follower = createEmitter(source.get());
  let cancel: (() => void) | null = null;
  let followedAt = Number.NEGATIVE_INFINITY;
  const follow = (): void => {
    cancel?.();
    cancel = null;
    followedAt = clock.now();
    follower.set(source.get());
  };
  source.subscribe(() => {
    const left = followedAt + ms - clock.now();
    if (left <= 0 || urgent(source.get(), follower.get())) follow();
    else cancel ??= clock.later(follow, left);
  });
  return follower;
}
