/** How often a run is written, by a clock that only the test moves: whenever its page ends, a second of its curve is lost at most. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { createLibrary } from '../../../src/store/library/library.ts';
import type { News } from '../../../src/store/library/shelf.ts';
import { metrics, snapshot } from '../events.ts';
import { Table } from '../table.ts';
import { MemoryShelf } from './memoryShelf.ts';

/** Milliseconds between two messages of a trainer: it tells ten times a second. */
const TELLS = 100;

/** A database that takes its time. What is on its way when the page ends is lost. */
class SlowShelf extends MemoryShelf {
  readonly #ms: number;
  constructor(ms: number) {
    super();
    this.#ms = ms;
  }
  override async write(news: News): Promise<void> {
    const copy = structuredClone(news);
    await new Promise((resolve) => setTimeout(resolve, this.#ms));
    await super.write(copy);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  [0, Number.POSITIVE_INFINITY],
  [100, Number.POSITIVE_INFINITY],
  [300, Number.POSITIVE_INFINITY],
  [0, 0],
  [100, 0],
])('at any moment all but the last second of training is kept, where a write takes %i ms, and networks may take %d bytes', async (ms, room) => {
  const shelf = new SlowShelf(ms);
  shelf.room = room;
  const table = new Table();
  const library = createLibrary({ bench: table.bench, shelf, tabs: null, now: () => performance.now() });
  await library.begin();
  table.bench.start(defaultConfig(), {});
  await vi.advanceTimersByTimeAsync(1600);
  table.begin();
  table.started(defaultConfig());
  table.event({ type: 'snapshot', step: 0, snapshot: snapshot(0) });
  /** The last step that is kept; a step is a millisecond of training. */
  const kept = (): number => {
    const steps = [...shelf.kept.values()].flatMap(({ points }) =>
      [...points.values()].flatMap((part) => [...(part as Record<string, { steps: Float64Array }>)['val.loss']!.steps]),
    );
    return steps.at(-1) ?? 0;
  };
  let most = 0;
  for (let now = 1; now <= 10_000; now++) {
    if (now % TELLS === 0) table.event(metrics(now));
    await vi.advanceTimersByTimeAsync(1);
    most = Math.max(most, now - kept());
  }
  expect(most).toBeLessThanOrEqual(1000);
  // A clock that stands still would lose nothing.
  expect(most).toBeGreaterThan(TELLS);
  expect(library.store.getState().failed?.full ?? false).toBe(room === 0);
});
