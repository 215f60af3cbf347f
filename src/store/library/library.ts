/**
 * The runs that the browser keeps: every run of this page is written as it goes, and those of earlier visits can be brought back, renamed, pinned
 * and deleted.
 */
import type { StoreApi } from 'zustand/vanilla';
import { Snapshots } from '../../engine/run/snapshots.ts';
import { recordOf } from '../../engine/runfile/runfile.ts';
import type { Bench } from '../bench.ts';
import type { Adopted } from '../newcomers.ts';
import type { Origin } from '../origin.ts';
import { isOn } from '../run.ts';
import type { Tabs } from '../tabs.ts';
import { askedOf, readEntry, type Entry } from './entry.ts';
import { createClearing } from './clearing.ts';
import { createKeeper, said } from './keeper.ts';
import { createList, type LibraryState, type Room } from './list.ts';
import { restored } from './restored.ts';
import type { Parts, Shelf } from './shelf.ts';

export interface Library {
  readonly store: StoreApi<LibraryState>;
  /** Reads what is kept, and keeps from now on. */
  begin(): Promise<void>;
  /** The runs that were on the bench at the last visit, in their order there. */
  lastBench(): readonly Entry[];
  /** Brings runs back onto the bench, in their order, one of them in front where nothing is. @param origin of the settings that each was made of, as this page counts them. */
  open(entries: readonly Entry[], front: Entry | undefined, origin: (entry: Entry) => Origin): Promise<void>;
  rename(id: string, name: string): void;
  pin(id: string, pinned: boolean): void;
  /** Takes a run out of the list. It is gone when nobody has asked for it back for a while. */
  remove(id: string): Promise<void>;
  /** Brings back what was deleted and is not gone yet. */
  undo(): void;
  /** Lets the snapshots of older runs that nobody pinned go; where there are none left, such runs. */
  makeRoom(): Promise<void>;
  /** Brings back what made room and is not gone yet, as far as there is room for it. */
  undoRoom(): Promise<void>;
  /** The reader does without it. */
  acceptRoom(): void;
  /** Says that there is this run to go on with. */
  offer(entry: Entry): void;
  /** The reader has heard that runs are not kept. */
  hush(): void;
  /** Takes back what is said of a run that was not brought back, and the offer of the last one. */
  dismiss(): void;
  /** The page closes or is put away: what is new is written at once. */
  close(): void;
  /** Whether something would be lost if it closed now. */
  wouldLose(): boolean;
}

/**
 * Milliseconds between two writes. A page that ends at any moment is to lose a second of curve at most: what the trainer has not told yet (a tenth of
 * a second), what waits for the next write, and how long that takes.
 */
const EVERY_MS = 400;

interface Surroundings {
  readonly bench: Bench;
  readonly shelf: Shelf;
  /** Null where tabs know nothing of each other. */
  readonly tabs: Pick<Tabs, 'take' | 'tell' | 'hear'> | null;
  readonly now?: () => number;
  readonly roomOf?: () => Promise<Room | null>;
  /** Asks the browser not to let go of what is kept. */
  readonly retain?: () => void;
  /** Milliseconds between two writes, after a failure, and for which a deletion can be undone. */
  readonly every?: number;
  readonly retry?: number;
  readonly undoable?: number;
}

/** When a visit last had a run before it: entries of earlier versions do not say it apart. */
const seenAt = ({ seen, changed }: Entry): number => seen ?? changed;

/** Entries that are read in one task: each is checked field by field. */
const AT_ONCE = 50;

async function readAll(raw: readonly unknown[]): Promise<(Entry | null)[]> {
  const read: (Entry | null)[] = [];
  for (let from = 0; from < raw.length; from += AT_ONCE) {
    if (raw.length > AT_ONCE) await new Promise((resolve) => setTimeout(resolve));
    read.push(...raw.slice(from, from + AT_ONCE).map(readEntry));
  }
  return read;
}

function adoptedOf(entry: Entry, parts: Parts, origin: Origin): { readonly run: Adopted; readonly whole: boolean } | null {
  const found = restored(entry, parts);
  if (found === null) return null;
  const { file, whole } = found;
  const { status, reason, what } = entry.end;
  const run: Adopted = {
    record: recordOf(file, entry.id),
    snapshots: new Snapshots(file.snapshots),
    origin,
    parent: entry.parent,
    ...(entry.place !== null && { place: entry.place }),
    plan: file.plan,
    request: askedOf(entry),
    backend: entry.backend,
    elapsed: entry.elapsed,
    over: { from: 'visit', status, reason, what, wanted: 'paused', phase: null, sizes: entry.sizes },
  };
  return { run, whole };
}

export function createLibrary({
  bench,
  shelf,
  tabs,
  now = Date.now,
  roomOf = () => Promise.resolve(null),
  retain = () => undefined,
  every = EVERY_MS,
  retry = 5000,
  undoable = 60_000,
}: Surroundings): Library {
  const list = createList();
  const { store } = list;
  let forgetting: ReturnType<typeof setTimeout> | undefined;

  const measure = (): void =>
    void roomOf().then(
      (room) => store.setState({ room }),
      () => undefined,
    );
  const wrote = (): void => {
    retain();
    measure();
  };
  const keeper = createKeeper({ bench, shelf, list, tabs, now, wrote, every, retry });

  const change = (id: string, by: Partial<Entry>): void => {
    const entry = list.find(id);
    if (entry === undefined) return;
    list.put([{ ...entry, ...by }]);
    keeper.tell(id);
    void keeper.rewrite([id]);
  };

  const forgetDeleted = (): void => {
    clearTimeout(forgetting);
    const ids = store.getState().deleted.map(({ id }) => id);
    store.setState({ deleted: [] });
    if (ids.length > 0) void keeper.forget(ids).then(measure, () => undefined);
  };

  const clearing = createClearing({ bench, shelf, list, keeper, undoable });

  /** @returns what comes onto the bench, or why it does not. */
  const brought = async (entry: Entry, origin: Origin): Promise<{ readonly run: Adopted; readonly whole: boolean } | 'elsewhere' | 'damaged'> => {
    if ((await keeper.hold(entry.id)) === null) return 'elsewhere';
    const parts = await shelf.parts(entry.id).catch(() => null);
    return (parts === null ? null : adoptedOf(entry, parts, origin)) ?? 'damaged';
  };

  return {
    store,
    async begin() {
      const raw = await shelf.entries().catch((error: unknown) => {
        store.setState({ failed: { what: said(error), full: false } });
        return [];
      });
      const read = await readAll(raw);
      const entries = read.filter((entry) => entry !== null && !entry.deleted) as Entry[];
      list.put(entries);
      store.setState({ unreadable: read.filter((entry) => entry === null).length });
      const gone = read.flatMap((entry) => (entry?.deleted === true ? [entry.id] : []));
      if (gone.length > 0) shelf.remove(gone).catch(() => undefined);
      keeper.begin();
      measure();
    },
    lastBench() {
      const entries = store.getState().entries ?? [];
      const visit = entries.toSorted((a, b) => seenAt(b) - seenAt(a))[0]?.visit;
      return entries.filter((entry) => entry.visit === visit && entry.place !== null).toSorted((a, b) => (a.order ?? a.place ?? 0) - (b.order ?? b.place ?? 0));
    },
    async open(entries, front, origin) {
      const adopted: Adopted[] = [];
      for (const entry of entries) {
        const one = await brought(entry, origin(entry));
        if (typeof one !== 'string') {
          adopted.push(one.run);
          if (!one.whole) store.setState({ unopened: { id: entry.id, why: 'partly' } });
        } else {
          keeper.release(entry.id);
          store.setState({ unopened: { id: entry.id, why: one } });
        }
      }
      bench.adopt(adopted, { lead: front?.id });
      for (const run of bench.store.getState().runs) {
        const entry = entries.find(({ id }) => id === run.id);
        if (entry !== undefined) keeper.knows(run, entry);
      }
    },
    rename: (id, name) => change(id, { name: name.trim() === '' ? null : name.trim().slice(0, 200) }),
    pin: (id, pinned) => change(id, { pinned }),
    async remove(id) {
      const entry = list.find(id);
      if (entry === undefined) return;
      // Whoever trains it in another tab would go on writing it.
      if ((await keeper.hold(id)) === null) {
        keeper.release(id);
        return store.setState({ unopened: { id, why: 'elsewhere' } });
      }
      clearTimeout(forgetting);
      list.drop([id]);
      store.setState(({ deleted }) => ({ deleted: [...deleted, entry] }));
      forgetting = setTimeout(forgetDeleted, undoable);
      // At once: the page may close before it is forgotten.
      await keeper.rewrite([id]);
    },
    undo() {
      clearTimeout(forgetting);
      const { deleted } = store.getState();
      store.setState({ deleted: [] });
      list.put(deleted);
      void keeper.rewrite(deleted.map(({ id }) => id));
    },
    async makeRoom() {
      try {
        forgetDeleted();
        await clearing.make();
        measure();
      } catch (error) {
        store.setState({ failed: { what: said(error), full: true }, quiet: false });
      }
      await keeper.flush();
    },
    async undoRoom() {
      await clearing.undo();
      measure();
      await keeper.flush();
    },
    acceptRoom: () => clearing.end(),
    hush: () => store.setState({ quiet: true }),
    offer: (last) => store.setState({ last }),
    dismiss: () => store.setState({ unopened: null, last: null, unreturned: 0 }),
    close() {
      forgetDeleted();
      void keeper.flush();
    },
    wouldLose: () => store.getState().failed !== null && bench.store.getState().runs.some((run) => isOn(run.store.getState().status) && run.record.step > 0),
  };
}
