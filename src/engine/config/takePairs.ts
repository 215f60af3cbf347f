/** Takes path=value pairs one by one, each checked as its field states. */
import type { Parameter } from '../parameters.ts';
import { withoutRepeats, type Problem } from '../problem.ts';
import { expectedOf, UNKNOWN } from './expected.ts';
import { fromText } from './fromText.ts';
import { fits } from './schema.ts';

export type Pair = readonly [path: string, value: string];

/** Dotted, with "" for a name that is empty. */
export function pathText(names: readonly PropertyKey[]): string {
  return names.map((name) => (name === '' ? '""' : String(name))).join('.');
}

/**
 * @param put is called once for each field that is named, with what its last pair says, sound or not. @returns what is wrong with pairs that
 * name no field, and with those that a later one replaces
 */
export function takePairs(pairs: readonly Pair[], known: ReadonlyMap<string, Parameter>, put: (path: string, value: unknown) => void): Problem[] {
  const problems: Problem[] = [];
  const taken = new Map<string, unknown>();
  for (const [path, value] of pairs) {
    const parameter = known.get(path);
    if (parameter === undefined) {
      problems.push({ field: pathText(path.split('.')), value, expected: UNKNOWN });
      continue;
    }
    const before = taken.get(path);
    if (before !== undefined && !fits(parameter, before)) problems.push({ field: path, value: before, expected: expectedOf(parameter, before) });
    taken.set(path, fromText(parameter, value));
  }
  for (const [path, value] of taken) put(path, value);
  return withoutRepeats(problems);
}
