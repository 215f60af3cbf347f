/** Changes of a run as pairs: «@1200.optimizer.lr=1e-4» holds from update 1,201 on. */
import { idsOf, type RunConfig } from '../config/config.ts';
import { expectedOf } from '../config/expected.ts';
import { fieldAt } from '../config/fields.ts';
import { fromText } from '../config/fromText.ts';
import { GROUPS } from '../config/groups.ts';
import { actAt } from '../config/acts.ts';
import { chosenBy } from '../config/registries.ts';
import { fits } from '../config/schema.ts';
import { readNumber } from '../numbers.ts';
import type { NumberParameter, Parameter, Value } from '../parameters.ts';
import type { Pair } from '../config/takePairs.ts';
import { withoutRepeats, type Problem } from '../problem.ts';
import type { Change } from '../run/change.ts';
import { inOrder } from '../run/plan.ts';
import { problemsOfChanges } from '../run/snapshot.ts';
import { isKept } from '../run/turns.ts';
import { text } from '../text.ts';

/** A step, in any spelling of numbers, and the field, whose names begin with a letter. */
const NAME = /^@(.*?)\.([a-z].*)$/is;
/** No run is longer. */
const LAST = GROUPS[''].steps.max;
/** The step before whose update nothing has been made can be named too. */
const STEP: NumberParameter = { ...GROUPS[''].steps, min: 0, max: LAST };

const UNKNOWN = text(
  `@STEP.FIELD, with a step up to ${LAST} and a field that may change while a run goes on`,
  `「@ステップ.項目」の形で、${LAST} までのステップと、実行中に変えられる項目にしてください。`,
);

export const isChange = (name: string): boolean => name.startsWith('@');

/** A change's name taken apart: the step as it is written, and the field; null where it is none. */
export function changeNamed(name: string): { readonly step: string; readonly field: string } | null {
  const [, step, field] = NAME.exec(name) ?? [];
  return step === undefined || field === undefined ? null : { step, field };
}

export function changePairs(changes: readonly Change[]): [name: string, value: string][] {
  return changes.flatMap(({ step, patch }) => Object.entries(patch).map(([path, value]): [string, string] => [`@${step}.${path}`, String(value)]));
}

/** What is wrong with a change: its field, its step, or what the field is to be; null where nothing is. */
function problemOf(written: string, step: unknown, parameter: Parameter | undefined, value: unknown): Omit<Problem, 'field'> | null {
  if (parameter === undefined) return { value, expected: UNKNOWN };
  if (readNumber(written, true).kind === 'ambiguous') return { value: written, expected: expectedOf(STEP, written) };
  if (!fits(STEP, step)) return { value, expected: UNKNOWN };
  return fits(parameter, value) ? null : { value, expected: expectedOf(parameter, value) };
}

/** «.3.optimizer.lr» of the fourth change, as a link writes it. */
function nameOf(field: string, changes: readonly Change[]): string {
  const [, index = '', path = ''] = /^\.(\d+)\.(.*)$/.exec(field) ?? [];
  return `@${changes[Number(index)]?.step ?? ''}.${path}`;
}

/** Reads what `changePairs` wrote. Never throws. */
export function readChanges(config: RunConfig, pairs: readonly Pair[]): { readonly changes: readonly Change[]; readonly problems: readonly Problem[] } {
  const entries = pairs.flatMap(([name, id]) => {
    const { step = '', field = '' } = changeNamed(name) ?? {};
    const section = chosenBy(field);
    return section === null ? [] : [{ step: fromText(STEP, step), section, id }];
  });
  /** The field of a change at a step, as the entries have it that are chosen by then. */
  const parameterOf = (field: string, step: unknown): Parameter | undefined => {
    if (isKept(field)) return undefined;
    const chosen = entries.filter((entry) => typeof entry.step === 'number' && typeof step === 'number' && entry.step <= step);
    const inTime = chosen.toSorted((a, b) => (a.step as number) - (b.step as number)).map(({ section, id }) => [section, id]);
    return (actAt(field) ?? fieldAt({ ...idsOf(config), ...Object.fromEntries(inTime) }, field))?.parameter;
  };
  const problems: Problem[] = [];
  const single = pairs.flatMap(([name, value]): Change[] => {
    const { step: written = '', field = '' } = changeNamed(name) ?? {};
    const step = fromText(STEP, written);
    const parameter = parameterOf(field, step);
    const read = fromText(parameter, value);
    const problem = problemOf(written, step, parameter, read);
    if (problem === null) return [{ step: step as number, patch: { [field]: read as Value } }];
    problems.push({ field: name, ...problem });
    return [];
  });
  const changes = inOrder(single);
  // As a whole they are looked at once each of them is read.
  if (problems.length === 0) {
    for (const problem of problemsOfChanges(changes, LAST, config, '')) problems.push({ ...problem, field: nameOf(problem.field, changes) });
  }
  return { changes, problems: withoutRepeats(problems) };
}
