/** Waits with an end. Whatever comes from outside, a file, a device, a database, may neither come nor fail. */
import { Spoken } from './spoken.ts';
import { text, type Text } from './text.ts';

/** What was waited for did not come in time. */
export class TooLate extends Spoken {
  override readonly name = 'TooLate';
}

/** A wait is counted in as many parts: a machine that slept, or was kept busy, finds an answer waiting and does not judge by one late timer. */
const PARTS = 4;

/**
 * What `promise` gives, if it comes within `ms` milliseconds of being awake.
 * @param what names what is waited for. @param late gets what comes too late, to put it away.
 * @throws TooLate when it does not come.
 */
export function within<T>(ms: number, what: Text, promise: Promise<T>, late?: (value: T) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const end = (): boolean => {
      if (over) return false;
      over = true;
      clearTimeout(timer);
      return true;
    };
    const wait = (parts: number): void => {
      if (parts > 0) {
        timer = setTimeout(() => wait(parts - 1), ms / PARTS);
        return;
      }
      const seconds = Number((ms / 1000).toPrecision(2));
      if (end()) reject(new TooLate(text(`${what.en} did not come within ${seconds} s`, `${what.ja}が ${seconds} 秒待っても得られませんでした`)));
    };
    wait(PARTS);
    promise.then(
      (value) => (end() ? resolve(value) : late?.(value)),
      (error: unknown) => end() && reject(error instanceof Error ? error : new Error(String(error))),
    );
  });
}
