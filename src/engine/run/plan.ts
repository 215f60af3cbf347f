/** Changes that a run is to make, known from its start on: what a link of a run with changes asks for. Pure. */
import type { Value } from '../parameters.ts';
import type { Change, Patch } from './change.ts';

const entriesOf = (patch: Patch): [string, Value][] => Object.entries(patch).toSorted(([a], [b]) => (a < b ? -1 : 1));
const keyOf = ({ step, patch }: Change): string => JSON.stringify([step, entriesOf(patch)]);

export const isSamePatch = (a: Patch, b: Patch): boolean => JSON.stringify(entriesOf(a)) === JSON.stringify(entriesOf(b));

/** What of a plan is still to come at a step, of a run that has made these changes. */
export function remaining(plan: readonly Change[], step: number, made: readonly Change[]): Change[] {
  const done = new Set(made.map(keyOf));
  return plan.filter((change) => change.step >= step && !done.has(keyOf(change)));
}

/** Changes that were made without having been planned. */
export function unplanned(made: readonly Change[], plan: readonly Change[]): Change[] {
  const planned = new Set(plan.map(keyOf));
  return made.filter((change) => !planned.has(keyOf(change)));
}

export function isSamePlan(a: readonly Change[], b: readonly Change[]): boolean {
  return a.length === b.length && a.every((change, i) => keyOf(change) === keyOf(b[i] as Change));
}

/** Changes in the order of their steps; those of one step that follow each other are one, as long as their fields differ. */
export function inOrder(changes: readonly Change[]): Change[] {
  const merged: { readonly step: number; readonly patch: Record<string, Value> }[] = [];
  const single = changes.flatMap(({ step, patch }) => Object.entries(patch).map(([path, value]) => ({ step, path, value })));
  for (const { step, path, value } of single.toSorted((a, b) => a.step - b.step)) {
    const last = merged.at(-1);
    if (last?.step === step && !Object.hasOwn(last.patch, path)) last.patch[path] = value;
    else merged.push({ step, patch: { [path]: value } });
  }
  return merged;
}
