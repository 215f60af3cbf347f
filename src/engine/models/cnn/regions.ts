/** The convolutional network as a piecewise-linear function of its pixels, on the host: every linear map between two activations as a matrix. */
import type { PiecewisePart } from '../../geometry/geometry.ts';
import type { HostLayer } from '../../geometry/regions/network.ts';
import { numbersOf } from '../../ops/grid.ts';
import { text, type Text } from '../../text.ts';
import { arraysByName } from '../named.ts';
import { bends, slopeOf } from '../noRegions.ts';
import { linear } from '../plain/linear.ts';
import type { Architecture } from './architecture.ts';
import { convolve, pooled } from './plain.ts';

/** Numbers of all matrices together that a page should hold and work through for one picture: 16 MB. */
const MOST = 2e6;

/** A linear map's matrix (inputs, outputs): what becomes of each unit vector. */
function matrixOf(inputs: number, map: (x: Float64Array) => Float64Array): Float64Array {
  const units = new Float64Array(inputs ** 2);
  for (let i = 0; i < inputs; i++) units[i * (inputs + 1)] = 1;
  return map(units);
}

/** Neurons of each layer, the image first and the outputs last. */
function widths({ image, stages, dense, outputs }: Architecture): number[] {
  return [numbersOf(image), ...stages.map(({ first }) => numbersOf(first.to)), ...(dense === 0 ? [] : [dense]), outputs];
}

export function cnnRegions(architecture: Architecture, space: Text): PiecewisePart | { readonly none: Text } {
  const { stages, dense, outputs, activation, parameters } = architecture;
  const bent = bends(activation);
  if (bent !== null) return bent;
  if (stages.some(({ blocks }) => blocks.length > 0)) {
    return {
      none: text(
        'Linear regions are cut layer by layer here, and residual blocks lead around layers. Without them (residual blocks 0) there is a picture.',
        'ここでは線形領域を 1 層ずつ切り出しますが、残差ブロックは層を迂回します。残差ブロックを 0 にすると表示できます。',
      ),
    };
  }
  const sizes = widths(architecture);
  const numbers = sizes.slice(1).reduce((sum, width, i) => sum + width * (sizes[i] as number), 0);
  if (numbers > MOST) {
    return {
      none: text(
        'This network is too large for a picture of its linear regions: as matrices its convolutions would fill the page’s memory. Fewer pixels or channels make it small enough.',
        'このネットワークは線形領域を描くには大きすぎます。畳み込みを行列にするとメモリーが足りません。画素数かチャンネル数を減らすと表示できます。',
      ),
    };
  }
  return {
    space,
    part: null,
    network(arrays) {
      const find = arraysByName(parameters, arrays);
      const hidden: HostLayer[] = [];
      /** From the last activations on; the first layer's are the pixels. */
      let goesOn = (h: Float64Array): Float64Array => h;
      const layer = (width: number, bias: Float64Array, map: (x: Float64Array) => Float64Array): HostLayer => {
        const inputs = sizes[hidden.length] as number;
        const before = goesOn;
        return { inputs, outputs: width, weight: matrixOf(inputs, (x) => map(before(x))), bias };
      };
      for (const stage of stages) {
        const { first } = stage;
        const biases = find(`${first.name}.bias`);
        const bias = Float64Array.from({ length: numbersOf(first.to) }, (_, i) => biases[i % biases.length] as number);
        hidden.push(layer(bias.length, bias, (x) => convolve(find, x, first, false)));
        goesOn = (h) => pooled(h, stage);
      }
      const flat = (name: string, width: number): HostLayer =>
        layer(width, Float64Array.from(find(`${name}.bias`)), (x) => linear(x, find(`${name}.weight`), width));
      if (dense > 0) {
        hidden.push(flat('dense', dense));
        goesOn = (h) => h;
      }
      return { hidden, slope: slopeOf(activation), output: flat('output', outputs), bypass: null };
    },
    points: (_arrays, examples) => Float64Array.from(examples.inputs),
  };
}
