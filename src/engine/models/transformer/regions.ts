/**
 * What is piecewise linear in a one-layer transformer: its MLP, as a function of the residual stream at the last position, after attention.
 * The unembedding reads that stream plus what the MLP adds to it. Attention itself is not: softmax curves, and queries multiply keys.
 */
import type { Constant } from '../../data/plan.ts';
import type { PiecewisePart } from '../../geometry/geometry.ts';
import { hostLayer } from '../../geometry/regions/network.ts';
import { text, type Text } from '../../text.ts';
import type { ParameterSpec } from '../model.ts';
import { arraysByName } from '../named.ts';
import { bends, slopeOf } from '../noRegions.ts';
import { linear } from '../plain/linear.ts';
import type { Architecture } from './architecture.ts';
import { plainTransformer } from './plain.ts';
import type { Sequence } from './sequence.ts';
import { siteIds } from './sites.ts';

interface TransformerParts extends Architecture, Sequence {
  readonly parameters: readonly ParameterSpec[];
  readonly constants: readonly Constant[];
}

export function transformerRegions(parts: TransformerParts): PiecewisePart | { readonly none: Text } {
  const { layers, width: d, ffn, outputs, layerNorm, activation, parameters, constants } = parts;
  const curved = bends(activation);
  if (curved !== null) return curved;
  if (layers > 1 || layerNorm !== 'none') {
    return {
      none: text(
        'Attention and LayerNorm are not piecewise linear, so this transformer has no linear regions as a whole. What can be cut exactly is the MLP of a transformer with one layer and no LayerNorm, or any ReLU MLP.',
        '注意機構と LayerNorm は区分線形ではないため、このトランスフォーマー全体には線形領域がありません。正確に切り出せるのは、1 層で LayerNorm のないトランスフォーマーの MLP か、ReLU の MLP です。',
      ),
    };
  }
  const pass = plainTransformer(parts, parts, parameters, constants);

  return {
    space: text('the residual stream at «=», after attention', '「=」の位置の残差ストリーム（注意機構の後）'),
    part: text(
      'Attention is curved, so a whole transformer has no linear regions. This is an exact slice of its MLP block: from the residual stream at «=», after attention, to the answer.',
      '注意機構は曲がっているため、トランスフォーマー全体に線形領域はありません。これは MLP ブロックの正確な断面で、注意機構を通った後の「=」の残差ストリームから答えまでを見ています。',
    ),
    network(arrays) {
      const find = arraysByName(parameters, arrays);
      const unembedding = find('unembedding');
      const hasBias = parameters.some(({ name }) => name === 'layer0.in.bias');
      return {
        hidden: [hostLayer(d, ffn, find('layer0.in'), hasBias ? find('layer0.in.bias') : null)],
        slope: slopeOf(activation),
        // Out of the MLP and through the unembedding are two linear maps in a row.
        output: {
          inputs: ffn,
          outputs,
          weight: linear(Float64Array.from(find('layer0.out')), unembedding, outputs),
          bias: hasBias ? linear(Float64Array.from(find('layer0.out.bias')), unembedding, outputs) : null,
        },
        bypass: Float64Array.from(unembedding),
      };
    },
    points(arrays, examples) {
      let points: Float64Array = new Float64Array(0);
      pass.forward(arrays, examples, { [siteIds(0).attended]: (values) => void (points = values) });
      return points;
    },
  };
}
