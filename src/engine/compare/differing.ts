/** Runs beside each other: the fields in which they differ, changes on the way included, and which of them are alike but for the seed. Pure. */
import { ACTS } from '../config/acts.ts';
import { idsOf, valueAt, type RunConfig } from '../config/config.ts';
import { fields } from '../config/fields.ts';
import type { Parameter, Value } from '../parameters.ts';
import type { Change } from '../run/change.ts';

/** A run as it is compared. */
export interface Compared {
  /** What it began with. */
  readonly config: RunConfig;
  readonly made: readonly Change[];
  /** Changes that are still to come. */
  readonly planned: readonly Change[];
}

/** Another value of a field, which holds from update `step` + 1 on. */
interface Turn {
  readonly step: number;
  readonly value: Value;
  readonly planned: boolean;
}

/** What a run has in a field: what it began with, and what became of it. */
export interface Held {
  readonly parameter: Parameter;
  readonly value: Value;
  readonly turns: readonly Turn[];
}

export interface Differing {
  /** Dotted, for example 'optimizer.lr'. */
  readonly path: string;
  /** Run by run; null where its entries have no such field. */
  readonly held: readonly (Held | null)[];
}

const SEED = 'seed';

/** Every time that a change names a field, in the order of the steps. */
function namingsOf(path: string, { made, planned }: Compared): Turn[] {
  const all = [made, planned].flatMap((changes, i) =>
    changes.flatMap(({ step, patch }): Turn[] => {
      const value = Object.hasOwn(patch, path) ? patch[path] : undefined;
      return value === undefined ? [] : [{ step, value, planned: i === 1 }];
    }),
  );
  return all.toSorted((a, b) => a.step - b.step);
}

/** Of several values at one step the last holds, and one that was there already is no turn. */
function turnsOf(path: string, first: Value, run: Compared): Turn[] {
  const inOrder = namingsOf(path, run);
  const last = inOrder.filter(({ step }, i) => inOrder[i + 1]?.step !== step);
  const turns: Turn[] = [];
  for (const turn of last) if (turn.value !== (turns.at(-1)?.value ?? first)) turns.push(turn);
  return turns;
}

/** All that a run has, by path, in the order of the form; and what was done to it once, which another run had not. */
function heldBy(run: Compared): ReadonlyMap<string, Held> {
  const own = fields(idsOf(run.config)).flatMap(({ path, parameter }): [string, Held][] => {
    const value = valueAt(run.config, path);
    return value === undefined ? [] : [[path, { parameter, value, turns: turnsOf(path, value, run) }]];
  });
  const done = ACTS.map(({ path, parameter }): [string, Held] => [path, { parameter, value: parameter.default, turns: namingsOf(path, run) }]);
  return new Map([...own, ...done]);
}

/** The same for the same course of values: whether a change was made or is to come makes no other run. */
const said = ({ value, turns }: Held): string => JSON.stringify([value, turns.map((turn) => [turn.step, turn.value])]);

/**
 * The fields that two of the runs have otherwise, in the order of the form. What only one kind of network has says no more than that it is that kind:
 * a field is compared among the runs that have it.
 */
export function differing(runs: readonly Compared[]): Differing[] {
  const all = runs.map(heldBy);
  const paths = [...new Set(all.flatMap((held) => [...held.keys()]))];
  return paths.flatMap((path): Differing[] => {
    const held = all.map((one) => one.get(path) ?? null);
    return new Set(held.flatMap((one) => (one === null ? [] : [said(one)]))).size < 2 ? [] : [{ path, held }];
  });
}

/** The same for runs that differ in nothing but the seed. */
export function exceptSeed(run: Compared): string {
  return JSON.stringify([...heldBy(run)].flatMap(([path, held]) => (path === SEED ? [] : [[path, said(held)]])));
}

/** A seed that is there twice is no second sample: of its runs the one that has come farthest stands for it. In the order of the runs. */
export function oncePerSeed<Run>(runs: readonly Run[], seedOf: (run: Run) => number, stepOf: (run: Run) => number): Run[] {
  const farthest = new Map<number, Run>();
  for (const run of runs) {
    const before = farthest.get(seedOf(run));
    if (before === undefined || stepOf(run) > stepOf(before)) farthest.set(seedOf(run), run);
  }
  return runs.filter((run) => farthest.get(seedOf(run)) === run);
}

/** Runs that are alike but for the seed, together: groups and members in the order of the runs. */
export function alike<Run>(runs: readonly Run[], keyOf: (run: Run) => string): Run[][] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const key = keyOf(run);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [run]);
    else group.push(run);
  }
  return [...groups.values()];
}
