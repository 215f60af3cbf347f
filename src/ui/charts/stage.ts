/** What the charts of one page share: the run, the axis, the cursor and the beat. Outside React, because it changes with every event. */
import type { Groups } from '../../figures/plot/frame.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { calmed } from './calm.ts';
import { LIVE, type Cursor } from './cursor.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import { phasesOf, type Interval } from '../../engine/run/phases.ts';
import { BEAT, browserClock, createScheduler, type Clock, type Scheduler } from './scheduler.ts';
import { growEnd, type Axis } from '../../figures/plot/xAxis.ts';

/** Milliseconds between updates of the text alternatives: often enough to be true, seldom enough to be read. */
const SLOW = 1000;
/**
 * Milliseconds between beats while a moment of the past is pinned: what is looked at stands still but for the reader, and each drawing of the live
 * ends takes a frame of the page from whoever moves, and from the training.
 */
const PAST_BEAT = 200;
/** Milliseconds between two moments of the cursor that words are about, and between two that charts draw while somebody moves through a run's past. */
const CALM = 100;
const DRAWN = 80;
/** A run that has said nothing for so long has stopped, or thinks: its text alternative is told what it said last. */
const QUIET = 200;

export interface Stage {
  readonly record: Emitter<RunRecord | null>;
  /** Runs drawn behind it. */
  readonly ghosts: Emitter<readonly RunRecord[]>;
  /** Runs whose quartiles are drawn. */
  readonly groups: Emitter<Groups>;
  readonly axis: Emitter<Axis>;
  readonly cursor: Emitter<Cursor>;
  /** The same as charts draw it: the pointer's at once, a pinned one as often as drawing all charts again leaves the page time for what is looked at. */
  readonly drawnCursor: Emitter<Cursor>;
  /** The same for words: ten times a second at most; to a step and back to the latest at once. */
  readonly calmCursor: Emitter<Cursor>;
  /** Rises when the run has news; on every beat at most once. */
  readonly beat: Emitter<number>;
  /** The same, once a second, and when the news has stopped. */
  readonly slow: Emitter<number>;
  /** Where the shared step axis ends now. */
  end(): number;
  phases(): readonly Interval[];
  readonly scheduler: Scheduler;
}

/** @param isFilm whether a film is shown: words follow each of its pictures then. */
export function createStage(axisAtFirst: Axis, clock: Clock = browserClock, isFilm: () => boolean = () => false): Stage {
  const record = createEmitter<RunRecord | null>(null);
  const ghosts = createEmitter<readonly RunRecord[]>([]);
  const groups = createEmitter<Groups>([]);
  const axis = createEmitter<Axis>(axisAtFirst);
  const cursor = createEmitter<Cursor>(LIVE);
  const calmCursor = calmed(cursor, CALM, clock, (now, before) => isFilm() || (now.step === null) !== (before.step === null));
  const drawnCursor = calmed(cursor, DRAWN, clock, (now, before) => !now.pinned || !before.pinned);
  const beat = createEmitter(0);
  const slow = createEmitter(0);
  let ends = { log: 0, linear: 0 };
  let phases: readonly Interval[] = [];
  let seen: RunRecord | null = null;
  let version = -1;
  let newsAt = -Infinity;
  let slowVersion = -1;
  let slowAt = -Infinity;

  function look(): void {
    const run = record.get();
    if (run !== seen) {
      seen = run;
      version = -1;
      slowVersion = -1;
      slowAt = -Infinity;
      ends = { log: 0, linear: 0 };
      phases = [];
      cursor.set(LIVE);
    }
    if (run === null) return;
    if (run.version !== version) {
      version = run.version;
      newsAt = clock.now();
      phases = phasesOf(run);
      beat.set(beat.get() + 1);
    }
    if (run.version !== slowVersion && (clock.now() - slowAt >= SLOW || clock.now() - newsAt >= QUIET)) {
      slowVersion = run.version;
      slowAt = clock.now();
      slow.set(slow.get() + 1);
    }
  }

  return {
    record,
    ghosts,
    groups,
    axis,
    cursor,
    drawnCursor,
    calmCursor,
    beat,
    slow,
    end() {
      const run = record.get();
      const kind = axis.get();
      if (run === null) return 0;
      if (run !== seen) look();
      return (ends[kind] = growEnd(
        ends[kind],
        Math.max(run.step, ...[...ghosts.get(), ...groups.get().flat()].map(({ step }) => step)),
        run.config.steps,
        kind,
      ));
    },
    phases: () => phases,
    scheduler: createScheduler(clock, look, () => (cursor.get().pinned ? PAST_BEAT : BEAT)),
  };
}
