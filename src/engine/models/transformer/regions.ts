/**
 * What is piecewise linear in a one-layer transformer: its MLP, as a function of the residual stream at the last position, after attention.
 * The unembedding reads that stream plus what the MLP adds to it. Attention itself is not: softmax curves, and queries multiply keys.
 */
import type { Examples } from '../../data/dataset.ts';
import type { Constant } from '../../data/plan.ts';
import type { PiecewisePart } from '../../geometry/geometry.ts';
import { hostLayer } from '../../geometry/regions/network.ts';
import { text, type Text } from '../../text.ts';
import type { ParameterSpec } from '../model.ts';
import { arraysByName } from '../named.ts';
import { bends, slopeOf } from '../noRegions.ts';
import type { Architecture } from './forward.ts';
import type { Sequence } from './sequence.ts';

interface TransformerParts extends Architecture, Sequence {
  readonly parameters: readonly ParameterSpec[];
  readonly constants: readonly Constant[];
}

/** row (K) · weight (K, M) → (M), in float64. */
function times(row: Float64Array, weight: ArrayLike<number>, columns: number): Float64Array {
  const out = new Float64Array(columns);
  for (let k = 0; k < row.length; k++) {
    const x = row[k] as number;
    for (let m = 0; m < columns; m++) out[m] = (out[m] as number) + x * (weight[k * columns + m] as number);
  }
  return out;
}

/** a (K, L) · b (L, M) → (K, M), row-major. */
function product(a: Float32Array, b: Float32Array, inner: number, columns: number): Float64Array {
  const rows = a.length / inner;
  const out = new Float64Array(rows * columns);
  for (let k = 0; k < rows; k++) out.set(times(Float64Array.from(a.subarray(k * inner, (k + 1) * inner)), b, columns), k * columns);
  return out;
}

export function transformerRegions(parts: TransformerParts): PiecewisePart | { readonly none: Text } {
  const { layers, width: d, heads, ffn, outputs, layerNorm, activation, operandAt, tokenAt, length, arity, parameters, constants } = parts;
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
  const headWidth = d / heads;

  /** Keys and values of every token at every position that a pair can have, made once: they are the same in all pairs. */
  const attention = (arrays: readonly Float32Array[]): ((tokens: readonly number[]) => Float64Array) => {
    const find = arraysByName(parameters, arrays);
    const positions = constants.find(({ name }) => name === 'positions')?.values ?? find('positions');
    const embedding = find('embedding');
    const [query, key, value, output] = ['query', 'key', 'value', 'output'].map((name) => find(`layer0.${name}`)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const known = new Map<number, { readonly x: Float64Array; readonly k: Float64Array; readonly v: Float64Array }>();
    const at = (token: number, t: number) => {
      const id = token * length + t;
      const before = known.get(id);
      if (before !== undefined) return before;
      const x = Float64Array.from({ length: d }, (_, i) => (embedding[token * d + i] as number) + (positions[t * d + i] as number));
      const made = { x, k: times(x, key, d), v: times(x, value, d) };
      known.set(id, made);
      return made;
    };
    const last = at(tokenAt.at(-1) as number, length - 1);
    const q = times(last.x, query, d);
    return (tokens) => {
      const read = tokens.map((token, t) => at(token, t));
      const mixed = new Float64Array(d);
      for (let head = 0; head < heads; head++) {
        const [from, to] = [head * headWidth, (head + 1) * headWidth];
        const scores = read.map(({ k }) => {
          let score = 0;
          for (let i = from; i < to; i++) score += (q[i] as number) * (k[i] as number);
          return score / Math.sqrt(headWidth);
        });
        const most = Math.max(...scores);
        const powers = scores.map((score) => Math.exp(score - most));
        const total = powers.reduce((sum, power) => sum + power, 0);
        read.forEach(({ v }, t) => {
          const share = (powers[t] as number) / total;
          for (let i = from; i < to; i++) mixed[i] = (mixed[i] as number) + share * (v[i] as number);
        });
      }
      const added = times(mixed, output, d);
      return added.map((y, i) => y + (last.x[i] as number));
    };
  };

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
          weight: product(find('layer0.out'), unembedding, d, outputs),
          bias: hasBias ? times(Float64Array.from(find('layer0.out.bias')), unembedding, outputs) : null,
        },
        bypass: Float64Array.from(unembedding),
      };
    },
    points(arrays, { count, inputs }: Examples) {
      const streamOf = attention(arrays);
      const points = new Float64Array(count * d);
      for (let i = 0; i < count; i++) {
        const tokens = operandAt.map((operand, t) => (operand === null ? (tokenAt[t] as number) : (inputs[i * arity + operand] as number)));
        points.set(streamOf(tokens), i * d);
      }
      return points;
    },
  };
}
