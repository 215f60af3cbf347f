/** A value that follows another one slowly. */
import { expect, test } from 'vitest';
import { calmed } from '../../../src/ui/charts/calm.ts';
import { createEmitter } from '../../../src/ui/charts/emitter.ts';
import { fakeClock } from './fakeClock.ts';

test('it follows at most once in a while, the last value is never missed, and what is urgent does not wait', () => {
  const clock = fakeClock();
  const source = createEmitter(1);
  const follower = calmed(source, 100, clock, (now, before) => now < 0 !== before < 0);
  const seen: [time: number, value: number][] = [];
  follower.subscribe(() => seen.push([clock.now(), follower.get()]));
  expect(follower.get()).toBe(1);
  for (let at = 0; at < 250; at += 10) {
    clock.run(at);
    source.set(at + 2);
  }
  // At once where it has rested; then from that on, not from the last change.
  expect(seen).toEqual([
    [0, 2],
    [100, 92],
    [200, 192],
  ]);
  source.set(-5);
  expect(seen.at(-1)).toEqual([240, -5]);
  // What was waiting went with it.
  clock.run(1000);
  expect(seen).toHaveLength(4);
});
