/** What names and ids in a link mean, however they are written: in capitals, with signs or spaces around them. */
import { optionFields } from '../config/settings.ts';
import { statements } from '../config/statements.ts';
import type { Parameter } from '../parameters.ts';
import { changeNamed } from './changes.ts';
import { FREE, WORDS } from './link.ts';

/** Of names that differ in nothing else, none is meant. */
const AMBIGUOUS = null;

function byFolded(known: Iterable<string>, folded: (name: string) => string): ReadonlyMap<string, string | typeof AMBIGUOUS> {
  const found = new Map<string, string | typeof AMBIGUOUS>();
  for (const name of new Set(known)) found.set(folded(name), found.has(folded(name)) ? AMBIGUOUS : name);
  return found;
}

interface Names {
  /** Whatever any entry states of a field. */
  readonly parameters: ReadonlyMap<string, readonly Parameter[]>;
  readonly byFolded: ReturnType<typeof byFolded>;
}

/** Names begin with a word's letter, and end in one. */
function foldedName(name: string): string {
  let [start, end] = [0, name.length];
  while (start < end && !/\w/.test(name.charAt(start))) start++;
  while (end > start && !/\w/.test(name.charAt(end - 1))) end--;
  return name.slice(start, end).toLowerCase();
}

let made: Names | null = null;

function names(): Names {
  if (made !== null) return made;
  const parameters = new Map<string, Parameter[]>();
  for (const { path, parameter } of [...statements(), ...optionFields]) parameters.set(path, [...(parameters.get(path) ?? []), parameter]);
  made = { parameters, byFolded: byFolded([...parameters.keys(), ...Object.keys(WORDS), ...Object.keys(FREE), 'preset', 'v', 'version'], foldedName) };
  return made;
}

export const parametersAt = (path: string): readonly Parameter[] => names().parameters.get(path) ?? [];

/** The name that is meant; the text itself where none is. */
export function nameMeant(name: string): string {
  const at = name.indexOf('@');
  const change = at < 0 || /\w/.test(name.slice(0, at)) ? null : changeNamed(name.slice(at));
  if (change !== null) return `@${change.step}.${nameMeant(change.field)}`;
  return names().byFolded.get(foldedName(name)) ?? name;
}

/** What a parameter may be in words. */
export function idsIn(parameter: Parameter): readonly string[] {
  if (parameter.kind === 'flag') return ['true', 'false'];
  return parameter.kind === 'choice' ? parameter.choices.map(({ value }) => value) : [];
}

/** Also where pluses became spaces, and spaces more or fewer. */
const foldedId = (id: string): string =>
  id
    .normalize('NFKC')
    .replaceAll(/[\s+]+/g, '')
    .toLowerCase();

/** The one id that the likeliest of these spellings can mean; null where there is none. */
export function idMeant(ids: readonly string[], spellings: readonly string[]): string | null {
  if (ids.length === 0) return null;
  const known = byFolded(ids, foldedId);
  for (const spelling of spellings) {
    const id = known.get(foldedId(spelling)) ?? null;
    if (id !== null) return id;
  }
  return null;
}
