/** What a model must offer. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { DatasetShape } from '../data/dataset.ts';
import type { Batch, Constant, Plan } from '../data/plan.ts';
import type { Geometry } from '../geometry/geometry.ts';
import type { Parameters, Values } from '../parameters.ts';
import type { Problem } from '../problem.ts';
import type { Entry, Section, Typed } from '../registry.ts';
import type { Rng } from '../rng.ts';
import type { PlainPass } from './plain/pass.ts';

export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** Initial values before the init scale α is applied; length is the product of `shape`. */
  readonly init: (rng: Rng) => Float32Array;
}

export interface Model extends PlainPass {
  readonly parameters: readonly ParameterSpec[];
  readonly constants: readonly Constant[];
  plan(count: number): Plan;
  /** (count, outputs); differentiable in `parameters`, which come in the order of `this.parameters`. For gradients in inputs see `geometry`. */
  logits(parameters: readonly Tensor[], batch: Batch): Tensor2D;
  /** The piecewise view that local complexity, linear regions and attacks look at. */
  readonly geometry: Geometry;
}

export interface ModelDef extends Entry {
  /** Kinds of input that this model can read. */
  readonly reads: readonly DatasetShape['kind'][];
  check?(values: Section, shape: DatasetShape): readonly Problem[];
  /** Pure and cheap: makes no tensor. */
  create(values: Section, shape: DatasetShape): Model;
}

export function defineModel<const P extends Parameters, const K extends DatasetShape['kind']>(
  entry: Typed<ModelDef, P, 'check' | 'create' | 'reads'> & {
    readonly reads: readonly K[];
    check?(values: Values<P>, shape: DatasetShape & { readonly kind: K }): readonly Problem[];
    create(values: Values<P>, shape: DatasetShape & { readonly kind: K }): Model;
  },
): ModelDef {
  return entry as unknown as ModelDef;
}
