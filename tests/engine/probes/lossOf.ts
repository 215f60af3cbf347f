/** A network's training loss as a function of all its parameters, in float64. */
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { LOSS_REFERENCE } from '../../reference/losses.ts';

const rowsOf = (flat: ArrayLike<number>, count: number): number[][] =>
  Array.from({ length: count }, (_, i) => Array.from({ length: flat.length / count }, (__, j) => flat[(i * flat.length) / count + j] as number));

export interface LossOfAll {
  readonly at: Float64Array;
  loss(all: Float64Array): number;
}

export function lossOf({ config, model, parameters, dataset: { train } }: NetworkAt): LossOfAll {
  const sizes = parameters.map(({ length }) => length);
  const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, n) => sum + n, 0));
  const of = LOSS_REFERENCE[config.loss.id] as (typeof LOSS_REFERENCE)[string];
  return {
    at: Float64Array.from(parameters.flatMap((values) => [...values])),
    loss: (all) => {
      const own = sizes.map((size, i) => all.subarray(starts[i], (starts[i] as number) + size));
      const outputs = model.forward(own, train);
      const answers = train.targets instanceof Int32Array ? [...train.targets] : rowsOf(train.targets, train.count);
      return of(rowsOf(outputs, train.count), answers);
    },
  };
}
