/** The MLP as a piecewise-linear function of its input, on the host. */
import type { PiecewisePart } from '../geometry/geometry.ts';
import { hostLayer, type HostLayer } from '../geometry/regions/network.ts';
import type { Text } from '../text.ts';
import { blocksOf, inputPoints, type MlpOptions } from './mlpInput.ts';
import { arraysByName } from './named.ts';
import { bends, slopeOf } from './noRegions.ts';

export function mlpRegions(options: MlpOptions, space: Text): PiecewisePart | { readonly none: Text } {
  const { shape, depth, width, activation, bias, parameters, operandWidth, embedded } = options;
  const blocks = blocksOf(options);
  return (
    bends(activation) ?? {
      space,
      part: null,
      network(arrays) {
        const find = arraysByName(parameters, arrays);
        const layer = (name: string, weight: ArrayLike<number>, inputs: number, outputs: number): HostLayer =>
          hostLayer(inputs, outputs, weight, bias ? find(`${name}.bias`) : null);
        // The operands' blocks lie below one another, as the operands lie side by side.
        const first = new Float32Array(blocks * operandWidth * width);
        for (let operand = 0; operand < blocks; operand++) first.set(find(`hidden1.weight.${operand}`), operand * operandWidth * width);
        const hidden = [layer('hidden1', first, blocks * operandWidth, width)];
        for (let l = 2; l <= depth; l++) hidden.push(layer(`hidden${l}`, find(`hidden${l}.weight`), width, width));
        return { hidden, slope: slopeOf(activation), output: layer('output', find('output.weight'), width, shape.outputs), bypass: null };
      },
      points(arrays, examples) {
        return inputPoints(examples, options, embedded ? arraysByName(parameters, arrays)('embedding') : null);
      },
    }
  );
}
