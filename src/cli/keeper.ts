/** Keeps what a run tells, for its file. */
import type { RunEvent } from '../engine/run/events.ts';
import type { RunRecord } from '../engine/run/record.ts';
import type { Snapshots } from '../engine/run/snapshots.ts';
import { runFileOf, SNAPSHOT_BYTES, stemOf, type RunFile } from '../engine/runfile/runfile.ts';
import { writeRunFile } from '../engine/runfile/write.ts';
import { saveRun, type Target } from './runFiles.ts';

interface Kept extends Pick<RunFile, 'preset' | 'plan' | 'data' | 'parent'> {
  readonly record: RunRecord;
  readonly snapshots: Snapshots;
  readonly target: Target;
  /** Updates between two times that it is saved; null where it is saved at its end alone. */
  readonly every: number | null;
}

export class Keeper {
  readonly #kept: Kept;
  #due = false;

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  take(event: RunEvent): void {
    const { record, snapshots, every } = this.#kept;
    record.take(event);
    if (event.type !== 'snapshot') return;
    snapshots.add(event.snapshot);
    while (snapshots.bytes > SNAPSHOT_BYTES && snapshots.thin());
    this.#due ||= every !== null && event.step > 0 && event.step % every === 0;
  }

  /** Saves the run where that is due. */
  async look(): Promise<void> {
    if (this.#due) await this.save();
  }

  async save(): Promise<void> {
    this.#due = false;
    const { record, snapshots, target, ...of } = this.#kept;
    await saveRun(writeRunFile(runFileOf(record, snapshots, of)), target, stemOf({ ...of, seed: record.config.seed }));
  }
}
