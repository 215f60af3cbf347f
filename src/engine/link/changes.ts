/** Changes of a run as pairs: «@1200.optimizer.lr=1e-4» holds from update 1,201 on. */
import type { RunConfig } from '../config/config.ts';
import { expectedOf } from '../config/expected.ts';
import { fromText } from '../config/fromText.ts';
import { GROUPS } from '../config/groups.ts';
import { liveFields } from '../config/live.ts';
import { fits } from '../config/schema.ts';
import type { Pair } from '../config/takePairs.ts';
import { withoutRepeats, type Problem } from '../problem.ts';
import type { Change } from '../run/change.ts';
import { text } from '../text.ts';

const NAME = /^@(\d{1,7})\.(.+)$/s;
/** No run is longer. */
const LAST = GROUPS[''].steps.max;

const UNKNOWN = text(
  `@STEP.FIELD, with a step up to ${LAST} and a field that may change while a run goes on`,
  `「@ステップ.項目」の形で、${LAST} までのステップと、実行中に変えられる項目にしてください。`,
);

export const isChange = (name: string): boolean => name.startsWith('@');

/** The field that a pair changes; null where it is none. */
export const changedField = (name: string): string | null => NAME.exec(name)?.[2] ?? null;

export function changePairs(changes: readonly Change[]): [name: string, value: string][] {
  return changes.flatMap(({ step, patch }) => Object.entries(patch).map(([path, value]): [string, string] => [`@${step}.${path}`, String(value)]));
}

/** Changes in the order of their steps; those of one step that follow each other are one, as long as their fields differ. */
function inOrder(single: readonly (readonly [step: number, path: string, value: number])[]): Change[] {
  const changes: { readonly step: number; readonly patch: Record<string, number> }[] = [];
  for (const [step, path, value] of single.toSorted(([a], [b]) => a - b)) {
    const last = changes.at(-1);
    if (last?.step === step && !Object.hasOwn(last.patch, path)) last.patch[path] = value;
    else changes.push({ step, patch: { [path]: value } });
  }
  return changes;
}

/** Reads what `changePairs` wrote. Never throws. */
export function readChanges(config: RunConfig, pairs: readonly Pair[]): { readonly changes: readonly Change[]; readonly problems: readonly Problem[] } {
  const live = new Map(liveFields(config).map(({ path, parameter }) => [path, parameter]));
  const problems: Problem[] = [];
  const single = pairs.flatMap(([field, value]): [number, string, number][] => {
    const [, step, path = ''] = NAME.exec(field) ?? [];
    const parameter = live.get(path);
    const read = fromText(parameter, value);
    if (parameter !== undefined && typeof read === 'number' && fits(parameter, read) && Number(step) <= LAST) return [[Number(step), path, read]];
    problems.push({ field, value: read, expected: parameter === undefined || Number(step) > LAST ? UNKNOWN : expectedOf(parameter, read) });
    return [];
  });
  return { changes: inOrder(single), problems: withoutRepeats(problems) };
}
