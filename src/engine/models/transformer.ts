/**
 * Decoder-only transformer read at its last position: Nanda et al. 2023 by default, Power et al. 2022 by its options.
 *
 * It computes once per token what pairs share (rows.ts), and where a layer's sources are such rows, also what its linear maps make of them
 * (folded.ts). Same function, same gradients, far less arithmetic.
 */
import { add, reshape, transpose, type Rank, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Batch, Constant, Plan, RowIndexSpec } from '../data/plan.ts';
import { isHull, mapAffine, rowsOf as allRows, type Hull, type Inputs } from '../geometry/hull.ts';
import { ACTIVATIONS, activations, type Activation } from '../ops/activations.ts';
import { attention } from '../ops/attention.ts';
import { biasActivation, dense, densePair } from '../ops/dense.ts';
import { gatherPair, gatherSum } from '../ops/gather.ts';
import { layerNorm } from '../ops/layerNorm.ts';
import { choice, flag, number } from '../parameters.ts';
import { text } from '../text.ts';
import { foldedLogits, foldingPays } from './folded.ts';
import { constant, normal, uniform } from './init.ts';
import { defineModel, type Model, type ParameterSpec } from './model.ts';
import { byName } from './named.ts';
import { interleaved, layerPlan, layersFrom, names, rowsOf, stack, zOrder, type PositionRows } from './rows.ts';
import { transformerRegions } from './transformerRegions.ts';

/** sin and cos positions (Vaswani et al. 2017, §3.5): (length, d). */
function sinusoids(length: number, d: number): Float32Array {
  return Float32Array.from({ length: length * d }, (_, i) => {
    const [t, j] = [Math.floor(i / d), i % d];
    const angle = t / 10000 ** ((2 * Math.floor(j / 2)) / d);
    return j % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

export const transformer = defineModel({
  id: 'transformer',
  label: text('Transformer', 'トランスフォーマー'),
  summary: text(
    'Reads «a b =» and answers at the «=». Attention, then an MLP, in each layer.',
    '「a b =」を読み、「=」の位置で答えます。各層は注意機構と MLP からなります。',
  ),
  reference: 'Nanda et al. 2023; Power et al. 2022',
  reads: ['tokens'],
  parameters: {
    layers: number({
      label: text('layers', '層の数'),
      help: text('One layer is enough to grok and the fastest.', '1 層でグロッキングは起こり、最も速く動きます。'),
      default: 1,
      min: 1,
      max: 4,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    width: number({
      label: text('width', '幅'),
      symbol: 'd',
      help: text('Numbers per position. Narrower is faster, but may never grok.', '1 位置あたりの数。狭いほど速い反面、グロッキングしないことがあります。'),
      default: 64,
      min: 2,
      max: 256,
      scale: 'log',
      integer: true,
      stops: [8, 16, 32, 48, 64, 96, 128, 192, 256],
    }),
    heads: number({
      label: text('heads', 'ヘッド数'),
      help: text('Attention heads; they divide the width among themselves.', '注意ヘッドの数。幅を等分します。'),
      default: 4,
      min: 1,
      max: 16,
      scale: 'log',
      integer: true,
      stops: [1, 2, 4, 8, 16],
    }),
    ffn: number({
      label: text('FFN width', 'FFN の幅'),
      help: text(
        'Neurons of each layer’s MLP; these are the neurons local complexity counts.',
        '各層の MLP のニューロン数。局所複雑度が数えるのはこのニューロンです。',
      ),
      default: 128,
      min: 1,
      max: 1024,
      scale: 'log',
      integer: true,
      stops: [16, 32, 64, 96, 128, 256, 384, 512, 1024],
    }),
    activation: choice({
      label: text('activation', '活性化関数'),
      help: text('Of the MLP.', 'MLP の活性化関数。'),
      default: 'relu',
      choices: ACTIVATIONS.filter((id) => id !== 'linear').map((value) => ({ value, label: activations[value].label })),
      advanced: true,
    }),
    layerNorm: choice({
      label: text('LayerNorm', 'LayerNorm'),
      help: text(
        'Without it, the weight norm tells the whole story; the paper’s model of Power et al. has it after each block.',
        'なしなら重みノルムだけで説明できます。Power らのモデルはブロックの後に置きます。',
      ),
      default: 'none',
      choices: [
        { value: 'none', label: text('none', 'なし') },
        { value: 'pre', label: text('before', '前（pre）') },
        { value: 'post', label: text('after', '後（post）') },
      ],
      advanced: true,
    }),
    sequence: choice({
      label: text('sequence', '系列'),
      help: text('The tokens the network reads.', 'ネットワークが読むトークン列。'),
      default: 'a b =',
      choices: [
        { value: 'a b =', label: text('a b =', 'a b =') },
        { value: 'a op b =', label: text('a ∘ b =', 'a ∘ b =') },
      ],
      advanced: true,
    }),
    positions: choice({
      label: text('positions', '位置'),
      help: text('Learned vectors, or fixed sines and cosines.', '学習するベクトルか、固定の正弦波か。'),
      default: 'learned',
      choices: [
        { value: 'learned', label: text('learned', '学習') },
        { value: 'sinusoidal', label: text('sinusoidal', '正弦波') },
      ],
      advanced: true,
    }),
    bias: flag({
      label: text('FFN biases', 'FFN のバイアス'),
      help: text('Add a learned offset in the MLP.', 'MLP に学習可能な定数項を加えます。'),
      default: true,
      advanced: true,
    }),
    init: choice({
      label: text('initialisation', '初期化'),
      help: text('Before the init scale α multiplies it.', '初期化スケール α を掛ける前の値。'),
      default: 'nanda',
      choices: [
        {
          value: 'nanda',
          label: text('N(0, 1/d)', 'N(0, 1/d)'),
          help: text('Nanda et al. 2023; unembedding N(0, 1/vocabulary)', 'Nanda et al. 2023。出力は N(0, 1/語彙数)'),
        },
        { value: 'torch', label: text('PyTorch default', 'PyTorch の既定値') },
      ],
      advanced: true,
    }),
  },
  check: ({ width, heads }) =>
    width % heads === 0 ? [] : [{ field: 'heads', value: heads, expected: text(`a divisor of the width ${width}`, `幅 ${width} の約数にしてください。`) }],
  create(values, { arity, vocabulary, outputs }): Model {
    const { layers: depth, width: d, heads, ffn, bias } = values;
    const activation = values.activation as Activation;
    const nanda = values.init === 'nanda';
    const learned = values.positions === 'learned';
    // Tokens in reading order: an operand's number, or a constant token's place behind the vocabulary.
    const operandAt =
      values.sequence === 'a b ='
        ? [...Array.from({ length: arity }, (_, o) => o), null]
        : [0, null, ...Array.from({ length: arity - 1 }, (_, o) => o + 1), null];
    const length = operandAt.length;
    const specials = operandAt.filter((o) => o === null).length;
    const tokenAt = operandAt.map((o, t) => (o === null ? vocabulary + operandAt.slice(0, t).filter((x) => x === null).length : -1));
    const dependencies = operandAt.map((o) => (o === null ? [] : [o]));

    const matrix = (name: string, fanIn: number, fanOut: number): ParameterSpec =>
      nanda ? normal(name, [fanIn, fanOut], 1 / Math.sqrt(d)) : uniform(name, [fanIn, fanOut], fanIn);
    const parameters: ParameterSpec[] = [normal('embedding', [vocabulary + specials, d], nanda ? 1 / Math.sqrt(d) : 1)];
    if (learned) parameters.push(normal('positions', [length, d], nanda ? 1 / Math.sqrt(d) : 1));
    const norm = (name: string): ParameterSpec[] => (values.layerNorm === 'none' ? [] : [constant(`${name}.gain`, [d], 1), constant(`${name}.bias`, [d], 0)]);
    const offset = (name: string, fanIn: number, size: number): ParameterSpec[] =>
      bias ? [nanda ? constant(name, [size], 0) : uniform(name, [size], fanIn)] : [];
    for (let i = 0; i < depth; i++) {
      const at = `layer${i}`;
      parameters.push(...norm(`${at}.norm1`));
      for (const name of ['query', 'key', 'value', 'output']) parameters.push(matrix(`${at}.${name}`, d, d));
      parameters.push(...norm(`${at}.norm2`), matrix(`${at}.in`, d, ffn), ...offset(`${at}.in.bias`, d, ffn));
      parameters.push(matrix(`${at}.out`, ffn, d), ...offset(`${at}.out.bias`, ffn, d));
    }
    if (values.layerNorm === 'pre') parameters.push(...norm('norm'));
    parameters.push(nanda ? normal('unembedding', [d, outputs], 1 / Math.sqrt(vocabulary + specials)) : uniform('unembedding', [d, outputs], d));
    const constants: Constant[] = learned ? [] : [{ name: 'positions', shape: [length, d], values: sinusoids(length, d) }];

    type Find = ReturnType<typeof byName>;
    /** Residual rows (R₀, d) at the input, one per distinct token and position. */
    const embed = (find: Find, batch: Batch, token: string, position: string): Tensor2D => {
      const [tokens, at] = [batch.index(token), batch.index(position)];
      if (learned) return gatherPair(find<Tensor2D>('embedding'), tokens, find<Tensor2D>('positions'), at);
      return add<Tensor2D>(gatherSum(find<Tensor2D>('embedding'), tokens), gatherSum(batch.constant('positions') as Tensor2D, at));
    };

    /** k or v of a hull’s rows through their linear maps, at the price of its points and offsets alone. */
    const projectHull = (hull: Hull, weights: Tensor2D): Tensor2D => {
      // (rows, length·d) → (rows·length, d) → (rows, length·d)
      const map = (x: Tensor2D): Tensor2D => reshape<Rank.R2>(dense(reshape<Rank.R2>(x, [-1, d]), weights), [x.shape[0], length * d]);
      return reshape<Rank.R2>(mapAffine(hull, map, map), [-1, d]); // (m·length, d)
    };

    /**
     * All layers, from residual rows (R₀, d) or from a hull of whole inputs (m rows of length·d). `tap`, where given, sees each MLP's
     * pre-activations. Without `wantLogits` the work ends at the last of them.
     */
    const run = (find: Find, input: Inputs, batch: Batch, tap: ((z: Tensor2D, layer: number) => void) | null, wantLogits: boolean): Tensor2D | null => {
      const normed = (x: Tensor2D, name: string, when: string): Tensor2D =>
        values.layerNorm === when ? layerNorm(x, find<Tensor1D>(`${name}.gain`), find<Tensor1D>(`${name}.bias`)) : x;
      const biasOf = (name: string): Tensor1D | null => (bias ? find<Tensor1D>(`${name}.bias`) : null);
      let x = isHull(input) ? reshape<Rank.R2>(allRows(input), [-1, d]) : input; // (rows in, d)
      for (let i = 0; i < depth; i++) {
        const at = `layer${i}`;
        const { pick, query, source } = names(i);
        const whole = i < depth - 1; // every position is asked, in order: nothing to pick
        const normalised = normed(x, `${at}.norm1`, 'pre');
        const asking = whole ? normalised : gatherSum(normalised, batch.index(pick)); // (rows picked, d)
        const q = dense(asking, find<Tensor2D>(`${at}.query`));
        // Nothing but linear maps lies between the input and the first layer's keys and values, unless LayerNorm does.
        const hull = i === 0 && values.layerNorm !== 'pre' && isHull(input) ? input : null;
        const [forKeys, forValues] = [find<Tensor2D>(`${at}.key`), find<Tensor2D>(`${at}.value`)];
        // each (rows in, d)
        const [k, v] = hull === null ? densePair(normalised, forKeys, forValues) : [projectHull(hull, forKeys), projectHull(hull, forValues)];
        const z = attention(q, k, v, batch.index(query), batch.index(source), heads); // (rows out, d)
        const picked = whole ? x : values.layerNorm === 'pre' ? gatherSum(x, batch.index(pick)) : asking;
        const residual = gatherSum(picked, batch.index(query)); // (rows out, d)
        x = normed(dense(z, find<Tensor2D>(`${at}.output`), null, 'linear', residual), `${at}.norm1`, 'post');
        const y = normed(x, `${at}.norm2`, 'pre');
        let h: Tensor2D; // (rows out, ffn)
        if (tap === null) h = dense(y, find<Tensor2D>(`${at}.in`), biasOf(`${at}.in`), activation);
        else {
          const preactivation = dense(y, find<Tensor2D>(`${at}.in`), biasOf(`${at}.in`));
          tap(preactivation, i);
          if (!wantLogits && !whole) return null;
          h = biasActivation(preactivation, null, activation);
        }
        x = normed(dense(h, find<Tensor2D>(`${at}.out`), biasOf(`${at}.out`), 'linear', x), `${at}.norm2`, 'post');
      }
      return dense(normed(x, 'norm', 'pre'), find<Tensor2D>('unembedding')); // (examples, outputs)
    };

    /** The logits of a network whose only layer's linear maps can be folded into tables; null where that does not pay. */
    const runFolded = (find: Find, x: Tensor2D, batch: Batch): Tensor2D | null => {
      const { pick, source } = names(0);
      const size = { rows: batch.count, tableRows: x.shape[0], terms: length, width: d, heads, ffn, outputs };
      if (depth > 1 || values.layerNorm !== 'none' || !foldingPays(size)) return null;
      const last = gatherSum(x, batch.index(pick)); // (1, d): the last token is the same for all
      const of = (name: string): Tensor2D => find<Tensor2D>(`layer0.${name}`);
      const biasOf = (name: string): Tensor1D | null => (bias ? find<Tensor1D>(`layer0.${name}.bias`) : null);
      const attended = { query: of('query'), key: of('key'), value: of('value'), output: of('output') };
      const mlp = { in: of('in'), inBias: biasOf('in'), out: of('out'), outBias: biasOf('out') };
      const weights = { ...attended, ...mlp, unembedding: find<Tensor2D>('unembedding') };
      return foldedLogits(x, last, weights, { source: batch.index(source), order: batch.index('order') }, heads, activation);
    };

    /** Rows of the input tables: one per distinct token and position. */
    const embedPlan = (examples: number): { positions: PositionRows[]; indexes: RowIndexSpec[]; fill: Plan['fill'] } => {
      const positions = stack(dependencies, vocabulary, examples);
      const rows = rowsOf(positions);
      return {
        positions,
        indexes: [
          { name: 'token', tableRows: vocabulary + specials, rows, terms: 1 },
          { name: 'position', tableRows: length, rows, terms: 1 },
        ],
        fill: (_examples, { token, position }) => {
          positions.forEach(({ offset: first, count }, t) => {
            for (let key = 0; key < count; key++) {
              (token as Int32Array)[first + key] = operandAt[t] === null ? (tokenAt[t] as number) : key;
              (position as Int32Array)[first + key] = t;
            }
          });
        },
      };
    };

    return {
      parameters,
      constants,
      plan: (count) => {
        const embedding = embedPlan(count);
        const layers = layerPlan(
          layersFrom(embedding.positions, dependencies, depth, (deps) => stack(deps, vocabulary, count)),
          length,
        );
        return {
          indexes: [...embedding.indexes, ...layers.indexes, { name: 'order', tableRows: count, rows: count, terms: 1 }],
          fill: (examples, forward) => {
            embedding.fill(examples, forward);
            layers.fill(examples, forward);
            zOrder(examples.inputs, arity, forward['order'] as Int32Array);
          },
        };
      },
      logits: (tensors, batch) => {
        const find = byName(parameters, tensors);
        const x = embed(find, batch, 'token', 'position'); // (R₀, d)
        return runFolded(find, x, batch) ?? (run(find, x, batch, null, true) as Tensor2D);
      },
      geometry: {
        dimension: length * d,
        space: text('the residual input: all positions’ embeddings', '残差ストリームの入力（全位置の埋め込み）'),
        piecewiseLinear: activations[activation].piecewiseLinear,
        pointPlan: (count) => ({
          indexes: [
            { name: 'token', tableRows: vocabulary + specials, rows: count * length, terms: 1 },
            { name: 'position', tableRows: length, rows: count * length, terms: 1 },
          ],
          fill: ({ inputs: tokens }, { token, position }) => {
            for (let i = 0; i < count * length; i++) {
              const t = i % length;
              const operand = operandAt[t] ?? null;
              (token as Int32Array)[i] = operand === null ? (tokenAt[t] as number) : (tokens[Math.floor(i / length) * arity + operand] as number);
              (position as Int32Array)[i] = t;
            }
          },
        }),
        points: (tensors, batch) => {
          const find = byName(parameters, tensors);
          return reshape<Rank.R2>(embed(find, batch, 'token', 'position'), [batch.count, length * d]);
        },
        inputPlan: (count) =>
          layerPlan(
            layersFrom(interleaved(length, count), dependencies, depth, (deps) =>
              deps.map((_, j) => ({ offset: j * count, stride: 1, key: 'example', operand: -1, count })),
            ),
            length,
          ),
        preactivations: (tensors, x, batch, countLogits) => {
          const find = byName(parameters, tensors);
          const all: Tensor2D[] = [];
          // (m, length·d) → (m·length, d)
          const rows = isHull(x) ? x : reshape<Rank.R2>(x, [batch.count * length, d]);
          const logits = run(find, rows, batch, (z, i) => all.push(perInput(z, i < depth - 1 ? length : 1)), countLogits);
          if (logits !== null) all.push(logits);
          return all;
        },
        regions: transformerRegions({
          layers: depth,
          width: d,
          heads,
          ffn,
          outputs,
          layerNorm: values.layerNorm,
          activation,
          tokenAt,
          operandAt,
          parameters,
          constants,
        }),
      },
    };
  },
});

/** Pre-activations of all positions of an input side by side: position-major (positions·m, H) → (m, positions·H). */
function perInput(z: Tensor2D, positions: number): Tensor2D {
  if (positions === 1) return z;
  const [rows, h] = z.shape;
  const m = rows / positions;
  return reshape<Rank.R2>(transpose(reshape(z, [positions, m, h]), [1, 0, 2]), [m, positions * h]);
}
