/** Fields that may change while a run goes on: which they are, whether a change of them is sound, and a config with it made. */
import { isLive, type NumberParameter } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import type { Change, Patch } from '../run/change.ts';
import { text } from '../text.ts';
import { actAt } from './acts.ts';
import { idsOf, valueAt, type RunConfig } from './config.ts';
import { expectedOf, UNKNOWN } from './expected.ts';
import { fieldAt, fields, sectionOf, type Field } from './fields.ts';
import { withValue } from './pairs.ts';
import { chosenBy } from './registries.ts';
import { fits } from './schema.ts';

/** Sections whose numbers act anew in every step; what the others say is built into the network or the run. */
const ACTING: ReadonlySet<string> = new Set(['loss', 'optimizer', 'transforms']);

const FIXED = text('left alone: it cannot change while a run goes on', '変えないでください。実行中は変更できません。');

export interface LiveField extends Field {
  readonly parameter: NumberParameter;
}

function mayChange(field: Field): field is LiveField {
  return isLive(field.parameter) && ACTING.has(sectionOf(field.path));
}

/** The fields of a config that may change while its run goes on. */
export function liveFields(config: RunConfig): LiveField[] {
  return fields(idsOf(config)).filter(mayChange);
}

/** What is wrong with a change of a valid config's run. */
export function problemsOfPatch(config: RunConfig, patch: Patch): Problem[] {
  return Object.entries(patch).flatMap(([path, value]): Problem[] => {
    const field = fieldAt(idsOf(config), path);
    const expected = field === undefined ? UNKNOWN : mayChange(field) ? expectedOf(field.parameter) : FIXED;
    const sound = field !== undefined && mayChange(field) && typeof value === 'number' && fits(field.parameter, value);
    return sound ? [] : [{ field: path, value, expected }];
  });
}

/** A config with a sound change made: entries are chosen first, whatever the order. What is done once is no part of a config. */
export function withPatch(config: RunConfig, patch: Patch): RunConfig {
  const lasting = Object.entries(patch).filter(([path]) => actAt(path) === undefined);
  const [chosen, others] = [lasting.filter(([path]) => chosenBy(path) !== null), lasting.filter(([path]) => chosenBy(path) === null)];
  return [...chosen, ...others].reduce((next, [path, value]) => withValue(next, path, value) as RunConfig, config);
}

/** A config with sound changes made one after another. */
export function withChanges(config: RunConfig, changes: readonly Change[]): RunConfig {
  return changes.reduce((next, { patch }) => withPatch(next, patch), config);
}

/** Whether a change is of live fields alone, which a run takes as it goes. */
export function isLivePatch(config: RunConfig, patch: Patch): boolean {
  const ids = idsOf(config);
  return Object.keys(patch).every((path) => {
    const field = fieldAt(ids, path);
    return field !== undefined && mayChange(field);
  });
}

/** The change that gives a run of `from` the live values of `to`; another optimiser's or another loss's are not its own. */
export function patchBetween(from: RunConfig, to: RunConfig): Patch {
  const entryOf = (config: RunConfig, path: string): unknown => valueAt(config, `${sectionOf(path)}.id`);
  const differing = liveFields(from).flatMap(({ path }): [string, number][] => {
    const value = valueAt(to, path);
    return entryOf(from, path) === entryOf(to, path) && typeof value === 'number' && value !== valueAt(from, path) ? [[path, value]] : [];
  });
  return Object.fromEntries(differing);
}
