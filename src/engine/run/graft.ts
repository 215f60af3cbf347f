/** A network that goes on as part of another run: what of its state that run takes over. Pure, in float32, with the same bits whatever computes it. */
import { RESCALE } from '../config/acts.ts';
import type { RunConfig } from '../config/config.ts';
import { withPatch } from '../config/live.ts';
import { optimizers } from '../optimizers/index.ts';
import { activeTransforms } from '../transforms/active.ts';
import type { Change, Patch } from './change.ts';
import { carriedBy, type Snapshot } from './snapshot.ts';
import { modelOf } from './network.ts';

type Numbers = readonly Float32Array[];

const zeros = (of: Numbers): Numbers => of.map(({ length }) => new Float32Array(length));

/** Joint L2 norm. */
export function lengthOf(arrays: Numbers): number {
  let sum = 0;
  for (const array of arrays) for (const x of array) sum += x * x;
  return Math.sqrt(sum);
}

/** The state of who goes on is kept; that of another optimiser, or of a transform that comes on, is 0. */
function slotsAfter({ slots, parameters }: Snapshot, before: RunConfig, after: RunConfig): Numbers[] {
  const left = [...slots];
  const own = left.splice(0, optimizers.get(before.optimizer.id).slots.length);
  const of = new Map(activeTransforms(before).map((def) => [def.id, left.splice(0, def.slots.length)]));
  const kept = before.optimizer.id === after.optimizer.id ? own : optimizers.get(after.optimizer.id).slots.map(() => zeros(parameters));
  return [...kept, ...activeTransforms(after).flatMap((def) => of.get(def.id) ?? def.slots.map(() => zeros(parameters)))];
}

/** What the last step handed on, where steps still hand on as much. */
function carriedAfter({ carried }: Snapshot, before: RunConfig, after: RunConfig): Pick<Snapshot, 'carried'> {
  const shapes = (config: RunConfig): string => JSON.stringify(carriedBy(config, modelOf(config)));
  return carried === undefined || shapes(before) !== shapes(after) ? {} : { carried };
}

const scaleIn = (patch: Patch): number => (Object.hasOwn(patch, RESCALE) ? (patch[RESCALE] as number) : 1);

/** @param before the config of the run as the changes of its snapshot left it. @param change at the snapshot's step, and sound. */
export function grafted(snapshot: Snapshot, before: RunConfig, change: Change): Snapshot {
  const after = withPatch(before, change.patch);
  const scale = scaleIn(change.patch);
  const parameters = scale === 1 ? snapshot.parameters : snapshot.parameters.map((array) => array.map((x) => x * scale));
  const held = snapshot.heldNorm === null ? lengthOf(parameters) : snapshot.heldNorm * scale;
  const { carried: _, ...others } = snapshot;
  return {
    ...others,
    ...carriedAfter(snapshot, before, after),
    parameters,
    slots: slotsAfter(snapshot, before, after),
    heldNorm: after.constraint.norm === 'free' ? null : held,
    changes: [...snapshot.changes, change],
  };
}
