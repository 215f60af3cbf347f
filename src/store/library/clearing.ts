/**
 * Room is made by what is oldest, neither pinned nor on the bench: first networks go, then runs. For a while it can be taken back: what went is held in
 * memory until then, the latest first, as far as that is large enough.
 */
import type { Bench } from '../bench.ts';
import type { Entry } from './entry.ts';
import type { Keeper } from './keeper.ts';
import type { List } from './list.ts';
import type { Parts, Shelf } from './shelf.ts';

export interface Clearing {
  /** @throws what the browser says, where it will not */
  make(): Promise<void>;
  /** Puts back what went, the latest first. Where there is no room for networks, a run's curves come back alone. */
  undo(): Promise<void>;
  /** What went cannot come back any more. */
  end(): void;
}

interface Surroundings {
  readonly bench: Pick<Bench, 'store'>;
  readonly shelf: Shelf;
  readonly list: List;
  readonly keeper: Pick<Keeper, 'forget' | 'recall' | 'rewrite'>;
  /** Milliseconds for which it can be taken back. */
  readonly undoable: number;
}

interface Gone {
  readonly entry: Entry;
  readonly parts: Parts;
  /** Whether the run went, and not its networks alone. */
  readonly whole: boolean;
}

/** Bytes that are held in memory. */
const MOST_BYTES = 2 ** 27;

/** The older half of them, where the oldest come first. */
const half = <T>(all: readonly T[]): readonly T[] => all.slice(0, Math.ceil(all.length / 2));

const bare = (entry: Entry): Entry => ({ ...entry, run: { ...entry.run, snapshots: [] } });

export function createClearing({ bench, shelf, list, keeper, undoable }: Surroundings): Clearing {
  const { store } = list;
  let gone: Gone[] = [];
  let ending: ReturnType<typeof setTimeout> | undefined;

  const say = (): void => {
    const runs = gone.filter(({ whole }) => whole).length;
    store.setState({ freed: gone.length === 0 ? null : { runs, networks: gone.length - runs } });
  };
  const end = (): void => {
    clearTimeout(ending);
    gone = [];
    say();
  };
  const hold = (one: Gone): void => {
    gone.push(one);
    let bytes = gone.reduce((sum, { entry }) => sum + entry.bytes, 0);
    while (bytes > MOST_BYTES) bytes -= gone.shift()?.entry.bytes ?? bytes;
  };
  const partsOf = ({ id }: Entry): Promise<Parts> => shelf.parts(id).catch(() => ({ points: [], snapshots: [] }));

  /** @returns whether it is back, as far as there is room. */
  const back = async ({ entry, parts, whole }: Gone): Promise<boolean> => {
    const now = list.find(entry.id);
    // What the reader has done with it since then stands.
    const isElsewhere = store.getState().deleted.some(({ id }) => id === entry.id) || bench.store.getState().runs.some(({ id }) => id === entry.id);
    if (isElsewhere || (!whole && now === undefined)) return false;
    const own: Entry = { ...entry, name: (now ?? entry).name, pinned: (now ?? entry).pinned };
    const tries: readonly (readonly [Entry, Parts])[] = [[own, parts], ...(whole ? [[bare(own), { ...parts, snapshots: [] }] as const] : [])];
    for (const [as, what] of tries) {
      const isBack = await shelf.restore(as, what).then(
        () => true,
        () => false,
      );
      if (!isBack) continue;
      keeper.recall(entry.id);
      list.put([as]);
      return as === own;
    }
    return false;
  };

  return {
    end,
    async make() {
      store.setState({ unreturned: 0 });
      const on = new Set(bench.store.getState().runs.map(({ id }) => id));
      const old = (store.getState().entries ?? []).filter(({ id, pinned }) => !pinned && !on.has(id)).toReversed();
      const heavy = old.filter(({ run }) => run.snapshots.length > 0);
      try {
        for (const entry of half(heavy)) {
          const { snapshots } = await partsOf(entry);
          // What goes makes the room for saying that it went.
          await shelf.drop(
            entry.id,
            entry.run.snapshots.map(({ step }) => step),
          );
          list.wrote([bare(entry)]);
          hold({ entry, parts: { points: [], snapshots }, whole: false });
          await keeper.rewrite([entry.id]);
        }
        for (const entry of heavy.length === 0 ? half(old) : []) {
          const parts = await partsOf(entry);
          await keeper.forget([entry.id]);
          // Its networks went before, and come back with it.
          const before = gone.find((one) => one.entry.id === entry.id);
          gone = gone.filter((one) => one !== before);
          hold({ entry: before?.entry ?? entry, parts: { ...parts, snapshots: before?.parts.snapshots ?? parts.snapshots }, whole: true });
        }
        if (old.length === 0) store.setState({ nothingToGo: true });
      } finally {
        clearTimeout(ending);
        ending = setTimeout(end, undoable);
        say();
      }
    },
    async undo() {
      const all = gone.toReversed();
      end();
      let unreturned = 0;
      for (const one of all) if (!(await back(one))) unreturned++;
      store.setState({ unreturned });
    },
  };
}
