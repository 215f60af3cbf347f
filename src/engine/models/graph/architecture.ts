/** What a graph network is made of, and its tensors. */
import type { GraphShape } from '../../data/dataset.ts';
import { constant, uniform } from '../init.ts';
import type { ParameterSpec } from '../model.ts';

export interface GraphValues {
  readonly layers: number;
  readonly width: number;
  readonly edgeWidth: number;
}

/** One convolution: what a node is told before and after it. */
export interface Layer {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
}

export interface Architecture extends GraphShape {
  readonly layers: readonly Layer[];
  /** Neurons that see the whole graph. */
  readonly head: number;
  /** Hidden neurons of an edge network. */
  readonly edgeWidth: number;
  readonly parameters: readonly ParameterSpec[];
}

/** Matrices of a layer: one for each type of edge, and one for the node itself. */
export const matricesOf = ({ edgeTypes }: Pick<GraphShape, 'edgeTypes'>): number => edgeTypes + 1;

/** PyTorch Geometric's initialisation of NNConv: every linear map U(±1/√fan-in), the convolution's own bias 0. */
function tensorsOf({ name, inputs, outputs }: Layer, edgeTypes: number, edgeWidth: number): ParameterSpec[] {
  return [
    // Edge types are one-hot: a row for each.
    { ...uniform(`${name}.edge1.weight`, [edgeTypes, edgeWidth], edgeTypes), table: true },
    uniform(`${name}.edge1.bias`, [edgeWidth], edgeTypes),
    uniform(`${name}.edge2.weight`, [edgeWidth, inputs * outputs], edgeWidth),
    uniform(`${name}.edge2.bias`, [inputs * outputs], edgeWidth),
    uniform(`${name}.root`, [inputs, outputs], inputs),
    constant(`${name}.bias`, [outputs], 0),
  ];
}

/** The last convolution is half as wide as the others, as in the paper (32, 16). */
export function architectureOf({ layers: depth, width, edgeWidth }: GraphValues, shape: GraphShape): Architecture {
  const last = Math.ceil(width / 2);
  const layers = Array.from({ length: depth }, (_, l): Layer => ({
    name: `layer${l + 1}`,
    inputs: l === 0 ? shape.features : width,
    outputs: l === depth - 1 ? last : width,
  }));
  const parameters = [
    ...layers.flatMap((layer) => tensorsOf(layer, shape.edgeTypes, edgeWidth)),
    uniform('head.weight', [last, width], last),
    uniform('head.bias', [width], last),
    { ...uniform('output.weight', [width, shape.outputs], width), table: true as const },
    uniform('output.bias', [shape.outputs], width),
  ];
  return { ...shape, layers, head: width, edgeWidth, parameters };
}
