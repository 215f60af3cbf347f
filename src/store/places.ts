/** Where runs stand on the bench, by which they are told apart; and how many of them are drawn. Pure. */
import type { Run } from './run.ts';

/** Of more than these nobody could tell one from another: the one in front and seven behind it. */
export const MOST_DRAWN = 8;

/** Runs keep their places. One that comes takes that of the run which it goes on from, where that run is gone, else the first that is free. */
export function placed(before: ReadonlyMap<string, number>, runs: readonly Pick<Run, 'id' | 'parent'>[]): ReadonlyMap<string, number> {
  const places = new Map(runs.flatMap(({ id }): [string, number][] => (before.has(id) ? [[id, before.get(id) as number]] : [])));
  for (const { id, parent } of runs) {
    if (places.has(id)) continue;
    const taken = new Set(places.values());
    const inherited = parent === null ? undefined : before.get(parent.run);
    let place = 0;
    while (taken.has(place)) place++;
    places.set(id, inherited === undefined || taken.has(inherited) ? place : inherited);
  }
  return places;
}

/** Places of runs that stood on a bench before: each has its own again, where nobody else has it by now. */
export function withPlaces(
  before: ReadonlyMap<string, number>,
  came: readonly { readonly record: { readonly id: string }; readonly place?: number }[],
): ReadonlyMap<string, number> {
  const places = new Map(before);
  for (const { record, place } of came) {
    if (place !== undefined && !places.has(record.id) && ![...places.values()].includes(place)) places.set(record.id, place);
  }
  return places;
}

/**
 * Ids of the runs behind that are hidden: those that were, and of more than can be drawn the oldest.
 * @param asked ids of those that were asked for, the latest last: they are shown before others, and the latest before all
 */
export function withinMost(behind: readonly Pick<Run, 'id'>[], hidden: ReadonlySet<string>, asked: readonly string[] = []): ReadonlySet<string> {
  const shown = behind.filter(({ id }) => !hidden.has(id));
  const byWish = shown.toSorted((a, b) => asked.lastIndexOf(a.id) - asked.lastIndexOf(b.id));
  const over = byWish.slice(0, Math.max(0, shown.length - (MOST_DRAWN - 1)));
  return new Set([...behind.filter(({ id }) => hidden.has(id)), ...over].map(({ id }) => id));
}

/** What of a bench says which of its runs are drawn. */
interface Standing {
  readonly runs: readonly Run[];
  readonly front: Run | null;
  readonly hidden: ReadonlySet<string>;
}

/** The runs that are drawn behind the one in front, the latest last. */
export function ghostsOf({ runs, front, hidden }: Standing): readonly Run[] {
  return runs.filter((run) => run !== front && !hidden.has(run.id) && run.record.step > 0);
}
