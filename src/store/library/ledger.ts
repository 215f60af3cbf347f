/** What of a run is kept already, and what is new of it since. */
import type { Numbers } from '../../engine/run/column.ts';
import { bytesOf, isSound, type Snapshot } from '../../engine/run/snapshot.ts';
import { Snapshots } from '../../engine/run/snapshots.ts';
import { describeRun } from '../../engine/runfile/write.ts';
import { isOn, type Run } from '../run.ts';
import { ENTRY_VERSION, type Entry } from './entry.ts';
import type { News, Points } from './shelf.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Bytes of snapshots that are kept of a run; those that always stay may take more. */
const SNAPSHOT_BYTES = 2 ** 24;
/**
 * Milliseconds between two writes of a run's networks while it goes on: they are most of what is written, and a run that is cut off makes what came
 * since the last one of them once more, the same to the last bit.
 */
const SNAPSHOTS_MS = 2000;
/** Bytes of a point: its step and its value. */
const POINT_BYTES = 16;
/** About what an entry takes. */
const ENTRY_BYTES = 4096;

/** Where a run stands on the bench, and what its reader says of it. */
export interface Standing {
  readonly visit: string;
  readonly place: number | null;
  readonly order: number;
  readonly front: boolean;
  readonly name: string | null;
  readonly pinned: boolean;
}

/** What is to be written, and what is to be called once it is. */
export interface Sheet {
  readonly news: News;
  readonly done: () => void;
}

/** What a run was when it was last written: as long as this is the same, there is no news. */
interface Written {
  readonly version: number;
  readonly state: string;
}

export class Ledger {
  readonly #run: Run;
  readonly #began: number;
  /** Points of each curve that are kept. */
  readonly #lengths = new Map<string, number>();
  /** Snapshots that were looked at, and those of them that are kept. */
  readonly #seen = new Set<Snapshot>();
  #kept: readonly number[];
  readonly #snapshots: Snapshots;
  #parts: number;
  #points = 0;
  #written: Written | null = null;
  /** When it last changed, and what it was then: to be looked at is no change. */
  #changed: number;
  #version: number | null;
  /** When its networks were last written. */
  #snapshotsAt = Number.NEGATIVE_INFINITY;
  #late = false;

  /** @param entry what was kept of it before this visit, where it is what the run has. */
  constructor(run: Run, now: number, entry: Entry | null = null) {
    this.#run = run;
    this.#began = entry?.began ?? now;
    this.#parts = entry?.parts ?? 0;
    this.#changed = entry?.changed ?? now;
    this.#version = entry === null ? null : run.record.version;
    this.#snapshots = new Snapshots(entry === null ? [] : run.snapshots.all);
    this.#kept = this.#snapshots.steps;
    if (entry === null) return;
    for (const snapshot of run.snapshots.all) this.#seen.add(snapshot);
    for (const key of run.record.keys) this.#lengths.set(key, run.record.curve(key).length);
    this.#points = [...this.#lengths.values()].reduce((sum, length) => sum + length, 0);
  }

  /** Whether a network waits for its turn to be written. */
  get late(): boolean {
    return this.#late;
  }

  /**
   * What is new, as it is to be written; null where nothing is. `light`: the same without new snapshots, null where there are none.
   * @param all whether nothing may wait, as when the page is left.
   */
  news(standing: Standing, now: number, all = false): (Sheet & { readonly light: Sheet | null }) | null {
    const { record } = this.#run;
    const { status, sizes } = this.#run.store.getState();
    const written = { version: record.version, state: JSON.stringify([standing, status, sizes !== null]) };
    const waits = !all && isOn(status) && now - this.#snapshotsAt < SNAPSHOTS_MS;
    const isKnown = written.version === this.#written?.version && written.state === this.#written.state;
    if (record.step === 0 || (isKnown && (waits || !this.#late))) return null;
    const lengths = new Map(record.keys.map((key) => [key, record.curve(key).length]));
    const points = this.#pointsUpTo(lengths);
    const snapshots = waits ? [] : this.#look();
    const gone = waits ? [] : this.#kept.filter((step) => !this.#snapshots.steps.includes(step));
    const parts = this.#parts + (points === null ? 0 : 1);
    const count = this.#points + (points === null ? 0 : Object.values(points).reduce((sum, { steps }) => sum + steps.length, 0));
    const before = this.#snapshots.all.filter(({ step }) => this.#kept.includes(step));
    const kept = waits ? before : this.#snapshots.all;
    if (record.version !== this.#version) [this.#version, this.#changed] = [record.version, now];
    const entryWith = (some: readonly Snapshot[]): Entry => {
      const bytes = ENTRY_BYTES + count * POINT_BYTES + some.reduce((sum, one) => sum + bytesOf(one), 0);
      return this.#entry(standing, some, now, parts, bytes);
    };
    const curvesDone = (): void => {
      for (const [key, length] of lengths) this.#lengths.set(key, length);
      [this.#parts, this.#points] = [parts, count];
    };
    const fresh = snapshots.filter((one) => kept.includes(one));
    return {
      news: { entry: entryWith(kept), points, snapshots: fresh, gone },
      done: () => {
        curvesDone();
        for (const snapshot of snapshots) this.#seen.add(snapshot);
        [this.#written, this.#kept] = [written, kept.map(({ step }) => step)];
        this.#late = waits && this.#run.snapshots.all.some((snapshot) => !this.#seen.has(snapshot));
        if (!waits) this.#snapshotsAt = now;
      },
      light: fresh.length === 0 ? null : { news: { entry: entryWith(before), points, snapshots: [], gone: [] }, done: curvesDone },
    };
  }

  #pointsUpTo(lengths: ReadonlyMap<string, number>): Points | null {
    const grown = [...lengths].filter(([key, length]) => length > (this.#lengths.get(key) ?? 0));
    if (grown.length === 0) return null;
    const cut = ([key, length]: [string, number]) => {
      const { steps, values } = this.#run.record.curve(key);
      const from = this.#lengths.get(key) ?? 0;
      const part = (numbers: Numbers): Float64Array => Float64Array.from(numbers.subarray(from, length));
      return [key, { steps: part(steps), values: part(values) }] as const;
    };
    return Object.fromEntries(grown.map(cut));
  }

  /** Takes in the run's new snapshots, and thins all out to what may be kept. @returns those not kept yet. One with numbers that are none leads nowhere. */
  #look(): readonly Snapshot[] {
    const fresh = this.#run.snapshots.all.filter((snapshot) => !this.#seen.has(snapshot));
    for (const snapshot of fresh) if (isSound(snapshot)) this.#snapshots.add(snapshot);
    while (this.#snapshots.bytes > SNAPSHOT_BYTES && this.#snapshots.thin());
    return fresh;
  }

  #entry({ visit, place, order, front, name, pinned }: Standing, kept: readonly Snapshot[], now: number, parts: number, bytes: number): Entry {
    const { id, record, origin, plan, request, parent, store, elapsed } = this.#run;
    const { status, reason, what, backend, sizes } = store.getState();
    const { config, step, made, marks } = record;
    const run = describeRun({ config, preset: origin.basedOn, plan, step, made, marks, curves: [], snapshots: kept, data: {} });
    return {
      version: ENTRY_VERSION,
      id,
      run: { ...run, about: null },
      name,
      pinned,
      deleted: false,
      began: this.#began,
      changed: this.#changed,
      seen: now,
      elapsed: elapsed(),
      visit,
      place,
      order,
      front,
      // What goes on is as one that was left, should nothing be written of it any more.
      end:
        status === 'diverged'
          ? { status, reason: null, what }
          : { status: 'finished', reason: isOn(status) || status === 'failed' ? 'stopped' : (reason ?? 'stopped'), what: null },
      backend,
      request,
      sizes,
      parent,
      curve: thumbnailOf(record.curve('val.accuracy')),
      parts,
      bytes,
    };
  }
}
