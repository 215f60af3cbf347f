/** What kept runs are called beside each other: a field in which runs that are otherwise alike differ is told of each of them. Pure. */
import { sectionOf } from '../../engine/config/fields.ts';
import { chosenBy } from '../../engine/config/registries.ts';
import type { Language } from '../../engine/text.ts';
import type { Entry } from '../../store/library/entry.ts';
import { traitsOf, type Named } from '../bench/runName.ts';
import { entryName, namedOf, type EntryName } from './entryName.ts';

/** Fields that are told of a run because others have them otherwise: more than these nobody reads in passing. */
const MOST = 3;
/** Runs of one name that are told apart from each other. */
const MOST_ALIKE = 40;
/** What says nothing of how a run was set up. */
const BESIDE: ReadonlySet<string> = new Set(['seed', 'kernels']);

const sums = new Map<string, number>();
/** A number for a text, as good as one of its own; sums of hundreds of them are exact. */
function digest(text: string): number {
  const known = sums.get(text);
  if (known !== undefined) return known;
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b) ^ (high >>> 13);
  }
  const sum = (high & 0xffff) * 2 ** 28 + ((low ^ (low >>> 15)) & 0xfffffff);
  sums.set(text, sum);
  return sum;
}

/** How a run was set up. */
interface Setup {
  readonly named: Named;
  /** The same for runs that are set up alike. */
  readonly whole: number;
  /** Fields, what stands in them, and what the run is without: the same for runs that differ in nothing else. */
  readonly fields: readonly { readonly key: string; readonly value: string; readonly rest: number }[];
}

const setups = new WeakMap<Named, Setup>();
function setupOf(named: Named): Setup {
  const known = setups.get(named);
  if (known !== undefined) return known;
  const parts = [...traitsOf(named)]
    .filter(([key]) => !BESIDE.has(key))
    .map(([key, { value }]) => ({ key, value, section: sectionOf(key), sum: digest(`${key}=${value}`) }));
  const whole = parts.reduce((all, { sum }) => all + sum, digest(named.basedOn));
  /** Another entry brings fields of its own with it. */
  const broughtBy = (section: string): number => parts.reduce((all, part) => (part.section === section ? all + part.sum : all), 0);
  const fields = parts.map(({ key, value, section, sum }) => ({
    key,
    value,
    rest: whole - (chosenBy(key) === null ? sum : broughtBy(section)) + digest(key),
  }));
  const setup = { named, whole, fields };
  setups.set(named, setup);
  return setup;
}

/** Of every setup the fields in which others differ that are like it in all else; those of most values first. */
function racedIn(all: readonly Setup[]): readonly (readonly string[])[] {
  const values = new Map<number, string | Set<string>>();
  for (const { fields } of all) {
    for (const { rest, value } of fields) {
      const before = values.get(rest);
      if (before === undefined) values.set(rest, value);
      else if (typeof before !== 'string') before.add(value);
      else if (before !== value) values.set(rest, new Set([before, value]));
    }
  }
  const countAt = (rest: number): number => {
    const found = values.get(rest);
    return found instanceof Set ? found.size : 1;
  };
  return all.map(({ fields }) =>
    fields
      .flatMap(({ key, rest }) => (countAt(rest) > 1 ? [{ key, count: countAt(rest) }] : []))
      .toSorted((a, b) => b.count - a.count)
      .slice(0, MOST)
      .map(({ key }) => key),
  );
}

/** By the runs' ids. */
export function entryNames(entries: readonly Entry[], language: Language): ReadonlyMap<string, EntryName> {
  const read = entries.flatMap((entry) => {
    const named = namedOf(entry);
    return named === null ? [] : [{ entry, setup: setupOf(named) }];
  });
  const raced = racedIn(read.map(({ setup }) => setup));
  const names = new Map(entries.flatMap((entry) => (namedOf(entry) === null ? [[entry.id, entryName(entry, language)] as const] : [])));
  const alike = new Map<string, { readonly entry: Entry; readonly setup: Setup; readonly told: readonly string[] }[]>();
  for (const [i, { entry, setup }] of read.entries()) {
    const told = raced[i] as readonly string[];
    const name = entryName(entry, language, told);
    names.set(entry.id, name);
    const words = `${entry.run.preset}\n${name.title}\n${name.detail}`;
    const group = alike.get(words) ?? [];
    group.push({ entry, setup, told });
    alike.set(words, group);
  }
  // Whoever is called alike by now differs in more than a field.
  for (const group of alike.values()) {
    const distinct = [...new Map(group.map(({ setup }) => [setup.whole, setup])).values()].slice(0, MOST_ALIKE);
    if (distinct.length < 2) continue;
    for (const { entry, setup, told } of group) {
      const others = distinct.filter(({ whole }) => whole !== setup.whole).map(({ named }) => named);
      names.set(entry.id, entryName(entry, language, told, others));
    }
  }
  return names;
}
