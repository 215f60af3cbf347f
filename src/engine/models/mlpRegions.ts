/** The MLP as a piecewise-linear function of its input, on the host. */
import type { DatasetShape, Examples } from '../data/dataset.ts';
import type { PiecewisePart } from '../geometry/geometry.ts';
import { hostLayer, type HostLayer } from '../geometry/regions/network.ts';
import type { Activation } from '../ops/activations.ts';
import type { Text } from '../text.ts';
import type { ParameterSpec } from './model.ts';
import { arraysByName } from './named.ts';
import { bends, slopeOf } from './noRegions.ts';

interface MlpOptions {
  readonly shape: DatasetShape;
  readonly depth: number;
  readonly width: number;
  readonly activation: Activation;
  readonly bias: boolean;
  readonly space: Text;
  readonly parameters: readonly ParameterSpec[];
  /** Numbers per operand; a vector is one operand. */
  readonly operandWidth: number;
  readonly embedded: boolean;
}

export function mlpRegions(options: MlpOptions): PiecewisePart | { readonly none: Text } {
  const { shape, depth, width, activation, bias, space, parameters, operandWidth, embedded } = options;
  const arity = shape.kind === 'tokens' ? shape.arity : 1;

  /** Where tokens lie: their one-hot codes or embeddings, one operand after another. */
  const tokenPoints = ({ count, inputs }: Examples, embedding: Float32Array | null): Float64Array => {
    const points = new Float64Array(count * arity * operandWidth);
    for (let i = 0; i < count * arity; i++) {
      const token = inputs[i] as number;
      if (embedding === null) points[i * operandWidth + token] = 1;
      else points.set(embedding.subarray(token * operandWidth, (token + 1) * operandWidth), i * operandWidth);
    }
    return points;
  };

  return (
    bends(activation) ?? {
      space,
      part: null,
      network(arrays) {
        const find = arraysByName(parameters, arrays);
        const layer = (name: string, weight: ArrayLike<number>, inputs: number, outputs: number): HostLayer =>
          hostLayer(inputs, outputs, weight, bias ? find(`${name}.bias`) : null);
        // The operands' blocks lie below one another, as the operands lie side by side.
        const first = new Float32Array(arity * operandWidth * width);
        for (let operand = 0; operand < arity; operand++) first.set(find(`hidden1.weight.${operand}`), operand * operandWidth * width);
        const hidden = [layer('hidden1', first, arity * operandWidth, width)];
        for (let l = 2; l <= depth; l++) hidden.push(layer(`hidden${l}`, find(`hidden${l}.weight`), width, width));
        return { hidden, slope: slopeOf(activation), output: layer('output', find('output.weight'), width, shape.outputs), bypass: null };
      },
      points(arrays, examples) {
        if (shape.kind === 'vectors') return Float64Array.from(examples.inputs);
        return tokenPoints(examples, embedded ? arraysByName(parameters, arrays)('embedding') : null);
      },
    }
  );
}
