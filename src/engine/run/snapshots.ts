/**
 * The snapshots of one run, within a budget of bytes. They thin out half evenly on the log axis of steps, as a run is looked at, and half evenly in
 * steps, as what lies between two of them is made once more. The beginning, what came with each milestone, and the latest always stay; of the others
 * the one goes first whose going leaves the smallest gap.
 */
import { MILESTONES, type MilestoneKind } from './milestone.ts';
import { bytesOf, type Snapshot } from './snapshot.ts';

/** Where a step lies on the way to the last one, 0 … 2. */
const placeOf =
  (last: number) =>
  (step: number): number =>
    Math.log(step + 1) / Math.log(last + 1) + step / last;

export class Snapshots {
  /** Ascending. */
  #kept: readonly Snapshot[];

  /** @param kept ascending by step. */
  constructor(kept: readonly Snapshot[] = []) {
    this.#kept = kept;
  }

  get all(): readonly Snapshot[] {
    return this.#kept;
  }

  get steps(): readonly number[] {
    return this.#kept.map(({ step }) => step);
  }

  get bytes(): number {
    return this.#kept.reduce((sum, snapshot) => sum + bytesOf(snapshot), 0);
  }

  get latest(): Snapshot | null {
    return this.#kept.at(-1) ?? null;
  }

  /** The newest that is not after `step`; null where there is none. */
  at(step: number): Snapshot | null {
    return this.#kept.findLast((snapshot) => snapshot.step <= step) ?? null;
  }

  /** Those up to and including `step`, for a run that goes on from there. */
  upTo(step: number): Snapshots {
    return new Snapshots(this.#kept.filter((snapshot) => snapshot.step <= step));
  }

  /** Takes one in, in place of one of the same step. */
  add(snapshot: Snapshot): void {
    const before = this.#kept.filter(({ step }) => step < snapshot.step);
    const after = this.#kept.filter(({ step }) => step > snapshot.step);
    this.#kept = [...before, snapshot, ...after];
  }

  /** Lets the one go that is missed least. Returns whether there was one that may go. */
  thin(): boolean {
    const stays = this.#staying();
    const place = placeOf(this.latest?.step ?? 1);
    let least = { gap: Number.POSITIVE_INFINITY, at: -1 };
    for (let i = 1; i < this.#kept.length - 1; i++) {
      const [before, own, after] = this.#kept.slice(i - 1, i + 2) as [Snapshot, Snapshot, Snapshot];
      const gap = place(after.step) - place(before.step);
      if (!stays.has(own) && gap < least.gap) least = { gap, at: i };
    }
    if (least.at === -1) return false;
    this.#kept = this.#kept.toSpliced(least.at, 1);
    return true;
  }

  /** Lets all go: the run cannot go on any more, nor be looked at. */
  clear(): void {
    this.#kept = [];
  }

  #staying(): Set<Snapshot> {
    const first = (kind: MilestoneKind): Snapshot | undefined => this.#kept.find(({ learned }) => learned.milestones.some((one) => one.kind === kind));
    return new Set([this.#kept[0], ...MILESTONES.map(first), this.#kept.at(-1)].filter((snapshot) => snapshot !== undefined));
  }
}
