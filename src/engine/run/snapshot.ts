/** Parameters and optimiser state at one step, on the host: enough to go on from there bit for bit. */
import type { RunConfig } from '../config/config.ts';
import { isLivePatch, withChanges, withPatch } from '../config/live.ts';
import type { Carried } from '../data/plan.ts';
import type { Model } from '../models/model.ts';
import { optimizers } from '../optimizers/index.ts';
import type { Problem } from '../problem.ts';
import { tasks } from '../tasks/index.ts';
import { text } from '../text.ts';
import { activeTransforms } from '../transforms/active.ts';
import type { Change } from './change.ts';
import type { Learned } from './learned.ts';
import { modelOf } from './network.ts';
import { problemsOfChange } from './turns.ts';

export interface Snapshot {
  readonly step: number;
  /** In the order of the model's parameters. */
  readonly parameters: readonly Float32Array[];
  /** Per slot of the optimiser, then of each transform that is on; per parameter. */
  readonly slots: readonly (readonly Float32Array[])[];
  /** What the last step handed on (Model.carried), where it does. */
  readonly carried?: readonly Float32Array[];
  /** Weight norm that a fixed-norm run keeps; null when the norm is free. */
  readonly heldNorm: number | null;
  /** Changes made so far, in order. */
  readonly changes: readonly Change[];
  /** What the run had learned by then, so that a continued run goes on from it and does not report it again. */
  readonly learned: Learned;
}

/** Bytes that the numbers of a snapshot take. A loop of its own: hundreds are weighed whenever one comes. */
export function bytesOf({ parameters, carried = [], slots }: Snapshot): number {
  let sum = 0;
  for (const group of [parameters, carried, ...slots]) for (const array of group) sum += array.byteLength;
  return sum;
}

/** The memory that its numbers lie in, to be handed over to another thread with it; whoever hands it over has no numbers any more. */
export const memoryOf = ({ parameters, slots, carried = [] }: Snapshot): readonly ArrayBuffer[] =>
  [parameters, carried, ...slots].flat().map(({ buffer }) => buffer as ArrayBuffer);

type Arrays = readonly Float32Array[];

const copyOf = (arrays: Arrays, into: Arrays | undefined): Arrays =>
  arrays.map((array, i) => {
    const room = into?.[i]?.length === array.length ? into[i] : new Float32Array(array.length);
    room.set(array);
    return room;
  });

/** A copy of its own numbers. @param room a copy that nobody needs any more: it is written over, and no other memory is taken. */
export function snapshotCopy(snapshot: Snapshot, room: Snapshot | null): Snapshot {
  const { parameters, slots, carried } = snapshot;
  return {
    ...snapshot,
    parameters: copyOf(parameters, room?.parameters),
    slots: slots.map((slot, i) => copyOf(slot, room?.slots[i])),
    ...(carried === undefined ? {} : { carried: copyOf(carried, room?.carried) }),
  };
}

/** A loop of its own: every number of every kept snapshot goes through it, while the page is drawn. */
function areFinite(numbers: Float32Array): boolean {
  for (let i = 0; i < numbers.length; i++) if (!Number.isFinite(numbers[i])) return false;
  return true;
}

/** Whether a run can go on from it: where it blew up between two evaluations it cannot, and such a snapshot is neither kept, saved nor taken. */
export const isSound = ({ parameters, slots, carried = [] }: Snapshot): boolean => [...parameters, ...slots.flat(), ...carried].every(areFinite);

/** What keeps state after these changes: the optimiser, then each transform that is on. */
export function slotNames({ changes }: Pick<Snapshot, 'changes'>, config: RunConfig): string[] {
  const now = withChanges(config, changes);
  const on = activeTransforms(now);
  return [...optimizers.get(now.optimizer.id).slots, ...on.flatMap(({ id, slots }) => slots.map((name) => `${id} ${name}`))];
}

/**
 * Changes out of order or from after step `last`, and unsound ones. @param field what holds the changes.
 * @param beside sound changes of the run that are not among them, or are there as well: what may be changed follows from what was.
 */
export function problemsOfChanges(changes: readonly Change[], last: number, config: RunConfig, field: string, beside: readonly Change[] = []): Problem[] {
  let now = config;
  let passed = 0;
  return changes.flatMap(({ step, patch }, i): Problem[] => {
    const [least, name] = [changes[i - 1]?.step ?? 0, `${field}.${i}`];
    const expected = text(`a step from ${least} to ${last}`, `${least} から ${last} までのステップにしてください。`);
    const late = step >= least && step <= last ? [] : [{ field: `${name}.step`, value: step, expected }];
    for (; (beside[passed]?.step ?? Infinity) <= step; passed++) now = withPatch(now, (beside[passed] as Change).patch);
    const unsound = problemsOfChange(now, patch).map((problem) => ({ ...problem, field: `${name}.${problem.field}` }));
    // Which fields there are is decided by what was changed before; a live number is there as before.
    if (unsound.length === 0 && !isLivePatch(now, patch)) now = withPatch(now, patch);
    return [...late, ...unsound];
  });
}

/** What a step of such a run hands on. */
export function carriedBy({ task, optimizer }: RunConfig, model: Model): readonly Carried[] {
  const { train } = tasks.get(task.id).sizes(task);
  return model.carried?.(optimizers.get(optimizer.id).batchSize(optimizer, train)) ?? [];
}

/** Whether a snapshot fits the network of a config: what a resumed run needs to be true. */
export function checkSnapshot(snapshot: Snapshot, config: RunConfig): readonly Problem[] {
  const model = modelOf(config);
  const sizeOf = ({ shape }: { readonly shape: readonly number[] }): number => shape.reduce((product, n) => product * n, 1);
  const sizes = model.parameters.map(sizeOf);
  const slots = slotNames(snapshot, config);
  const fits = (arrays: readonly Float32Array[]): boolean => arrays.length === sizes.length && arrays.every((array, i) => array.length === sizes[i]);
  const problems: Problem[] = [];
  if (!fits(snapshot.parameters)) {
    problems.push({
      field: 'from.parameters',
      value: snapshot.parameters.map((a) => a.length),
      expected: text(`arrays of ${sizes.join(', ')} numbers`, `長さ ${sizes.join(', ')} の配列にしてください。`),
    });
  }
  if (snapshot.slots.length !== slots.length || !snapshot.slots.every(fits)) {
    problems.push({
      field: 'from.slots',
      value: snapshot.slots.length,
      expected: text(`${slots.length} state arrays: ${slots.join(', ')}`, `状態 ${slots.length} 組にしてください: ${slots.join(', ')}`),
    });
  }
  const { carried = null } = snapshot;
  const handed = carriedBy(withChanges(config, snapshot.changes), model).map(sizeOf);
  if (carried !== null && (carried.length !== handed.length || carried.some((array, i) => array.length !== handed[i]))) {
    problems.push({
      field: 'from.carried',
      value: carried.map((a) => a.length),
      expected: text(`arrays of ${handed.join(', ')} numbers`, `長さ ${handed.join(', ')} の配列にしてください。`),
    });
  }
  if (snapshot.step > config.steps) {
    problems.push({
      field: 'from.step',
      value: snapshot.step,
      expected: text(`at most ${config.steps}, the run’s last step`, `最後のステップ ${config.steps} 以下にしてください。`),
    });
  }
  return [...problems, ...problemsOfChanges(snapshot.changes, snapshot.step, config, 'from.changes')];
}
