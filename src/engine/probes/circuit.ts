/**
 * By which of two algorithms a network adds (Zhong et al. 2023, §3): the «clock» multiplies waves of a and b, the «pizza» averages their embeddings.
 *
 * Gradient symmetricity: mean over triples (a, b, c) of the cosine between ∂Q_abc/∂E_a and ∂Q_abc/∂E_b, where Q_abc is the logit of c and E_a and E_b the
 * embeddings where they are read. A function of their sum has 1 (pizza). As in the paper, triples are a random choice of a hundred, drawn once for a run.
 * Distance irrelevance: (1/p Σ_d std of the right logits of pairs with b − a = d) / std of all of them: near 0 where the logit hangs on the distance
 * alone (pizza), near 1 where not at all (clock).
 */
import {
  add,
  concat,
  div,
  grad,
  maximum,
  mean,
  mul,
  oneHot,
  cast,
  reshape,
  slice,
  sqrt,
  square,
  sub,
  sum,
  tensor1d,
  tensor2d,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { inTurn, kept, linear, together, withInputGradient } from '../cost/work.ts';
import { planBatch } from '../data/batch.ts';
import { planInputs } from '../geometry/inputs.ts';
import { residuesOf } from '../looks/circles/lacks.ts';
import { models } from '../models/index.ts';
import { gatherRows } from '../ops/gather.ts';
import { noiseShare } from '../tasks/shares.ts';
import { tasks } from '../tasks/index.ts';
import { text } from '../text.ts';
import { circuitChart, measures } from './circuitChart.ts';
import { measure as measured, occasions, OFF, perDecade } from './occasional.ts';
import { defineProbe } from './probe.ts';

const TRIPLES = 100;
/** Below any square that says something. */
const TINY = 1e-30;

const NO_SUM = text(
  'Clock and pizza are two ways to add two numbers mod p; this task asks something else.',
  '時計とピザは mod p の足し算の 2 つのやり方です。この課題は別の計算です。',
);
const NO_EMBEDDING = text(
  'This network does not read a and b through one embedding, each at a place of its own: the gradients would say nothing.',
  'このネットワークは a と b を同じ埋め込みで別々の位置に読み込まないため、勾配の対称性には意味がありません。',
);
const NOISE = text('Some training answers are random here.', '訓練データの一部の答えがランダムなため測れません。');

/** √(mean of squares − square of mean) of each row: (rows, n) → (rows). */
const spread = (x: Tensor2D): Tensor1D => tidy(() => sqrt(mean<Tensor1D>(square(sub(x, mean(x, 1, true))), 1)));

export const circuit = defineProbe({
  id: 'circuit',
  label: text('Clock or pizza', '時計かピザか'),
  summary: text('By which algorithm a network adds mod p.', 'mod p の足し算をどちらのアルゴリズムで行うか。'),
  reference: 'Zhong et al. 2023, §3',
  parameters: {
    measure: measured(
      text('clock or pizza', '時計かピザか'),
      text(
        'Gradient symmetricity and distance irrelevance. It costs about as much as an evaluation.',
        '勾配の対称性と距離への無関係さ。1 回は評価とほぼ同じ計算量です。',
      ),
      'off',
    ),
    perDecade,
  },
  names: ['gradientSymmetricity', 'distanceIrrelevance'],
  off: OFF,
  lacks: ({ task, model }) => {
    const residues = residuesOf({ task });
    if (!('p' in residues) || residues.sum !== true) return NO_SUM;
    if (noiseShare(task) > 0) return NOISE;
    return models.get(model.id).create(model, tasks.get(task.id).shape(task)).geometry.embedded === undefined ? NO_EMBEDDING : null;
  },
  schedule: occasions,
  work: (_values, { model, sizes }) => {
    const pairs = sizes.train + sizes.val;
    const outputs = model.sites.at(-1)?.axes.at(-1)?.size ?? 1;
    return together(
      inTurn(model.work(sizes.train), model.work(sizes.val)),
      withInputGradient(model.geometry.work(TRIPLES, TRIPLES)),
      linear(1, 1, 1),
      kept(4 * pairs * outputs),
    );
  },
  create: (_values, { model, dataset, device, train, val, rng }) => {
    const { geometry, constants } = model;
    const { width, at } = geometry.embedded as NonNullable<typeof geometry.embedded>;
    const p = dataset.shape.outputs;
    // Pairs in the order of both sides, by distance and first number: int32 (p·p, 1).
    const places = new Int32Array(p * p);
    let next = 0;
    for (const { inputs, count } of [dataset.train, dataset.val]) {
      for (let i = 0; i < count; i++) {
        const [a, b] = [inputs[2 * i] as number, inputs[2 * i + 1] as number];
        places[((b - a + p) % p) * p + a] = next++;
      }
    }
    const byDistance = tensor2d(places, [p * p, 1], 'int32');
    const drawn = rng('triples');
    const asked = Int32Array.from({ length: 2 * TRIPLES }, () => drawn.integer(p));
    const triples = { count: TRIPLES, inputs: asked, targets: Int32Array.from({ length: TRIPLES }, () => drawn.integer(p)) };
    const chosen = tensor1d(triples.targets, 'int32');
    const points = planBatch(geometry.pointPlan(TRIPLES), triples, constants, device);
    const inputs = planInputs(model, triples, device);
    const own = (logits: Tensor2D, labels: Tensor): Tensor2D =>
      tidy(() => reshape(sum(mul(logits, cast(oneHot(labels, p), 'float32')), 1), [logits.shape[0], 1]));
    const symmetricity = (parameters: readonly Tensor[]): Tensor =>
      tidy(() => {
        const logit = (x: Tensor): Tensor => sum(own(geometry.preactivations(parameters, x as Tensor2D, inputs, true).at(-1) as Tensor2D, chosen));
        const slopes = grad(logit)(geometry.points(parameters, points)) as Tensor2D; // (triples, D)
        const [ofA, ofB] = at.map((from) => slice(slopes, [0, from], [TRIPLES, width])) as [Tensor2D, Tensor2D];
        const lengths = mul(sqrt(sum(square(ofA), 1)), sqrt(sum(square(ofB), 1)));
        return mean(div(sum(mul(ofA, ofB), 1), maximum(lengths, TINY)));
      });
    const irrelevance = (parameters: readonly Tensor[]): Tensor =>
      tidy(() => {
        const right = concat(
          [train, val].map((side) => tidy(() => own(model.logits(parameters, side), side.targets))),
          0,
        );
        const table = reshape(gatherRows(right, byDistance), [p, p]) as Tensor2D; // distance × a
        return div(mean(spread(table)), add(reshape(spread(reshape(table, [1, p * p])), []), TINY));
      });
    return {
      keys: ['gradientSymmetricity', 'distanceIrrelevance'],
      measure: (parameters) => tidy(() => concat<Tensor1D>([symmetricity(parameters), irrelevance(parameters)].map((value) => reshape(value, [1])))),
      dispose: () => {
        for (const owned of [byDistance, chosen, points, inputs]) owned.dispose();
      },
    };
  },
  charts: () => [circuitChart],
  measures: () => measures,
});
