/** Multi-layer perceptron: on real vectors, or on tokens, one-hot (Gromov 2023, Doshi et al. 2024) or through a shared embedding. */
import { clone, concat, eye, reshape, tidy, type Rank, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Batch, Plan } from '../data/plan.ts';
import { mapAffine } from '../geometry/hull.ts';
import { ACTIVATIONS, activations, type Activation } from '../ops/activations.ts';
import { dropped, type Chance } from '../ops/chance.ts';
import { biasActivation, dense, denseOfData } from '../ops/dense.ts';
import { gatherSum, lookup } from '../ops/gather.ts';
import { choice, flag, number } from '../parameters.ts';
import { text, type Text } from '../text.ts';
import { dropout } from './dropout.ts';
import { constant, normal, uniform } from './init.ts';
import { blocksOf, mlpTables, type FlatShape } from './mlpInput.ts';
import { plainMlp } from './mlpPlain.ts';
import { mlpRegions } from './mlpRegions.ts';
import { mlpScript } from './mlpScript.ts';
import { mlpPass, mlpPoints } from './mlpWork.ts';
import { defineModel, type Model, type ParameterSpec } from './model.ts';
import { byName, type Find } from './named.ts';

const WIDTHS = [8, 16, 32, 48, 64, 96, 128, 200, 256, 384, 512];

/** Examples know nothing but their tokens: operand o's token t is row o·V + t of the first layer's table, or row t where operands share one block. */
function tokenPlan(count: number, arity: number, vocabulary: number, blocks: number): Plan {
  return {
    indexes: [{ name: 'operands', tableRows: blocks * vocabulary, rows: count, terms: arity }],
    fill: ({ inputs: tokens }, { operands }) => {
      for (let i = 0; i < count * arity; i++) (operands as Int32Array)[i] = ((i % arity) % blocks) * vocabulary + (tokens[i] as number);
    },
  };
}

const NO_PLAN: Plan = { indexes: [], fill: () => undefined };

/** One row per operand of each example, its token, or one that sums them. */
function pointPlan(count: number, arity: number, vocabulary: number, blocks: number): Plan {
  return {
    indexes: [{ name: 'tokens', tableRows: vocabulary, rows: count * blocks, terms: arity / blocks }],
    fill: ({ inputs: tokens }, { tokens: rows }) => (rows as Int32Array).set(tokens),
  };
}

function spaceOf(shape: FlatShape, embedded: boolean, summed: boolean): Text {
  if (shape.kind === 'vectors') return shape.image === null ? text('input space', '入力空間') : text('pixel space', '画素の空間');
  if (summed) return text('the sum of the embeddings', '埋め込みの和の空間');
  return embedded ? text('the two embeddings side by side', '2 つの埋め込みを並べた空間') : text('one-hot input space', 'one-hot の入力空間');
}

export const mlp = defineModel({
  id: 'mlp',
  label: text('MLP', '多層パーセプトロン（MLP）'),
  summary: text('Fully connected layers. The simplest network that groks.', '全結合層を重ねた、グロッキングする最も単純なネットワークです。'),
  reference: 'Gromov 2023; Doshi et al. 2024',
  notes: ({ kind }): Readonly<Record<string, Text>> =>
    kind !== 'tokens'
      ? {}
      : {
          'init.scale': text(
            'Measured on addition mod 31 (preset «A large start waits longer»): from α = ½ to 6 it memorises at 80 to 140 and has half of the unseen sums at about 900 with α = ½, 1,100 with 1, 1,700 with 2, 2,700 with 4, 3,800 with 6.',
            'mod 31 の足し算での測定（プリセット「大きく始めると長く待つ」）: α = ½ から 6 まで、暗記は 80〜140 ステップ。見せていない足し算の半分に正解するのは、α = ½ で約 900、1 で 1,100、2 で 1,700、4 で 2,700、6 で 3,800 ステップ。',
          ),
        },
  accepts: (shape) => shape.kind === 'tokens' || shape.kind === 'vectors',
  dropout: 'dropout',
  example: { width: 8, input: 'embedding', embedding: 8 },
  selfTest: { width: 9, depth: 2, activation: 'gelu' },
  parameters: {
    input: choice({
      label: text('input', '入力'),
      help: text(
        'One-hot tokens, or a learned embedding that a and b share: side by side, or added, so that the network cannot tell a from b (Liu et al. 2022).',
        'one-hot か、a と b が共有する学習可能な埋め込みか。埋め込みは並べるか、足し合わせます。足すと a と b の区別はなくなります（Liu et al. 2022）。',
      ),
      appliesTo: ({ kind }) => kind === 'tokens',
      default: 'one-hot',
      choices: [
        { value: 'one-hot', label: text('one-hot', 'one-hot') },
        { value: 'embedding', label: text('shared embedding', '共有埋め込み') },
        { value: 'sum', label: text('sum of embeddings', '埋め込みの和') },
      ],
    }),
    embedding: number({
      label: text('embedding width', '埋め込みの幅'),
      help: text('Numbers per token; only with a shared embedding.', '1 トークンあたりの数。共有埋め込みのときだけ使います。'),
      appliesTo: ({ kind }) => kind === 'tokens',
      default: 64,
      min: 1,
      max: 512,
      scale: 'log',
      integer: true,
      stops: [1, 2, 4, ...WIDTHS],
      advanced: true,
    }),
    depth: number({
      label: text('hidden layers', '隠れ層の数'),
      help: text('More layers fold the input space more often.', '層が多いほど入力空間は細かく折りたたまれます。'),
      default: 2,
      min: 1,
      max: 12,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    width: number({
      label: text('width', '幅'),
      symbol: 'H',
      help: text('Neurons per hidden layer.', '隠れ層 1 つあたりのニューロン数。'),
      default: 128,
      min: 1,
      max: 1024,
      scale: 'log',
      integer: true,
      stops: [...WIDTHS, 768, 1024],
    }),
    activation: choice({
      label: text('activation', '活性化関数'),
      help: text(
        'Only ReLU and LeakyReLU make linear regions; for others local complexity counts sign changes.',
        '線形領域ができるのは ReLU と LeakyReLU だけ。他では局所複雑度は符号変化の数になります。',
      ),
      default: 'relu',
      choices: ACTIVATIONS.filter((id) => id !== 'linear').map((value) => ({ value, label: activations[value].label })),
    }),
    bias: flag({
      label: text('biases', 'バイアス'),
      help: text('Add a learned offset in every layer.', '各層に学習可能な定数項を加えます。'),
      default: true,
      advanced: true,
    }),
    init: choice({
      label: text('initialisation', '初期化'),
      help: text('Before the init scale α multiplies it.', '初期化スケール α を掛ける前の値。'),
      default: 'uniform',
      choices: [
        { value: 'uniform', label: text('U(±1/√fan-in)', 'U(±1/√fan-in)') },
        { value: 'normal', label: text('N(0, 1/fan-in)', 'N(0, 1/fan-in)') },
        { value: 'gromov', label: text('Gromov', 'Gromov'), help: text('N(0, σ²), σ = ½ (2H)^(−1/3)', 'N(0, σ²), σ = ½ (2H)^(−1/3)') },
      ],
      advanced: true,
    }),
    dropout: dropout(
      text(
        'Share of every hidden layer’s activations that is set to 0 at random in each training step, and in no evaluation (Srivastava et al. 2014).',
        '訓練の毎ステップで、各隠れ層の活性のうち無作為に 0 にする割合（Srivastava et al. 2014）。評価では 0 にしません。',
      ),
    ),
  },
  create(values, shape): Model {
    const { depth, width, bias } = values;
    const { outputs } = shape;
    const activation = values.activation as Activation;
    const tokens = shape.kind === 'tokens' ? shape : null;
    const summed = tokens !== null && values.input === 'sum';
    const embedded = summed || (tokens !== null && values.input === 'embedding');
    // A vector counts as one operand that is not looked up.
    const arity = tokens?.arity ?? 1;
    const operandWidth = embedded ? values.embedding : shape.kind === 'tokens' ? shape.vocabulary : shape.dimension;

    const weight = (name: string, size: readonly [number, number], fanIn: number = size[0]): ParameterSpec => {
      if (values.init === 'gromov') return normal(name, size, 0.5 / Math.cbrt(2 * width));
      if (values.init === 'normal') return normal(name, size, 1 / Math.sqrt(fanIn));
      return uniform(name, size, fanIn);
    };
    const offset = (name: string, fanIn: number, size: number): ParameterSpec[] => {
      if (!bias) return [];
      return [values.init === 'uniform' ? uniform(name, [size], fanIn) : constant(name, [size], 0)];
    };

    const blocks = blocksOf({ shape, summed });
    const inputWidth = blocks * operandWidth;
    const parameters: ParameterSpec[] = [];
    const asTable = { table: true } as const;
    if (embedded) parameters.push({ ...normal('embedding', [tokens.vocabulary, operandWidth], 1), ...asTable });
    // One block per operand, so that it is applied once per token and not once per pair.
    for (let operand = 0; operand < blocks; operand++) {
      // One-hot tokens pick its rows.
      parameters.push({ ...weight(`hidden1.weight.${operand}`, [operandWidth, width], inputWidth), ...(tokens !== null && !embedded ? asTable : {}) });
    }
    parameters.push(...offset('hidden1.bias', inputWidth, width));
    for (let layer = 2; layer <= depth; layer++) {
      parameters.push(weight(`hidden${layer}.weight`, [width, width]), ...offset(`hidden${layer}.bias`, width, width));
    }
    parameters.push({ ...weight('output.weight', [width, outputs]), ...asTable }, ...offset('output.bias', width, outputs));

    const options = { shape, depth, width, activation, bias, parameters, operandWidth, embedded, summed };

    const size = { arity, blocks, operandWidth, width, depth, outputs, vocabulary: tokens?.vocabulary ?? null, embedded };

    const biasOf = (find: Find, layer: string): Tensor1D | null => (bias ? find<Tensor1D>(`${layer}.bias`) : null);
    const firstWeights = (find: Find): Tensor2D[] => Array.from({ length: blocks }, (_, operand) => find<Tensor2D>(`hidden1.weight.${operand}`));

    /** The first hidden layer, (n, H). */
    const firstLayer = (find: Find, batch: Batch): Tensor2D => {
      if (tokens === null) return denseOfData(batch.inputs, find<Tensor2D>('hidden1.weight.0'), biasOf(find, 'hidden1'), activation);
      const mapped = firstWeights(find).map((block) => (embedded ? dense(find<Tensor2D>('embedding'), block) : block)); // each (V, H)
      const table = concat(mapped, 0); // (arity·V, H)
      return lookup(table, batch.index('operands'), biasOf(find, 'hidden1'), activation);
    };

    const logits = (tensors: readonly Tensor[], batch: Batch, chance?: Chance): Tensor2D => {
      const drop = (x: Tensor2D, layer: number): Tensor2D => (chance === undefined || values.dropout === 0 ? x : dropped(x, values.dropout, chance, layer));
      const find = byName(parameters, tensors);
      let h = drop(firstLayer(find, batch), 1); // (n, H)
      for (let layer = 2; layer <= depth; layer++) {
        h = drop(dense(h, find<Tensor2D>(`hidden${layer}.weight`), biasOf(find, `hidden${layer}`), activation), layer);
      }
      return dense(h, find<Tensor2D>('output.weight'), biasOf(find, 'output')); // (n, outputs)
    };

    return {
      parameters,
      ...(tokens === null ? {} : { tables: mlpTables(blocks, embedded) }),
      readout: { site: `hidden${depth}.activations`, of: ['output.weight'] },
      constants: [],
      plan: (count) => (tokens === null ? NO_PLAN : tokenPlan(count, arity, tokens.vocabulary, blocks)),
      work: (count) => mlpPass(size, count),
      logits,
      ...plainMlp(options),
      script: () => mlpScript(options),
      geometry: {
        dimension: inputWidth,
        space: spaceOf(shape, embedded, summed),
        pointPlan: (count) => (tokens === null ? NO_PLAN : pointPlan(count, arity, tokens.vocabulary, blocks)),
        points: (tensors, batch) =>
          tidy(() => {
            if (tokens === null) return clone(batch.inputs);
            const table = embedded ? byName(parameters, tensors)<Tensor2D>('embedding') : eye(tokens.vocabulary); // (V, e)
            const rows = gatherSum(table, batch.index('tokens')); // (n·arity, e)
            return reshape<Rank.R2>(rows, [batch.count, inputWidth]);
          }),
        inputPlan: () => NO_PLAN,
        ...(activation === 'relu' ? { silentBelow0: true as const } : {}),
        ...(tokens !== null && embedded && !summed
          ? { embedded: { width: inputWidth / arity, at: Array.from({ length: arity }, (_, o) => (o * inputWidth) / arity) } }
          : {}),
        work: (rows, distinct) => mlpPoints(size, rows, distinct),
        preactivations: (tensors, x, _batch, countLogits) => {
          const find = byName(parameters, tensors);
          const first: Tensor2D = concat(firstWeights(find), 0); // (D, H)
          const all = [
            mapAffine(
              x,
              (points) => dense(points, first, biasOf(find, 'hidden1')),
              (offsets) => dense(offsets, first),
            ),
          ]; // (m, H)
          const next = (layer: string): Tensor2D => {
            const h = biasActivation(all.at(-1) as Tensor2D, null, activation);
            return dense(h, find<Tensor2D>(`${layer}.weight`), biasOf(find, layer));
          };
          for (let layer = 2; layer <= depth; layer++) all.push(next(`hidden${layer}`));
          if (countLogits) all.push(next('output'));
          return all;
        },
        regions: mlpRegions(options, spaceOf(shape, embedded, summed)),
      },
    };
  },
});
