/** What a gradient transform must offer: what it makes of the gradients before the optimiser follows them. */
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Chance } from '../ops/chance.ts';
import type { Parameters, Value, Values } from '../parameters.ts';
import type { Entry, Typed } from '../registry.ts';

type Anything = Readonly<Record<string, Value>>;

/** What a transform works with, all of it on the device. */
export interface Moment<Name extends string = string> {
  readonly parameters: readonly Tensor[];
  /** Of each parameter, as the transforms before this one left them. */
  readonly gradients: readonly Tensor[];
  /** Per slot, per parameter; `store` writes into them. */
  readonly slots: readonly (readonly Tensor[])[];
  readonly scalars: Readonly<Record<Name, Scalar>>;
  /** Random numbers of its own. */
  readonly chance: Chance;
}

export interface TransformDef extends Entry {
  /** The parameter by which it pulls all weights down, at 0 not at all; left out where it does not. */
  readonly decay?: string;
  /** Whether it does anything. With every parameter at its default it must not: then it is left out of the step altogether. */
  active(values: Anything): boolean;
  /** State tensors of a parameter's shape that it keeps for each parameter; 0 when it comes on. */
  readonly slots: readonly string[];
  /** Numbers that may change from step to step, in float64 on the host, for its update t = 1, 2, … since it came on. */
  readonly scalars: Readonly<Record<string, (values: Anything, t: number) => number>>;
  /** The parameters at which the gradient is taken, where they are others than those that follow it. As `apply`. */
  displace?(moment: Pick<Moment, 'parameters' | 'scalars' | 'chance'>): readonly Tensor[];
  /**
   * The gradients to go on with, one per parameter. The same kernels on the same tensors every time; what may change while a run goes on comes
   * through `scalars`, so that a recorded step finds its new number there. Runs inside a tidy.
   */
  apply(moment: Moment): readonly Tensor[];
}

export function defineTransform<const P extends Parameters, const Name extends string>(
  entry: Typed<TransformDef, P, 'active' | 'scalars' | 'displace' | 'apply'> & {
    active(values: Values<P>): boolean;
    readonly scalars: Readonly<Record<Name, (values: Values<P>, t: number) => number>>;
    displace?(moment: Pick<Moment<Name>, 'parameters' | 'scalars' | 'chance'>): readonly Tensor[];
    apply(moment: Moment<Name>): readonly Tensor[];
  },
): TransformDef {
  return entry as unknown as TransformDef;
}
