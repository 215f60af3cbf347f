/** When a run makes its next updates, and how many: told the time, so that every number can be checked. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pace } from '../../../src/engine/run/pace.ts';

const MANY = 1_000_000;

describe('as fast as it can', () => {
  test('it begins with one update and finds what fits thirty milliseconds', () => {
    const pace = new Pace(false, 0);
    expect([pace.wait(0), pace.free, pace.paused]).toEqual([0, true, false]);
    expect(pace.take(0, MANY)).toBe(1);
    pace.took(1, 1);
    // At most twice as many as before.
    expect(pace.take(0, MANY)).toBe(2);
    pace.took(2, 2);
    expect(pace.take(0, MANY)).toBe(4);
    pace.took(4, 60);
    expect(pace.take(0, MANY)).toBe(2);
    pace.took(2, 10_000);
    expect(pace.take(0, MANY)).toBe(1);
  });

  test('never past what is asked, and never more than ten thousand', () => {
    const pace = new Pace(false, 0);
    for (let i = 0; i < 30; i++) pace.took(pace.take(0, MANY), 0);
    expect(pace.take(0, MANY)).toBe(10_000);
    expect(pace.take(0, 7)).toBe(7);
  });
});

describe('so many a second', () => {
  test('one at a time, spaced on the clock', () => {
    const pace = new Pace(false, 0);
    pace.limit(100, 4);
    expect([pace.free, pace.wait(100)]).toEqual([false, 0]);
    expect(pace.take(100, MANY)).toBe(1);
    expect(pace.wait(100)).toBe(250);
    expect(pace.take(200, MANY)).toBe(0);
    expect(pace.take(350, MANY)).toBe(1);
    expect(pace.wait(350)).toBe(250);
  });

  test('a host that was late catches up on a second, not on an hour', () => {
    const pace = new Pace(false, 0);
    pace.limit(0, 10);
    pace.take(0, MANY);
    let taken = 0;
    while (pace.wait(3_600_000) === 0) taken += pace.take(3_600_000, MANY);
    expect(taken).toBe(11);
  });

  test('and then free again, it begins where it was before: slow motion says nothing about the device', () => {
    const pace = new Pace(false, 0);
    pace.limit(0, 4);
    for (let time = 0; time < 3000; time += 250) pace.took(pace.take(time, MANY), 1);
    pace.limit(3000, null);
    expect(pace.take(3000, MANY)).toBe(1);
  });

  test('letting go is at once', () => {
    const pace = new Pace(false, 0);
    pace.limit(0, 1);
    pace.take(0, MANY);
    pace.limit(10, null);
    expect([pace.wait(10), pace.free]).toEqual([0, true]);
  });
});

describe('pauses', () => {
  test('a pause waits for ever; steps are counted off; resuming goes on', () => {
    const pace = new Pace(true, 0);
    expect([pace.paused, pace.wait(0)]).toEqual([true, Number.POSITIVE_INFINITY]);
    pace.resume(0, 3);
    expect([pace.paused, pace.take(0, MANY)]).toEqual([false, 1]);
    expect(pace.took(1, 1)).toBe(false);
    expect(pace.take(0, MANY)).toBe(2);
    expect(pace.took(2, 1)).toBe(true);
    expect(pace.paused).toBe(true);
    pace.resume(0);
    expect(pace.took(5000, 30)).toBe(false);
    expect(pace.paused).toBe(false);
  });

  test('steps that are counted off are counted off in slow motion, too', () => {
    const pace = new Pace(true, 0);
    pace.limit(0, 2);
    pace.resume(0, 2);
    expect(pace.take(0, MANY)).toBe(1);
    expect(pace.took(1, 1)).toBe(false);
    expect(pace.take(500, MANY)).toBe(1);
    expect(pace.took(1, 1)).toBe(true);
  });
});

describe('updates that are made once more', () => {
  test('are made at full speed, paused or slow, and then it is as it was', () => {
    const pace = new Pace(true, 5);
    pace.limit(0, 1);
    let made = 0;
    while (!pace.paused) {
      expect([pace.wait(0), pace.free]).toEqual([0, true]);
      const count = pace.take(0, MANY);
      made += count;
      expect(pace.took(count, 0)).toBe(false);
    }
    expect(made).toBe(5);
    expect(pace.wait(0)).toBe(Number.POSITIVE_INFINITY);
  });

  test('do not count as steps', () => {
    const pace = new Pace(false, 0);
    pace.resume(0, 3);
    pace.took(pace.take(0, MANY), 1);
    pace.restart(4);
    let made = 0;
    for (let over = false; !over;) {
      const count = pace.take(0, MANY);
      made += count;
      over = pace.took(count, 1);
    }
    expect(made).toBe(4 + 2);
  });

  test('a new device begins slowly', () => {
    const pace = new Pace(false, 0);
    for (let i = 0; i < 10; i++) pace.took(pace.take(0, MANY), 0);
    pace.restart(0);
    expect(pace.take(0, MANY)).toBe(1);
  });
});

test('however it is told, it never makes more than asked, and always gets there', () => {
  const told = fc.constantFrom('pause', 'resume', 'step', 'slow', 'fast', 'nothing');
  fc.assert(
    fc.property(fc.array(told, { maxLength: 40 }), fc.integer({ min: 0, max: 30 }), (words, again) => {
      const pace = new Pace(true, again);
      let [time, step] = [0, 0];
      for (const word of [...words, 'resume', ...Array.from({ length: 400 }, () => 'nothing')]) {
        if (word === 'pause') pace.pause();
        if (word === 'resume') pace.resume(time);
        if (word === 'step') pace.resume(time, 2);
        if (word === 'slow') pace.limit(time, 100);
        if (word === 'fast') pace.limit(time, null);
        const wait = pace.wait(time);
        expect(pace.paused).toBe(wait === Number.POSITIVE_INFINITY);
        if (pace.paused) continue;
        time += wait;
        const most = 1 + (step % 7);
        const count = pace.take(time, most);
        expect(count).toBeGreaterThan(0);
        expect(count).toBeLessThanOrEqual(most);
        step += count;
        time += count;
        pace.took(count, count);
      }
      expect(step).toBeGreaterThan(400);
    }),
  );
});
