/**
 * A message-passing network on graphs, NNConv (Gilmer et al. 2017, §4; Simonovsky & Komodakis 2017): a small network of its own makes the matrix
 * through which a message passes out of the edge's features. Where edges come in a few types it makes as many matrices, so that a layer is a
 * gather over (node × type) followed by one dense product:
 *
 *     h′ᵢ = ReLU(W h_i + Σ_t A_t Σ_{j ~t i} hⱼ + b) ,   A_t = edge network(one-hot t)
 *
 * Nodes are added up into the graph, and two dense layers read off the answer.
 */
import { clone, concat, reshape, tidy, type Rank, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Batch } from '../../data/plan.ts';
import { rowsOf } from '../../geometry/hull.ts';
import { biasActivation, dense, denseOfData } from '../../ops/dense.ts';
import { gatherSum } from '../../ops/gather.ts';
import { number } from '../../parameters.ts';
import { text } from '../../text.ts';
import { defineModel, type Model } from '../model.ts';
import { byName, type Find } from '../named.ts';
import { architectureOf, matricesOf, type Layer } from './architecture.ts';
import { plainGraph } from './plain.ts';
import { EDGES, graphPlan, POOL } from './plan.ts';
import { graphScript } from './script.ts';
import { graphPass, graphPoints } from './work.ts';

const WIDTHS = [4, 8, 16, 32, 48, 64, 96, 128];

export const graph = defineModel({
  id: 'graph',
  label: text('Graph network', 'グラフネットワーク'),
  summary: text(
    'Every atom hears from its neighbours, differently by each type of bond; then all atoms are added up.',
    '各原子が、結合の種類ごとに違う行列を通して隣の原子の情報を受け取り、最後に全原子を足し合わせます。',
  ),
  reference: 'Liu et al. 2023 (Omnigrok), §4.3; Gilmer et al. 2017 (NNConv)',
  accepts: (shape) => shape.kind === 'graphs',
  example: { width: 7, edgeWidth: 5 },
  selfTest: { layers: 3, width: 6, edgeWidth: 4 },
  parameters: {
    layers: number({
      label: text('message-passing layers', 'メッセージパッシングの層数'),
      help: text('How many bonds far an atom hears. The paper has two.', '何本先の結合まで情報が届くか。論文では 2 層です。'),
      default: 2,
      min: 1,
      max: 6,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    width: number({
      label: text('width', '幅'),
      symbol: 'H',
      help: text('Numbers per atom in every layer but the last, which has half as many.', '各層で原子 1 個がもつ数（最後の層はその半分）。'),
      default: 32,
      min: 1,
      max: 256,
      scale: 'log',
      integer: true,
      stops: [...WIDTHS, 256],
    }),
    edgeWidth: number({
      label: text('width of the edge networks', '辺のネットワークの幅'),
      help: text(
        'Hidden neurons of the small networks that make a matrix of each type of bond.',
        '結合の種類から行列を作る小さなネットワークの、隠れニューロンの数。',
      ),
      default: 32,
      min: 1,
      max: 256,
      scale: 'log',
      integer: true,
      stops: [...WIDTHS, 256],
      advanced: true,
    }),
  },
  create(values, shape): Model {
    const architecture = architectureOf(values, shape);
    const { layers, parameters, nodes, features } = architecture;
    const matrices = matricesOf(shape);
    const space = text('the atoms’ features', '原子の特徴量の空間');

    /** A layer's matrices below one another, those of the edge types and the node's own: ((types + 1)·inputs, outputs). */
    const matrixOf = (find: Find, { name, inputs, outputs }: Layer): Tensor2D => {
      // One-hot edge types: the product with them is the weights themselves.
      const hidden = biasActivation(find<Tensor2D>(`${name}.edge1.weight`), find<Tensor1D>(`${name}.edge1.bias`), 'relu'); // (types, e)
      const made = dense(hidden, find<Tensor2D>(`${name}.edge2.weight`), find<Tensor1D>(`${name}.edge2.bias`)); // (types, inputs·outputs)
      return concat<Tensor2D>([reshape<Rank.R2>(made, [shape.edgeTypes * inputs, outputs]), find<Tensor2D>(`${name}.root`)], 0);
    };
    /** What each node hears: h (n·nodes, width) → (n·nodes, (types + 1)·width). */
    const heard = (h: Tensor2D, { inputs }: Layer, batch: Batch): Tensor2D =>
      reshape<Rank.R2>(gatherSum(h, batch.index(EDGES)), [batch.count * nodes, matrices * inputs]);
    const nodesOf = (x: Tensor2D, count: number): Tensor2D => reshape<Rank.R2>(x, [count * nodes, features]);
    const biasOf = (find: Find, name: string): Tensor1D => find<Tensor1D>(`${name}.bias`);

    const logits = (tensors: readonly Tensor[], batch: Batch): Tensor2D => {
      const find = byName(parameters, tensors);
      let h = nodesOf(batch.inputs, batch.count); // (n·nodes, features)
      for (const [l, layer] of layers.entries()) {
        const map = l === 0 ? denseOfData : dense;
        h = map(heard(h, layer, batch), matrixOf(find, layer), biasOf(find, layer.name), 'relu'); // (n·nodes, outputs)
      }
      const whole = dense(gatherSum(h, batch.index(POOL)), find<Tensor2D>('head.weight'), biasOf(find, 'head'), 'relu'); // (n, H)
      return dense(whole, find<Tensor2D>('output.weight'), biasOf(find, 'output')); // (n, outputs)
    };

    return {
      parameters,
      readout: { site: 'head.activations', of: ['output.weight'] },
      constants: [],
      plan: (count) => graphPlan(shape, count),
      work: (count) => graphPass(architecture, count),
      logits,
      ...plainGraph(architecture),
      script: () => graphScript(architecture),
      geometry: {
        dimension: nodes * features,
        silentBelow0: true,
        space,
        pointPlan: () => ({ indexes: [], fill: () => undefined }),
        points: (_tensors, batch) => tidy(() => clone(batch.inputs)),
        inputPlan: (count) => graphPlan(shape, count),
        bound: true,
        rows: nodes,
        work: (rows) => graphPoints(architecture, rows),
        preactivations: (tensors, x, batch, countLogits) => {
          const find = byName(parameters, tensors);
          const all: Tensor2D[] = [];
          const take = (z: Tensor2D): Tensor2D => {
            all.push(reshape<Rank.R2>(z, [batch.count, z.size / batch.count]));
            return biasActivation(z, null, 'relu');
          };
          let h = nodesOf(rowsOf(x), batch.count); // (m·nodes, features)
          for (const layer of layers) h = take(dense(heard(h, layer, batch), matrixOf(find, layer), biasOf(find, layer.name)));
          const whole = take(dense(gatherSum(h, batch.index(POOL)), find<Tensor2D>('head.weight'), biasOf(find, 'head'))); // (m, H)
          if (countLogits) all.push(dense(whole, find<Tensor2D>('output.weight'), biasOf(find, 'output')));
          return all;
        },
        regions: {
          none: text(
            'There is no plane to cut here: each molecule has bonds of its own, and the network is another function of the atoms’ features for each of them.',
            'ここには切り取れる共通の平面がありません。分子ごとに結合が違い、原子の特徴量の関数としてのネットワークも分子ごとに別のものになるためです。',
          ),
        },
      },
    };
  },
});
