/**
 * Decoder-only transformer read at its last position: Nanda et al. 2023 by default, Power et al. 2022 by its options.
 *
 * It computes once per token what pairs share (rows.ts), and where a layer's sources are such rows, also what its linear maps make of them
 * (folded.ts). Same function, same gradients, far less arithmetic.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Plan } from '../../data/plan.ts';
import { text } from '../../text.ts';
import { defineModel, type Model } from '../model.ts';
import { byName } from '../named.ts';
import { embed, rowsOfExamples, sharedRows } from './embedding.ts';
import { dropOf, run, runFolded } from './forward.ts';
import type { Architecture } from './architecture.ts';
import { transformerGeometry } from './geometry.ts';
import { hyperparameters } from './hyperparameters.ts';
import { plainTransformer } from './plain.ts';
import { NOTES } from './notes.ts';
import { layerPlan, layersFrom, stack, unsharedLayers, zOrder } from './rows.ts';
import { transformerScript } from './script.ts';
import { sequenceOf } from './sequence.ts';
import { transformerPass } from './work.ts';
import { constantsOf, parametersOf, readoutOf, tablesOf } from './weights.ts';

export const transformer = defineModel({
  id: 'transformer',
  label: text('Transformer', 'トランスフォーマー'),
  summary: text(
    'Reads «a b =» and answers at the «=». Attention, then an MLP, in each layer.',
    '「a b =」を読み、「=」の位置で答えます。各層は注意機構と MLP からなります。',
  ),
  reference: 'Nanda et al. 2023; Power et al. 2022',
  notes: () => NOTES,
  accepts: (shape) => shape.kind === 'tokens',
  dropout: 'dropout',
  example: { width: 8, heads: 2, ffn: 8 },
  selfTest: { width: 8, heads: 2, ffn: 8, layerNorm: 'pre', layers: 2 },
  parameters: hyperparameters,
  check: ({ width, heads, positions }) => {
    const odd = positions === 'rotary' && width % (2 * heads) !== 0;
    if (width % heads === 0 && !odd) return [];
    const expected = odd
      ? text(
          `a divisor of the width ${width} that leaves each head an even width, for rotary positions turn pairs`,
          `回転の位置では 2 つずつ組にして回すので、幅 ${width} を割った各ヘッドの幅が偶数になる約数にしてください。`,
        )
      : text(`a divisor of the width ${width}`, `幅 ${width} の約数にしてください。`);
    return [{ field: 'heads', value: heads, expected }];
  },
  create(values, { arity, vocabulary, outputs }): Model {
    const sequence = sequenceOf(values.sequence, arity, vocabulary);
    const { length, dependencies } = sequence;
    const architecture: Architecture = { ...values, outputs, length };
    const parameters = parametersOf(values, sequence, outputs);
    const constants = constantsOf(values, sequence);
    // Behind one layer with dropout there is a row per example anyhow: no two share what was dropped.
    const isRotary = values.positions === 'rotary';
    const unshared = values.dropout > 0 && (values.layers > 1 || arity < 2);
    const together = (count: number) => {
      const positions = stack(dependencies, vocabulary, count);
      const layers = layersFrom(positions, dependencies, values.layers, (deps) => stack(deps, vocabulary, count));
      return { embedding: sharedRows(sequence, positions), layers: layerPlan(layers, length, isRotary) };
    };
    const apart = (count: number) => ({ embedding: rowsOfExamples(sequence, count), layers: unsharedLayers(dependencies, values.layers, count, isRotary) });
    const planOf = (count: number): Plan => {
      const { embedding, layers } = unshared ? apart(count) : together(count);
      return {
        indexes: [...embedding.indexes, ...layers.indexes, { name: 'order', tableRows: count, rows: count, terms: 1 }],
        fill: (examples, forward) => {
          embedding.fill(examples, forward);
          layers.fill(examples, forward);
          zOrder(examples.inputs, arity, forward['order'] as Int32Array);
        },
      };
    };
    return {
      parameters,
      tables: tablesOf(values),
      ...readoutOf(values),
      constants,
      plan: planOf,
      work: (count) => transformerPass(architecture, planOf(count), count),
      logits: (tensors, batch, chance) => {
        const find = byName(parameters, tensors);
        const x = embed(find, batch, values.positions); // (R₀, d)
        return runFolded(architecture, find, x, batch) ?? (run(architecture, find, x, batch, { drop: dropOf(architecture, chance) }) as Tensor2D);
      },
      ...plainTransformer(architecture, sequence, parameters, constants),
      script: () => transformerScript(architecture, sequence),
      geometry: transformerGeometry(architecture, sequence, parameters, constants),
    };
  },
});
