/**
 * Changes that make another step of a run: another optimiser, another loss, more data, what is done once. Whatever leaves the network's parameters as
 * they are may be otherwise from a step on; what is measured, and what the run began with, may not.
 */
import { actAt } from '../config/acts.ts';
import { idsOf, valueAt, type RegistrySection, type RunConfig } from '../config/config.ts';
import { expectedOf, UNKNOWN } from '../config/expected.ts';
import { fieldAt, fields, sectionOf } from '../config/fields.ts';
import { isLivePatch, problemsOfPatch, withPatch } from '../config/live.ts';
import { parseConfig } from '../config/parse.ts';
import { chosenBy, REGISTRIES } from '../config/registries.ts';
import { fits } from '../config/schema.ts';
import type { Value } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import { tasks } from '../tasks/index.ts';
import { text } from '../text.ts';
import type { Change, Patch } from './change.ts';
import { filesOf } from './files.ts';
import { modelOf } from './network.ts';

/** Sections that a run keeps from its first step on. */
const KEPT: ReadonlySet<string> = new Set(['init', 'probes', 'milestones', 'seed', 'steps', 'version']);

const KEPT_WORDS = text(
  'left alone: what a run began with, and what is measured, stays',
  '変えないでください。始めの条件と測定の設定は、途中では変えられません。',
);
const DATA_WORDS = text(
  'left alone: questions or answers would have another shape, or come from another file',
  '変えないでください。問題や答えの形、または読み込むファイルが別のものになります。',
);
const NETWORK_WORDS = text('left alone: the network would have other parameters', '変えないでください。ネットワークのパラメーターの数や形が変わります。');

/** Whether a run keeps a field from its first step on. */
export const isKept = (path: string): boolean => KEPT.has(sectionOf(path));

/** Whether a change makes another step. */
export const isTurn = (config: RunConfig, patch: Patch): boolean => !isLivePatch(config, patch);

const shapeOf = ({ task, init }: RunConfig): string => JSON.stringify([tasks.get(task.id).shape(task), filesOf({ task, init })]);
const networkOf = (config: RunConfig): string => JSON.stringify([config.model.id, modelOf(config).parameters.map(({ name, shape }) => [name, shape])]);

/** What is wrong with the values of a change alone. */
function problemsOfValues(next: RunConfig, patch: Patch): Problem[] {
  return Object.entries(patch).flatMap(([path, value]): Problem[] => {
    if (isKept(path)) return [{ field: path, value, expected: KEPT_WORDS }];
    const field = actAt(path) ?? fieldAt(idsOf(next), path);
    if (field === undefined) return [{ field: path, value, expected: UNKNOWN }];
    return fits(field.parameter, value) ? [] : [{ field: path, value, expected: expectedOf(field.parameter, value) }];
  });
}

/** Entries that a change chooses and that there are not. */
function problemsOfEntries(patch: Patch): Problem[] {
  return Object.entries(patch).flatMap(([path, value]): Problem[] => {
    const section = chosenBy(path);
    const field = section === null ? null : fieldAt({ task: '', model: '', loss: '', optimizer: '' }, path);
    return field == null || fits(field.parameter, value) ? [] : [{ field: path, value, expected: expectedOf(field.parameter, value) }];
  });
}

/** What of a change would leave the run with another network, or with data of another shape. */
function problemsOfShape(config: RunConfig, next: RunConfig, patch: Patch): Problem[] {
  const parsed = parseConfig(next);
  if (!parsed.ok) return [...parsed.problems];
  const otherData = shapeOf(config) !== shapeOf(next);
  if (!otherData && networkOf(config) === networkOf(next)) return [];
  const expected = otherData ? DATA_WORDS : NETWORK_WORDS;
  const sections = otherData ? ['task'] : ['model', 'task'];
  return Object.entries(patch).flatMap(([field, value]) => (sections.includes(sectionOf(field)) ? [{ field, value, expected }] : []));
}

/** What is wrong with a change of a valid config's run, whatever kind it is of. */
export function problemsOfChange(config: RunConfig, patch: Patch): Problem[] {
  if (isLivePatch(config, patch)) return problemsOfPatch(config, patch);
  const entries = problemsOfEntries(patch);
  if (entries.length > 0) return entries;
  const values = problemsOfValues(withPatch(config, patch), patch);
  const wrong = new Set(values.map(({ field }) => field));
  const sound = Object.fromEntries(Object.entries(patch).filter(([path]) => !wrong.has(path)));
  return [...values, ...problemsOfShape(config, withPatch(config, sound), sound)];
}

/** The change that makes of a run of `from` one of `to`, its length apart. Of another entry all fields are said: its defaults may change. */
export function turnBetween(from: RunConfig, to: RunConfig): Patch {
  const isOther = (section: string): boolean => Object.hasOwn(REGISTRIES, section) && from[section as RegistrySection].id !== to[section as RegistrySection].id;
  const differing = fields(idsOf(to)).flatMap(({ path }): [string, Value][] => {
    const value = valueAt(to, path);
    if (path === 'steps' || value === undefined) return [];
    return isOther(sectionOf(path)) || value !== valueAt(from, path) ? [[path, value]] : [];
  });
  return Object.fromEntries(differing);
}

/** What of a plan is sound still, of a run that is of this config at a step: what lies before it is done. */
export function soundPlan(config: RunConfig, plan: readonly Change[], step = 0): readonly Change[] {
  let now = config;
  const sound = plan.filter((change) => {
    if (change.step < step) return true;
    const isSound = problemsOfChange(now, change.patch).length === 0;
    if (isSound) now = withPatch(now, change.patch);
    return isSound;
  });
  return sound.length === plan.length ? plan : sound;
}
