/** Writes every run of the bench as it goes: a few times a second what is new of it. Where the browser refuses, it tries again, and says so meanwhile. */
import { z } from '../../engine/zod.ts';
import type { Bench } from '../bench.ts';
import type { Run } from '../run.ts';
import { newRunId } from '../runId.ts';
import type { Hold, Tabs } from '../tabs.ts';
import type { Entry } from './entry.ts';
import { Ledger, type Sheet, type Standing } from './ledger.ts';
import type { List } from './list.ts';
import type { Shelf } from './shelf.ts';

export interface Keeper {
  begin(): void;
  /** Writes what is new at once. */
  flush(): Promise<void>;
  /** Writes what the list says of runs, behind what is just being written of them. */
  rewrite(ids: readonly string[]): Promise<void>;
  /** Tells other tabs what the reader says of a run: one of them may be writing it. */
  tell(id: string): void;
  /** The key of a run; null where another tab has it. */
  hold(id: string): Promise<Hold | null>;
  release(id: string): void;
  /** A run that was brought back has been kept so far. */
  knows(run: Run, entry: Entry): void;
  /** Deletes runs. What they still do is not written. */
  forget(ids: readonly string[]): Promise<void>;
  /** One that was deleted is kept again: should it go on, that is written. */
  recall(id: string): void;
}

interface Surroundings {
  readonly bench: Bench;
  readonly shelf: Shelf;
  readonly list: List;
  /** Null where tabs know nothing of each other. */
  readonly tabs: Pick<Tabs, 'take' | 'tell' | 'hear'> | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Is called after the first write, and after those that failed. */
  readonly wrote: () => void;
  /** Milliseconds between two writes, and after a failure. */
  readonly every: number;
  readonly retry: number;
}

/** What a reader says of a run, from tab to tab. */
const word = z.object({ id: z.string(), name: z.string().max(200).nullable(), pinned: z.boolean() });
type Word = z.infer<typeof word>;

function readWord(told: string): Word | null {
  try {
    return word.safeParse(JSON.parse(told)).data ?? null;
  } catch {
    return null;
  }
}

/** What a browser says of a refusal; of some it has only a name. */
export const said = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));
const isFull = (error: unknown): boolean => error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
/** There was room for a run's curves, and none for its networks. */
class NoRoom extends Error {
  constructor(cause: unknown) {
    super('', { cause });
  }
}

/** A page that is just being closed or loaded anew has its keys for a moment yet. */
const TRIES = 6;
const TRY_MS = 250;
const UNSHARED: Hold = { free: () => undefined };

/** Whether all of a kept run is in one that goes on from it. */
const isWithin = (entry: Entry, run: Run): boolean => run.parent?.run === entry.id && run.parent.forked !== true && entry.run.step <= run.record.step;

export function createKeeper({ bench, shelf, list, tabs, now, wrote, every, retry }: Surroundings): Keeper {
  const ledgers = new Map<string, Ledger>();
  const holds = new Map<string, Promise<Hold | null>>();
  /** Runs that another tab has taken over, and those that were deleted. */
  const closed = new Set<string>();
  const followed = new WeakSet<Run>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether there was no room for networks a moment ago: curves are written as ever meanwhile. */
  let spare = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  let first = true;
  const visit = newRunId();

  const taken = async (id: string): Promise<Hold | null> => {
    for (let i = 0; i < TRIES; i++) {
      // A browser that refuses locks shares nothing.
      const held = tabs === null ? UNSHARED : await tabs.take(id, () => closed.add(id)).catch(() => UNSHARED);
      if (held !== null) return held;
      await new Promise((resolve) => setTimeout(resolve, TRY_MS));
    }
    return null;
  };
  const hold = (id: string): Promise<Hold | null> => {
    const held = holds.get(id) ?? taken(id);
    holds.set(id, held);
    return held;
  };
  const release = (id: string): void => {
    void holds.get(id)?.then((held) => held?.free());
    holds.delete(id);
  };

  const forget = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      closed.add(id);
      ledgers.delete(id);
      release(id);
    }
    await shelf.remove(ids);
    list.drop(ids);
  };

  /** @returns whether there was something to write. */
  const keep = async (run: Run, { place, order, front }: Pick<Standing, 'place' | 'order' | 'front'>, whole: boolean): Promise<boolean> => {
    const { id, parent } = run;
    if (closed.has(id) || list.store.getState().deleted.some((entry) => entry.id === id)) return false;
    const before = list.find(parent?.run);
    const { name, pinned } = list.find(id) ?? before ?? { name: null, pinned: false };
    const ledger = ledgers.get(id) ?? new Ledger(run, now());
    ledgers.set(id, ledger);
    const found = ledger.news({ visit, place, order, front, name, pinned } satisfies Standing, now(), whole);
    // A network that waits for its turn; where the last write failed, the next comes when that is tried again.
    if (found === null && ledger.late) soon();
    if (found === null) return false;
    await hold(id);
    const { light } = found;
    const put = async ({ news, done }: Sheet): Promise<void> => {
      await shelf.write(news);
      done();
      if (!closed.has(id)) list.wrote([news.entry]);
    };
    if (light !== null && spare) {
      await put(light);
      return false;
    }
    try {
      await put(found);
    } catch (error) {
      if (!isFull(error) || light === null) throw error;
      // Its curves take little: where there is no room for networks, these are kept.
      await put(light);
      throw new NoRoom(error);
    }
    if (ledger.late) soon();
    if (first) wrote();
    first = false;
    // A run that goes on as another one is kept within that.
    if (before !== undefined && isWithin(before, run) && !bench.store.getState().runs.some((one) => one.id === before.id)) await forget([before.id]);
    return true;
  };

  /** Runs that were taken off the bench stay in the list, and no later visit begins with them. */
  const leave = async (runs: readonly Run[]): Promise<void> => {
    const on = new Set(runs.map(({ id }) => id));
    const left = (list.store.getState().entries ?? []).filter(({ id, place }) => place !== null && ledgers.has(id) && !on.has(id));
    if (left.length === 0) return;
    const entries = left.map((entry): Entry => ({ ...entry, place: null, front: false }));
    await shelf.rewrite(entries);
    list.wrote(entries.filter(({ id }) => !closed.has(id)));
    for (const { id } of left) {
      ledgers.delete(id);
      release(id);
    }
  };

  /** @param whole whether nothing that is new may wait. */
  const write = async (whole: boolean): Promise<void> => {
    const { runs, front, places } = bench.store.getState();
    const faults: unknown[] = [];
    let any = false;
    // Of one that cannot be written the others know nothing.
    const attempt = (written: Promise<boolean | void>): Promise<unknown> =>
      written.then(
        (some) => (any = some === true || any),
        (fault: unknown) => faults.push(fault),
      );
    for (const [i, run] of runs.entries()) await attempt(keep(run, { place: places.get(run.id) ?? i, order: i, front: run === front }, whole));
    await attempt(leave(runs));
    const { failed } = list.store.getState();
    if (faults.length === 0) {
      if (failed !== null && any) list.store.setState({ failed: null, quiet: false, nothingToGo: false });
      return;
    }
    const worst = faults.find((fault) => !(fault instanceof NoRoom));
    const { cause } = (worst === undefined ? faults[0] : { cause: worst }) as { readonly cause: unknown };
    list.store.setState({ failed: { what: said(cause), full: isFull(cause) } });
    wrote();
    if (worst !== undefined) return soon(retry);
    spare = true;
    clearTimeout(again);
    again = setTimeout(() => void flush(), retry);
  };

  const turn = (whole: boolean): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(() => write(whole));
    return writing;
  };
  const flush = (): Promise<void> => {
    spare = false;
    return turn(true);
  };
  const tell = (id: string): void => {
    const entry = list.find(id);
    if (entry !== undefined) tabs?.tell(JSON.stringify({ id, name: entry.name, pinned: entry.pinned } satisfies Word));
  };
  const rewrite = (ids: readonly string[]): Promise<void> => {
    // Of a run that goes on the next write says it again.
    writing = writing.then(() => shelf.rewrite(list.now(ids))).catch(() => undefined);
    return writing;
  };
  function soon(ms = every): void {
    timer ??= setTimeout(() => void turn(false), ms);
  }
  const follow = (): void => {
    for (const run of bench.store.getState().runs) {
      if (!followed.has(run)) run.store.subscribe(() => soon());
      followed.add(run);
    }
    soon();
  };

  return {
    begin() {
      bench.store.subscribe(follow);
      tabs?.hear((told) => {
        const heard = readWord(told);
        const entry = list.find(heard?.id);
        if (heard === null || entry === undefined) return;
        list.put([{ ...entry, name: heard.name, pinned: heard.pinned }]);
        // Whoever writes the run has the last word on it.
        soon();
      });
      follow();
    },
    flush,
    rewrite,
    tell,
    hold,
    release,
    knows: (run, entry) => void ledgers.set(run.id, new Ledger(run, now(), entry)),
    forget,
    recall: (id) => void closed.delete(id),
  };
}
