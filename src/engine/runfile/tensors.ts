/** A snapshot's numbers as named tensors: `parameters.NAME`, `slots.SLOT.NAME`, `carried.NAME`. */
import type { RunConfig } from '../config/config.ts';
import type { Change } from '../run/change.ts';
import { withChanges } from '../config/live.ts';
import { modelOf } from '../run/network.ts';
import { carriedBy, slotNames, type Snapshot } from '../run/snapshot.ts';
import type { NamedTensor } from './safetensors.ts';

type Spec = Omit<NamedTensor, 'values'>;
type Numbers = Pick<Snapshot, 'parameters' | 'slots' | 'carried'>;

interface Specs {
  readonly parameters: readonly Spec[];
  /** Per slot, per parameter. */
  readonly slots: readonly (readonly Spec[])[];
  readonly carried: readonly Spec[];
}

/** The tensors of such a run after these changes. */
function specsOf(config: RunConfig, changes: readonly Change[]): Specs {
  const model = modelOf(config);
  const named = (prefix: string, specs: readonly Spec[]): Spec[] => specs.map(({ name, shape }) => ({ name: `${prefix}.${name}`, shape }));
  return {
    parameters: named('parameters', model.parameters),
    slots: slotNames({ changes }, config).map((slot) => named(`slots.${slot.replaceAll(' ', '.')}`, model.parameters)),
    carried: named('carried', carriedBy(withChanges(config, changes), model)),
  };
}

const inOrder = ({ parameters, slots, carried }: Specs): Spec[] => [...parameters, ...slots.flat(), ...carried];

/** In an order that follows from the config. The snapshot is one of such a run. */
export function tensorsOf(config: RunConfig, { parameters, slots, carried, changes }: Snapshot): NamedTensor[] {
  const values = [...parameters, ...slots.flat(), ...(carried ?? [])];
  return inOrder(specsOf(config, changes)).map((spec, i) => ({ ...spec, values: values[i] as Float32Array }));
}

/** @param take gives the numbers of tensors of these names and shapes. */
export function numbersOf(config: RunConfig, changes: readonly Change[], take: (specs: readonly Spec[]) => readonly Float32Array[]): Numbers {
  const specs = specsOf(config, changes);
  const values = [...take(inOrder(specs))];
  const next = (of: readonly Spec[]): Float32Array[] => values.splice(0, of.length);
  const parameters = next(specs.parameters);
  const slots = specs.slots.map(next);
  return { parameters, slots, ...(specs.carried.length === 0 ? {} : { carried: next(specs.carried) }) };
}
