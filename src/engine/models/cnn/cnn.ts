/**
 * A convolutional network (LeCun et al. 1998): stages of convolution, activation and averaging, then dense layers. With residual blocks the
 * activation stands before each convolution (He et al. 2016, pre-activation), without batch normalisation, as Humayun et al. 2024 train it.
 *
 * Averages and not maxima are taken of each 2×2 places: a maximum has no slope where two are equal, which behind ReLU is wherever both are
 * zero, and folds space without a neuron that local complexity could count. An average is linear, and its way back is a copy.
 */
import { clone, reshape, tidy, type Rank, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { mapAffine } from '../../geometry/hull.ts';
import { ACTIVATIONS, activations } from '../../ops/activations.ts';
import { meanPool, patches } from '../../ops/convolution.ts';
import { biasActivation, dense, denseOfData } from '../../ops/dense.ts';
import { placesOf } from '../../ops/grid.ts';
import { choice, number } from '../../parameters.ts';
import { text } from '../../text.ts';
import { defineModel, type Model } from '../model.ts';
import { byName, type Find } from '../named.ts';
import { architectureOf, roomFor, type Convolution, type ImageShape, type Stage } from './architecture.ts';
import { plainCnn } from './plain.ts';
import { cnnRegions } from './regions.ts';
import { cnnScript } from './script.ts';
import { cnnPass, cnnPoints } from './work.ts';

const WIDTHS = [8, 16, 32, 48, 64, 96, 128, 256, 512];

/** Squares of squares of squares leave float32 behind after a few layers. */
const BENDS = ACTIVATIONS.filter((id) => id !== 'linear' && id !== 'quadratic');

const NO_PLAN = { indexes: [], fill: () => undefined };

export const cnn = defineModel({
  id: 'cnn',
  label: text('Convolutional network', '畳み込みネットワーク（CNN）'),
  summary: text(
    'Looks at an image through small windows that are the same everywhere, averages, looks again, and decides with dense layers.',
    'どこでも同じ小さな窓を通して画像を見て、平均を取り、もう一度見て、最後に全結合層で答えます。',
  ),
  reference: 'LeCun et al. 1998; Humayun et al. 2024; He et al. 2016',
  accepts: (shape): shape is ImageShape => shape.kind === 'vectors' && shape.image !== null,
  example: { channels: 2, dense: 6 },
  selfTest: { channels: 3, kernel: '5', blocks: 1, dense: 5, activation: 'gelu' },
  parameters: {
    stages: number({
      label: text('stages', 'ステージの数'),
      help: text(
        'Each is a convolution, an activation and a mean over 2×2 places, and has twice the channels of the one before.',
        '1 ステージは畳み込み、活性化、2×2 の平均からなり、チャンネル数は前の 2 倍になります。',
      ),
      default: 2,
      min: 1,
      max: 5,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    channels: number({
      label: text('channels', 'チャンネル数'),
      symbol: 'C',
      help: text('Of the first stage: that many windows look at every place.', '最初のステージの数。それだけの窓が各場所を見ます。'),
      default: 8,
      min: 1,
      max: 128,
      scale: 'log',
      integer: true,
      stops: [1, 2, 4, 8, 16, 32, 64, 128],
    }),
    kernel: choice({
      label: text('window', '窓の大きさ'),
      help: text('Places that a convolution looks at, with zeros beyond the edges.', '畳み込みが一度に見る範囲。画像の外は 0 とします。'),
      default: '3',
      choices: ['3', '5', '7'].map((value) => ({ value, label: text(`${value}×${value}`, `${value}×${value}`) })),
      advanced: true,
    }),
    stride: number({
      label: text('stride', 'ストライド'),
      help: text('Steps between neighbouring windows of each stage’s first convolution.', '各ステージの最初の畳み込みで、窓をずらす幅。'),
      default: 1,
      min: 1,
      max: 4,
      scale: 'linear',
      integer: true,
      step: 1,
      advanced: true,
    }),
    pooling: choice({
      label: text('pooling', 'プーリング'),
      help: text(
        'The mean of each 2×2 places goes on, or every place. A mean has a slope everywhere and folds nothing, so that local complexity counts all folds.',
        '2×2 ごとの平均を次へ渡すか、すべてを渡すか。平均はどこでも微分でき、折り目を作らないので、局所複雑度は折り目を残らず数えます。',
      ),
      default: 'average',
      choices: [
        { value: 'average', label: text('mean of 2×2', '2×2 の平均') },
        { value: 'none', label: text('none', 'なし') },
      ],
      advanced: true,
    }),
    blocks: number({
      label: text('residual blocks', '残差ブロックの数'),
      help: text(
        'In each stage, of two convolutions each with a way around them; no batch normalisation (He et al. 2016, Humayun et al. 2024).',
        '各ステージに入れる数。1 つは畳み込み 2 つと、それを迂回する経路からなります。バッチ正規化は使いません（He et al. 2016、Humayun et al. 2024）。',
      ),
      default: 0,
      min: 0,
      max: 4,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    head: choice({
      label: text('behind the last stage', '最後のステージの後'),
      help: text(
        'The dense layers see all places side by side, or each channel’s mean over the whole image, as in a ResNet.',
        '全結合層へは、すべての場所を並べて渡すか、ResNet のようにチャンネルごとの全体の平均を渡します。',
      ),
      default: 'places',
      choices: [
        { value: 'places', label: text('all places', 'すべての場所') },
        { value: 'mean', label: text('means', '全体の平均') },
      ],
      advanced: true,
    }),
    dense: number({
      label: text('dense neurons', '全結合層の幅'),
      help: text('Of the hidden layer before the outputs. 0: none.', '出力の前にある隠れ層のニューロン数。0 なら置きません。'),
      default: 64,
      min: 0,
      max: 512,
      scale: 'log',
      integer: true,
      stops: [0, ...WIDTHS],
    }),
    activation: choice({
      label: text('activation', '活性化関数'),
      help: text(
        'Only ReLU and LeakyReLU make linear regions; for others local complexity counts sign changes.',
        '線形領域ができるのは ReLU と LeakyReLU だけ。他では局所複雑度は符号変化の数になります。',
      ),
      default: 'relu',
      choices: BENDS.map((value) => ({ value, label: activations[value].label })),
    }),
  },
  check: (values, shape) => {
    const room = roomFor(values, shape);
    if (room >= values.stages) return [];
    const { rows, columns } = shape.image;
    return [
      {
        field: 'stages',
        value: values.stages,
        expected: text(
          `at most ${room}, or a smaller stride, or no pooling: of ${rows}×${columns} pixels nothing is left behind the last stage`,
          `${room} 以下にするか、ストライドを小さくするか、プーリングをなしにしてください。画素数 ${rows}×${columns} では、最後のステージの後に何も残りません。`,
        ),
      },
    ];
  },
  create(values, shape): Model {
    const architecture = architectureOf(values, shape);
    const { stages, activation, parameters, image } = architecture;
    const space = text('pixel space', '画素の空間');

    const weightOf = (find: Find, name: string): Tensor2D => find<Tensor2D>(`${name}.weight`);
    const biasOf = (find: Find, name: string): Tensor1D => find<Tensor1D>(`${name}.bias`);
    /** Rows of places (n·places, channels) as rows of images (n, places·channels), and the other way round. */
    const asImages = (x: Tensor2D, conv: Convolution): Tensor2D => reshape<Rank.R2>(x, [-1, placesOf(conv.to) * conv.to.channels]);
    const asPlaces = (x: Tensor2D, conv: Convolution): Tensor2D => reshape<Rank.R2>(x, [-1, conv.to.channels]);

    /**
     * From the first convolution's output z (n·places, channels) to the last stage's features (n, features). `bend` is the activation, `bent`
     * a linear map followed by it: whoever wants to see what goes into them brings other ones.
     */
    interface Folds {
      bend(z: Tensor2D, conv: Convolution): Tensor2D;
      bent(x: Tensor2D, conv: Convolution): Tensor2D;
    }
    const behindFirst = (find: Find, z: Tensor2D, stage: Stage, { bend, bent }: Folds): Tensor2D => {
      let sum = z;
      for (const { one, two } of stage.blocks) {
        const inner = bent(patches(asImages(bend(sum, stage.first), one), one.from), one);
        sum = dense(patches(asImages(inner, one), two.from), weightOf(find, two.name), biasOf(find, two.name), 'linear', sum);
      }
      return sum;
    };
    const pooled = (h: Tensor2D, { pool, first }: Stage): Tensor2D => (pool === null ? asImages(h, first) : meanPool(asImages(h, first), pool));

    const logits = (tensors: readonly Tensor[], x: Tensor2D): Tensor2D => {
      const find = byName(parameters, tensors);
      const folds: Folds = {
        bend: (z) => biasActivation(z, null, activation),
        bent: (h, { name }) => dense(h, weightOf(find, name), biasOf(find, name), activation),
      };
      let h = x; // (n, rows·columns·channels)
      for (const [s, stage] of stages.entries()) {
        const { first, blocks } = stage;
        const map = s === 0 ? denseOfData : dense;
        // Without blocks the activation is the product's own.
        const z = map(patches(h, first.from), weightOf(find, first.name), biasOf(find, first.name), blocks.length === 0 ? activation : 'linear');
        h = pooled(blocks.length === 0 ? z : folds.bend(behindFirst(find, z, stage, folds), first), stage);
      }
      if (architecture.dense > 0) h = dense(h, weightOf(find, 'dense'), biasOf(find, 'dense'), activation); // (n, dense)
      return dense(h, weightOf(find, 'output'), biasOf(find, 'output')); // (n, outputs)
    };

    return {
      parameters,
      ...(architecture.dense > 0 ? { readout: { site: 'dense.activations', of: ['output.weight'] } } : {}),
      constants: [],
      plan: () => NO_PLAN,
      work: (count) => cnnPass(architecture, count),
      logits: (tensors, batch) => logits(tensors, batch.inputs),
      ...plainCnn(architecture),
      script: () => cnnScript(architecture),
      geometry: {
        dimension: shape.dimension,
        space,
        pointPlan: () => NO_PLAN,
        points: (_tensors, batch) => tidy(() => clone(batch.inputs)),
        inputPlan: () => NO_PLAN,
        ...(architecture.activation === 'relu' ? { silentBelow0: true as const } : {}),
        rows: placesOf(image),
        work: (rows, distinct) => cnnPoints(architecture, rows, distinct),
        preactivations: (tensors, x, _batch, countLogits) => {
          const find = byName(parameters, tensors);
          const all: Tensor2D[] = [];
          const bend = (z: Tensor2D, conv: Convolution): Tensor2D => {
            all.push(asImages(z, conv));
            return biasActivation(z, null, activation);
          };
          const linear = (h: Tensor2D, conv: Convolution, biased = true): Tensor2D =>
            dense(patches(h, conv.from), weightOf(find, conv.name), biased ? biasOf(find, conv.name) : null);
          const folds: Folds = {
            bend,
            bent: (h, conv) => bend(dense(h, weightOf(find, conv.name), biasOf(find, conv.name)), conv),
          };
          let h: Tensor2D | null = null;
          for (const stage of stages) {
            const { first } = stage;
            const z: Tensor2D =
              h === null
                ? asPlaces(
                    mapAffine(
                      x,
                      (points) => asImages(linear(points, first), first),
                      (offsets) => asImages(linear(offsets, first, false), first),
                    ),
                    first,
                  ) // (m·places, channels)
                : linear(h, first);
            h = pooled(bend(behindFirst(find, z, stage, folds), first), stage);
          }
          let last = h as Tensor2D; // (m, features)
          if (architecture.dense > 0) {
            const z = dense(last, weightOf(find, 'dense'), biasOf(find, 'dense'));
            all.push(z);
            last = biasActivation(z, null, activation);
          }
          if (countLogits) all.push(dense(last, weightOf(find, 'output'), biasOf(find, 'output')));
          return all;
        },
        regions: cnnRegions(architecture, space),
      },
    };
  },
});
