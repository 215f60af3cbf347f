/** To what the last position attends over all pairs (a, b), head by head, and which waves the heads' outputs are made of (Nanda et al. 2023, §4). */
import { text } from '../../text.ts';
import { cycleOf } from '../circles/group.ts';
import { keyThreshold } from '../circles/keys.ts';
import { noCycle, residuesOf } from '../circles/lacks.ts';
import { frequenciesOf } from '../circles/spectrum.ts';
import type { LookDef, NetworkAt } from '../look.ts';
import { seenOfPairs } from '../pairs/pairs.ts';
import { addValues, emptySums } from '../pairs/sums.ts';
import { energiesOf, termsOf, wavesOf, type Terms, type Wave } from '../pairs/waves.ts';
import { lacks } from './lacks.ts';
import { attentionLayersOf, type AttentionLayer } from './layers.ts';
import { parseAttentionQuestion, type Attended, type AttentionQuestion, type AttentionSeen, type HeadSeen } from './question.ts';

const NO_NUMBERS = text('Some of its attention is no number any more: the run diverged.', '注意の一部が数でなくなりました。学習が発散したためです。');

/** What the last position asks, (count, heads, asking, S) → (count, (heads + 1) · S): head by head, and behind them their mean. */
function lastAsked(pattern: Float64Array, { heads, asking, positions: { length } }: AttentionLayer): Float64Array {
  const count = pattern.length / (heads * asking * length);
  const width = (heads + 1) * length;
  const out = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    for (let h = 0; h < heads; h++) {
      const from = ((i * heads + h + 1) * asking - 1) * length;
      for (let s = 0; s < length; s++) {
        const weight = pattern[from + s] as number;
        out[i * width + h * length + s] = weight;
        const mean = i * width + heads * length + s;
        out[mean] = (out[mean] as number) + weight / heads;
      }
    }
  }
  return out;
}

/** One column of values (pairs, width), as a picture. */
function attendedOf(values: Float64Array, width: number, column: number, mean: number, wave: Wave): Attended {
  const levels = new Uint8Array(values.length / width);
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0, at = column; i < levels.length; i++, at += width) {
    const weight = values[at] as number;
    if (weight < low) low = weight;
    if (weight > high) high = weight;
    levels[i] = Math.round(255 * weight);
  }
  return { levels, mean, low, high, wave };
}

/** Which share of the variance of outputs `from` to before `to` each frequency has; zeros where nothing varies. */
function sharesOf(energies: Float64Array, { n, width, variances }: Terms, from: number, to: number): Float32Array {
  const sum = (values: Float64Array): number => values.reduce((all, one) => all + one, 0);
  const whole = sum(variances.subarray(from, to));
  return Float32Array.from({ length: frequenciesOf(n) }, (_, i) => (whole === 0 ? 0 : sum(energies.subarray(i * width + from, i * width + to)) / whole));
}

function* look(network: NetworkAt, question: AttentionQuestion): Generator<number, AttentionSeen> {
  const residues = residuesOf(network.config);
  if (!('p' in residues)) return { problem: residues };
  const { p } = residues;
  const under = question.under ?? residues.under;
  const cycle = cycleOf(under, p);
  if (cycle === null) return { problem: noCycle(p) };
  const { tokens, root } = cycle;
  const layers = attentionLayersOf(network.model);
  const index = Math.min(question.layer ?? Infinity, layers.length - 1);
  const layer = layers[index] as AttentionLayer;
  const { heads, asking, positions, width } = layer;
  const n = tokens.length;
  const [columns, d] = [(heads + 1) * positions.length, heads * width];

  const weights = new Float64Array(n * n * columns);
  const [ofPattern, ofOutputs] = [emptySums(n, columns), emptySums(n, d)];
  for (const { first, count, values } of seenOfPairs(network, tokens, [layer.pattern, layer.outputs])) {
    const [pattern, outputs] = values as readonly [Float64Array, Float64Array];
    const asked = lastAsked(pattern, layer);
    weights.set(asked, first * columns);
    addValues(ofPattern, asked, first, { stride: columns, offset: 0 });
    addValues(ofOutputs, outputs, first, { stride: asking * d, offset: (asking - 1) * d });
    yield (0.7 * (first + count)) / n ** 2;
  }
  if (!ofPattern.squares.every(Number.isFinite) || !ofOutputs.squares.every(Number.isFinite)) return { problem: NO_NUMBERS };
  const [patternTerms, outputTerms] = [termsOf(ofPattern), termsOf(ofOutputs)];
  const waves = wavesOf(patternTerms);
  const energies = energiesOf(outputTerms);
  yield 0.9;
  /** @param h a head; behind the last one their mean */
  const headOf = (h: number): HeadSeen => ({
    sources: positions.map((_, s) => {
      const column = h * positions.length + s;
      return attendedOf(weights, columns, column, patternTerms.means[column] as number, waves[column] as Wave);
    }),
    shares: h < heads ? sharesOf(energies, outputTerms, h * width, (h + 1) * width) : sharesOf(energies, outputTerms, 0, d),
  });
  return {
    p,
    under,
    root,
    tokens,
    layers: layers.length,
    layer: index,
    positions,
    heads: Array.from({ length: heads }, (_, h) => headOf(h)),
    all: headOf(heads),
    threshold: keyThreshold(frequenciesOf(n)),
  };
}

export const attention: LookDef<AttentionQuestion, AttentionSeen> = {
  id: 'attention',
  label: text('attention over all pairs', 'すべての組での注意'),
  summary: text(
    'By how much each head attends to a, to b and to «=» over all pairs (a, b), and the frequencies of its output.',
    'すべての組 (a, b) で各ヘッドが a、b、「=」にどれだけ注意を向けるかと、その出力の周波数を示します。',
  ),
  parseQuestion: parseAttentionQuestion,
  lacks,
  look,
  transfer(seen) {
    if ('problem' in seen) return [];
    const { tokens, heads, all } = seen;
    return [tokens, ...[...heads, all].flatMap(({ sources, shares }) => [...sources.map(({ levels }) => levels), shares])].map(({ buffer }) => buffer);
  },
};
