/** Local complexity around train, validation and random points (Humayun et al. 2024). */
import { concat, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import { indexNumbers, kept, repeated, together } from '../cost/work.ts';
import { planBatch, type OwnedBatch } from '../data/batch.ts';
import type { Examples } from '../data/dataset.ts';
import { blank, firstOf, partOf, repeatedRows } from '../data/examples.ts';
import type { Geometry } from '../geometry/geometry.ts';
import { planInputs } from '../geometry/inputs.ts';
import { localComplexity as measure, meanOver, orthonormalFrame, randomPointsLike, repeatedIn, signedFrame, uniformIn } from '../geometry/localComplexity.ts';
import { flag, number } from '../parameters.ts';
import { text } from '../text.ts';
import type { Sizes } from '../tasks/task.ts';
import { localComplexityChart, measures } from './localComplexityChart.ts';
import { measure as measured, occasions, OFF, perDecade } from './occasional.ts';
import { defineProbe } from './probe.ts';

/** Vertices that go through the network at once; keeps the hull in tens of megabytes. */
const MAX_ROWS = 8192;

/** How many points of each kind, directions and vertices there are, and how many points go through the network at once. */
function hulls(values: { readonly points: number; readonly directions: number }, { dimension, rows = 1 }: Pick<Geometry, 'dimension' | 'rows'>, sizes: Sizes) {
  const n = Math.min(values.points, sizes.train, sizes.val);
  const directions = Math.min(values.directions, dimension);
  const vertices = 2 * directions;
  const most = Math.max(1, Math.min(n, Math.floor(MAX_ROWS / (vertices * rows))));
  // The largest divisor of n whose hulls fit, as long as it does not leave more than half of the room empty.
  let chunk = most;
  while (2 * chunk > most && n % chunk !== 0) chunk--;
  return { n, directions, vertices, chunk: n % chunk === 0 ? chunk : most };
}

export const localComplexity = defineProbe({
  id: 'localComplexity',
  label: text('Local complexity', '局所複雑度'),
  summary: text(
    'How many neurons change sign close to a point: how finely the network folds space there.',
    '点のすぐ近くで符号が変わるニューロンの数。そこで空間をどれほど細かく折りたたんでいるかを表します。',
  ),
  reference: 'Humayun et al. 2024, §3',
  parameters: {
    measure: measured(
      text('local complexity', '局所複雑度'),
      text('Off saves some time: a tenth on the default preset.', '切ると少し速くなります（既定のプリセットで 1 割ほど）。'),
      'on',
    ),
    points: number({
      label: text('points', '点の数'),
      help: text('Points of each kind that are averaged over.', '平均を取る点の数（種類ごと）。'),
      default: 64,
      min: 1,
      max: 10_000,
      scale: 'log',
      integer: true,
      advanced: true,
    }),
    directions: number({
      label: text('directions', '方向の数'),
      symbol: 'P',
      help: text('The neighbourhood has 2P corners; P is at most the width of the input space.', '近傍は 2P 個の頂点を持ちます。P は入力空間の次元までです。'),
      default: 25,
      min: 1,
      max: 128,
      scale: 'log',
      integer: true,
      advanced: true,
    }),
    radius: number({
      label: text('radius', '半径'),
      symbol: 'r',
      help: text('Size of the neighbourhood in the input space. Larger: more sign changes.', '入力空間での近傍の大きさ。大きいほど符号変化は増えます。'),
      default: 0.05,
      min: 0,
      max: 100,
      scale: 'log',
      advanced: true,
    }),
    countLogits: flag({
      label: text('count the logits', 'ロジットも数える'),
      help: text('The paper’s code counts the output layer as well; it adds little.', '論文のコードは出力層も数えます。違いはわずかです。'),
      default: false,
      advanced: true,
    }),
    perDecade,
  },
  example: { points: 3, directions: 4 },
  names: ['localComplexity'],
  off: OFF,
  schedule: occasions,
  work: (values, { model: { geometry }, sizes }) => {
    const { n, vertices, chunk } = hulls(values, geometry, sizes);
    const passes = repeated(3 * Math.ceil(n / chunk), geometry.work(chunk * vertices, chunk + vertices));
    // The points of each kind, and the noise of the random ones; and where they differ, of every chunk of both sides which its inputs are.
    const chunks = geometry.bound === true ? 2 * Math.ceil(n / chunk) : 0;
    const around = indexNumbers(geometry.inputPlan(chunk * vertices)) + chunk * vertices * geometry.dimension;
    return together(passes, kept(4 * n * geometry.dimension + chunks * around));
  },
  create: (values, { model, dataset, device, rng }) => {
    const { geometry } = model;
    const { n, directions, vertices, chunk } = hulls(values, geometry, { train: dataset.train.count, val: dataset.val.count });
    const frame = signedFrame(orthonormalFrame(directions, geometry.dimension, rng('frame')), directions, values.radius);
    const size = n * geometry.dimension;
    // Inputs with bounds: uniform over them, as in the paper. Others, embeddings among them, have none: as spread as the training points are.
    const domain = dataset.shape.kind === 'vectors' ? dataset.shape.domain : null;
    const drawn = domain === null ? rng('noise').normals(size, 1) : uniformIn(domain, size, rng('noise'));
    const noise = tensor2d(drawn, [n, geometry.dimension]);
    const randomPoints = (train: Tensor2D): Tensor2D => (domain === null ? randomPointsLike(train, noise) : noise);
    // The sets are already shuffled: the first are as good as any.
    const sets = [dataset.train, dataset.val].map((examples) => firstOf(examples, n)) as [Examples, Examples];
    const batches = sets.map((examples) => planBatch(geometry.pointPlan(n), examples, model.constants, device));
    const around = (examples: Examples): OwnedBatch[] =>
      Array.from({ length: Math.ceil(n / chunk) }, (_, i) => {
        const first = i * chunk - repeatedIn(i * chunk, chunk, n);
        return planInputs(model, repeatedRows(partOf(examples, first, first + chunk), vertices), device);
      });
    // Random points have the bonds, if there are any, of training examples.
    const [train, val = train] = geometry.bound === true ? sets.map(around) : [[planInputs(model, blank(chunk * vertices), device)]];
    const inputs = [train, val, train] as [OwnedBatch[], OwnedBatch[], OwnedBatch[]];
    const hood = { geometry, frame, countLogits: values.countLogits, chunk };
    return {
      keys: ['train', 'val', 'random'].map((set) => `localComplexity.${set}`),
      measure: (parameters) =>
        tidy(() => {
          const [near, unseen] = batches.map((batch) => geometry.points(parameters, batch)) as [Tensor2D, Tensor2D];
          const points = [near, unseen, randomPoints(near)];
          return concat(points.map((some, i) => meanOver(measure(parameters, some, { ...hood, inputs: inputs[i] as OwnedBatch[] }))));
        }),
      dispose: () => {
        frame.dispose();
        noise.dispose();
        for (const batch of new Set([...batches, ...inputs.flat()])) batch.dispose();
      },
    };
  },
  charts: () => [localComplexityChart],
  measures: () => measures,
});
