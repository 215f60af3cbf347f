/** A shelf in memory that copies what it is given, as a database does, and refuses when it is told to. */
import { bytesOf, type Snapshot } from '../../../src/engine/run/snapshot.ts';
import type { Entry } from '../../../src/store/library/entry.ts';
import type { News, Parts, Shelf } from '../../../src/store/library/shelf.ts';

export class MemoryShelf implements Shelf {
  readonly kept = new Map<string, { entry: unknown; readonly points: Map<number, unknown>; readonly snapshots: Map<number, unknown> }>();
  /** What every question is refused with. */
  refusal: Error | null = null;
  /** Runs of which no write is taken. */
  readonly refused = new Set<string>();
  writes = 0;
  /** What every write waits for once it is asked for. */
  gate: Promise<void> = Promise.resolve();

  /** Bytes that snapshots may take. A write that would take more is refused as a whole, as by a database. */
  room = Number.POSITIVE_INFINITY;

  #ask(onlyDeletes = false): void {
    if (this.refusal !== null && !(onlyDeletes && this.refusal.name === 'QuotaExceededError')) throw this.refusal;
  }
  get bytes(): number {
    return [...this.kept.values()].flatMap(({ snapshots }) => [...snapshots.values()]).reduce<number>((sum, one) => sum + bytesOf(one as Snapshot), 0);
  }
  entries(): Promise<readonly unknown[]> {
    return new Promise((resolve) => {
      this.#ask();
      resolve([...this.kept.values()].map(({ entry }) => structuredClone(entry)));
    });
  }
  parts(id: string): Promise<Parts> {
    return new Promise((resolve) => {
      this.#ask();
      const own = this.kept.get(id);
      resolve(structuredClone({ points: [...(own?.points.values() ?? [])], snapshots: [...(own?.snapshots.values() ?? [])] }));
    });
  }
  write(news: News): Promise<void> {
    // What is written is what it was when that was asked for.
    const copy = structuredClone(news);
    return this.gate.then(() => this.#write(copy));
  }
  #write({ entry, points, snapshots, gone }: News): Promise<void> {
    return new Promise((resolve) => {
      this.#ask();
      if (this.refused.has(entry.id)) throw new Error('not this one');
      // Whatever goes by the same write still takes its room while that is made.
      if (this.bytes + snapshots.reduce((sum, one) => sum + bytesOf(one), 0) > this.room) throw Object.assign(new Error(''), { name: 'QuotaExceededError' });
      this.writes++;
      const own = this.kept.get(entry.id) ?? { entry: null, points: new Map<number, unknown>(), snapshots: new Map<number, unknown>() };
      own.entry = structuredClone(entry);
      if (points !== null) own.points.set(entry.parts - 1, structuredClone(points));
      for (const snapshot of snapshots) own.snapshots.set(snapshot.step, structuredClone(snapshot));
      for (const step of gone) own.snapshots.delete(step);
      this.kept.set(entry.id, own);
      resolve();
    });
  }
  restore(entry: Entry, { points, snapshots }: Parts): Promise<void> {
    return new Promise((resolve) => {
      this.#ask();
      if (this.bytes + snapshots.reduce<number>((sum, one) => sum + bytesOf(one as Snapshot), 0) > this.room)
        throw Object.assign(new Error(''), { name: 'QuotaExceededError' });
      const own = this.kept.get(entry.id) ?? { entry: null, points: new Map<number, unknown>(), snapshots: new Map<number, unknown>() };
      own.entry = structuredClone(entry);
      for (const [i, part] of points.entries()) own.points.set(i, structuredClone(part));
      for (const one of snapshots) own.snapshots.set((one as Snapshot).step, structuredClone(one));
      this.kept.set(entry.id, own);
      resolve();
    });
  }
  rewrite(entries: readonly Entry[]): Promise<void> {
    return new Promise((resolve) => {
      this.#ask();
      for (const entry of entries) {
        const own = this.kept.get(entry.id);
        if (own !== undefined) own.entry = structuredClone(entry);
      }
      resolve();
    });
  }
  drop(id: string, steps: readonly number[]): Promise<void> {
    return new Promise((resolve) => {
      this.#ask(true);
      for (const step of steps) this.kept.get(id)?.snapshots.delete(step);
      resolve();
    });
  }
  remove(ids: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      this.#ask(true);
      for (const id of ids) this.kept.delete(id);
      resolve();
    });
  }
}
