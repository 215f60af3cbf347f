/**
 * LSTM read at its last position (Hochreiter and Schmidhuber 1997; Liu et al. 2023 on reviews). What the first layer's input weights make of a
 * token is worked out once per word of the vocabulary and looked up; a layer is one kernel over all positions (ops/lstm.ts).
 */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Batch, Plan } from '../../data/plan.ts';
import { dense } from '../../ops/dense.ts';
import { lookup } from '../../ops/gather.ts';
import { lstm as run, type LstmState } from '../../ops/lstm.ts';
import { flag, number } from '../../parameters.ts';
import { text } from '../../text.ts';
import { defineModel, type Model } from '../model.ts';
import { byName } from '../named.ts';
import { names, parametersOf, type Architecture } from './architecture.ts';
import { lstmGeometry } from './geometry.ts';
import { plainLstm } from './plain.ts';
import { lstmScript } from './script.ts';
import { lstmPass } from './work.ts';

const WIDTHS = [8, 16, 32, 48, 64, 96, 128, 192, 256, 384, 512];

/** Row t·count + i is the token of example i at position t. */
function tokenPlan(count: number, { length, vocabulary }: Architecture): Plan {
  return {
    indexes: [{ name: 'tokens', tableRows: vocabulary, rows: length * count, terms: 1 }],
    fill: ({ inputs }, { tokens }) => {
      for (let i = 0; i < count; i++) for (let t = 0; t < length; t++) (tokens as Int32Array)[t * count + i] = inputs[i * length + t] as number;
    },
  };
}

const states = (layer: number) => ({ h: `layer${layer}.h`, c: `layer${layer}.c` });

/** What the step before left to a layer. */
function carriedTo(batch: Batch, layer: number): LstmState | null {
  const [h, c] = [batch.carried(states(layer).h), batch.carried(states(layer).c)];
  return h === null || c === null ? null : { h, c };
}

export const lstm = defineModel({
  id: 'lstm',
  label: text('LSTM', 'LSTM'),
  summary: text(
    'Reads an example token by token, carries on what its gates let through, and answers from its last output.',
    'トークンを 1 つずつ読み、ゲートが通したものを持ち越し、最後の出力から答えます。',
  ),
  reference: 'Hochreiter and Schmidhuber 1997; Liu et al. 2023 (Omnigrok), §4.2',
  accepts: (shape) => shape.kind === 'tokens',
  example: { width: 8, embedding: 8 },
  selfTest: { width: 9, embedding: 6, layers: 2 },
  parameters: {
    layers: number({
      label: text('layers', '層の数'),
      help: text(
        'Each layer reads the outputs of the one before. The paper has two; one is enough and faster.',
        '各層は前の層の出力を読みます。論文は 2 層ですが、1 層で足り、速く動きます。',
      ),
      default: 1,
      min: 1,
      max: 4,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    width: number({
      label: text('width', '幅'),
      symbol: 'H',
      help: text(
        'Units per layer. A step takes four times as long at twice the width.',
        '1 層あたりのユニット数。2 倍にすると 1 ステップの時間は約 4 倍になります。',
      ),
      default: 64,
      min: 1,
      max: 512,
      scale: 'log',
      integer: true,
      stops: WIDTHS,
    }),
    embedding: number({
      label: text('embedding width', '埋め込みの幅'),
      help: text('Numbers per token.', '1 トークンあたりの数。'),
      default: 64,
      min: 2,
      max: 512,
      scale: 'log',
      integer: true,
      stops: WIDTHS,
      advanced: true,
    }),
    carry: flag({
      label: text('carried state', '状態の持ち越し'),
      help: text(
        'As in the paper’s code: in mini-batches, each place of a batch begins where the sentence before it in that place ended, until the epoch is over. The sentences have nothing to do with one another, so it is noise to the training steps. Evaluations, and what you ask the network, begin with nothing, as without it.',
        '論文のコードと同じ動作です。ミニバッチの各位置で、直前の文を読み終えた状態から次の文を読み始めます（エポックの終わりまで）。文どうしに関係はないので、訓練にとっては雑音になります。評価や質問のときは、持ち越しなしと同じく何もない状態から始めます。',
      ),
      default: false,
      advanced: true,
    }),
  },
  create({ layers, width, embedding, carry }, { arity, vocabulary, outputs }): Model {
    const architecture: Architecture = { layers, width, embedding, vocabulary, length: arity, outputs };
    const parameters = parametersOf(architecture);
    return {
      parameters,
      tables: {
        rows: { sign: 'W_E', label: text('embedding', '埋め込み'), of: ['embedding'] },
        outputs: { sign: 'W_L', label: text('units to answers', 'ユニットから答えへ'), of: ['output.weight'] },
      },
      constants: [],
      plan: (count) => tokenPlan(count, architecture),
      ...(carry
        ? {
            carried: (count: number) =>
              Array.from({ length: layers }, (_, l) => Object.values(states(l)).map((name) => ({ name, shape: [count, width] }))).flat(),
          }
        : {}),
      work: (count) => lstmPass(architecture, count),
      logits: (tensors, batch) => {
        const find = byName(parameters, tensors);
        const table = dense(find<Tensor2D>('embedding'), find<Tensor2D>(names(0).input)); // (V, 4H)
        let x = lookup(table, batch.index('tokens'), find<Tensor1D>(names(0).bias), 'linear'); // (T·n, 4H)
        for (let l = 1; l < layers; l++) {
          const y = run(x, find<Tensor2D>(names(l - 1).recurrent), arity, true, carriedTo(batch, l - 1)); // (T·n, H)
          x = dense(y, find<Tensor2D>(names(l).input), find<Tensor1D>(names(l).bias));
        }
        const last = run(x, find<Tensor2D>(names(layers - 1).recurrent), arity, false, carriedTo(batch, layers - 1)); // (n, H)
        return dense(last, find<Tensor2D>('output.weight'), find<Tensor1D>('output.bias')); // (n, outputs)
      },
      ...plainLstm(architecture, parameters),
      script: () => lstmScript(architecture),
      geometry: lstmGeometry(architecture, parameters),
    };
  },
});
