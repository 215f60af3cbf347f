/** The latest snapshots of one run, as many as fit: what a failed or diverged run can go on from. */
import { bytesOf, type Snapshot } from '../engine/run/snapshot.ts';

const LIMIT = 64 * 2 ** 20;

export class Snapshots {
  #kept: readonly Snapshot[] = [];

  clear(): void {
    this.#kept = [];
  }

  /** Keeps the new one in any case, and of the older ones the latest that fit. */
  add(snapshot: Snapshot): void {
    let room = LIMIT - bytesOf(snapshot);
    const older = this.#kept.filter(({ step }) => step < snapshot.step).toReversed();
    const fitting: Snapshot[] = [];
    for (const old of older) {
      room -= bytesOf(old);
      if (room < 0) break;
      fitting.unshift(old);
    }
    this.#kept = [...fitting, snapshot];
  }

  get latest(): Snapshot | null {
    return this.#kept.at(-1) ?? null;
  }

  get count(): number {
    return this.#kept.length;
  }
}
