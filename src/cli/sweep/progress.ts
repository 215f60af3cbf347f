/** How far a sweep has come: a bar on a terminal, nothing elsewhere. */
import { SingleBar } from 'cli-progress';
import { durationText } from './durationText.ts';

export interface Progress {
  /** One more is over. @param work what it was counted to take, in any unit */
  passed(work: number): void;
  end(): void;
}

const NONE: Progress = { passed: () => undefined, end: () => undefined };

/**
 * @param work of all runs that are to be made, in the unit of `passed` @param before those that were made before
 * Time left goes by work and not by runs: one network may be a hundred times the other.
 */
export function progressOf(stream: NodeJS.WriteStream, count: number, work: number, before: number): Progress {
  if (!stream.isTTY || count === 0) return NONE;
  const bar = new SingleBar({ stream, format: '{bar} {value} of {total} runs, {left}', hideCursor: true, clearOnComplete: false });
  bar.start(before + count, before, { left: 'counting' });
  const begun = performance.now();
  let made = 0;
  return {
    passed(more) {
      made += more;
      const elapsed = (performance.now() - begun) / 1000;
      bar.increment(1, { left: made === 0 ? 'counting' : `about ${durationText((elapsed * Math.max(0, work - made)) / made)} left` });
    },
    end: () => bar.stop(),
  };
}
