/** All that a kept run can be found by: what it is called, its preset, everything that it was set up with, and what became of it. Pure. */
import type { TFunction } from 'i18next';
import { findPreset } from '../../engine/presets/index.ts';
import { LANGUAGES, type Language } from '../../engine/text.ts';
import type { Entry } from '../../store/library/entry.ts';
import type { RunStatus } from '../../store/run.ts';
import { traitsOf } from '../bench/runName.ts';
import { namedOf, type EntryName } from './entryName.ts';
import { fateOf } from './fate.ts';
import { plainly, type Lines } from './search.ts';

/** A value that is no word of its own: all runs have the name of its field. */
const BARE = /^(?:[+-]?[\d.]|true$|false$)/;

/** Between the things that a line under a name says. */
const EACH = / · |, |、/;

const known = new WeakMap<Entry, { readonly language: Language; readonly lines: Lines }>();

/** What it was set up with, in the reader's words and in those of links. It stays while the run does. */
function settingsOf(entry: Entry, language: Language): Lines {
  const before = known.get(entry);
  if (before?.language === language) return before.lines;
  const named = namedOf(entry);
  const traits = named === null ? [] : [...traitsOf(named)].map(([key, { value, words }]) => ({ key, value, said: plainly(words(language)) }));
  const labels = LANGUAGES.map((one) => findPreset(entry.run.preset)?.label[one] ?? '');
  const lines = {
    words: [entry.run.preset, ...labels].map(plainly).concat(traits.flatMap(({ value, said }) => (BARE.test(value) ? [] : [said]))),
    settings: traits.flatMap(({ key, value, said }) => [said, plainly(`${key}=${value}`)]),
  };
  known.set(entry, { language, lines });
  return lines;
}

export function linesOf(entry: Entry, { title, detail }: EntryName, status: RunStatus | null, language: Language, t: TFunction): Lines {
  const { words, settings } = settingsOf(entry, language);
  const said = [title, ...[detail, fateOf(entry, status, t)].flatMap((one) => one.split(EACH))].map(plainly);
  return { words: [...said, ...words], settings };
}
