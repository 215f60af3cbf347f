/**
 * Restricted and excluded loss (Nanda et al. 2023, §5): what the network answers by its key frequencies alone, and what without them.
 *
 * Logits are looked at as functions of the pair. For a pair whose answer stands at place e of the group (e = a + b mod p under addition, the answer's
 * discrete logarithm under multiplication), the part of frequency k is what of them runs as cos 2πke/n and sin 2πke/n. As each of these is a function of
 * e alone, it is read off the mean logits of every e; where all answers are equally frequent, as in a group's table, that is the paper's projection.
 * Restricted: that of the key frequencies and, of the rest, the mean over all pairs; its loss is over all pairs, training and validation. Excluded: all
 * but that of the key frequencies; its loss is over the training pairs.
 *
 * The paper takes the key frequencies of the end of training. A run that is under way has no end yet, so these are the network's own at the moment of
 * measuring (fourier/spectra.ts): while it has none, restricted is a constant guess, and excluded is the training loss.
 * Under multiplication the answer 0 has no logarithm: such pairs are left out of the restricted loss, and nothing is taken from their logits.
 */
import { add, concat, mul, reshape, sub, tidy, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { inTurn, kept, linear, together } from '../cost/work.ts';
import type { Cycle } from '../looks/circles/group.ts';
import { lacks as lacksCircle } from '../looks/circles/lacks.ts';
import { matMul } from '../ops/dense.ts';
import { gatherRows } from '../ops/gather.ts';
import { noiseShare } from '../tasks/shares.ts';
import { text } from '../text.ts';
import { placeAnswers } from './fourier/answers.ts';
import { placeSpectra, spectraWork } from './fourier/spectra.ts';
import { measure as measured, occasions, OFF, perDecade } from './occasional.ts';
import { defineProbe } from './probe.ts';
import { measures, progressChart } from './progressChart.ts';

const NOISE = text(
  'Some training answers are random here, and do not follow the waves of the right ones.',
  '訓練データの一部の答えがランダムで、正しい答えの波に従わないため測れません。',
);

/** Tables of logits that are there at once, among them what the loss makes of one. */
const TABLES = 5;

export const progress = defineProbe({
  id: 'progress',
  label: text('Restricted and excluded loss', '制限損失と除外損失'),
  summary: text(
    'How well the network answers by its key frequencies alone, and how well without them.',
    '主要な周波数だけで答えたときの損失と、それを除いて答えたときの損失。',
  ),
  reference: 'Nanda et al. 2023, §5',
  parameters: {
    measure: measured(
      text('restricted and excluded loss', '制限損失と除外損失'),
      text(
        'Loss by the key frequencies alone and without them. It costs about as much as an evaluation.',
        '主要な周波数だけの損失と、除いた損失。1 回は評価とほぼ同じ計算量です。',
      ),
      'off',
    ),
    perDecade,
  },
  names: ['restrictedLoss', 'excludedLoss'],
  off: OFF,
  lacks: (config) => lacksCircle(config) ?? (noiseShare(config.task) > 0 ? NOISE : null),
  schedule: occasions,
  work: (_values, { model, sizes, cycle }) => {
    const n = (cycle as Cycle).tokens.length;
    const pairs = sizes.train + sizes.val;
    const passes = inTurn(model.work(sizes.train), model.work(sizes.val));
    return together(inTurn(spectraWork(model, cycle as Cycle), passes), linear(n, n, n, 2), linear(n, n, n, 2), kept(TABLES * pairs * n));
  },
  create: (_values, { model, loss, dataset, train, val, cycle }) => {
    const spectra = placeSpectra(model, cycle as Cycle);
    const answers = placeAnswers(dataset, cycle as Cycle);
    const { members, weights, frequencies, all, labels, trained, waves } = answers;
    return {
      keys: ['restrictedLoss', 'excludedLoss'],
      measure: (parameters) =>
        tidy(() => {
          const { rows, outputs } = spectra.components(parameters);
          const keys = spectra.keys(spectra.shares(rows), spectra.shares(outputs)); // (1, ⌊n/2⌋)
          const mask = matMul(spectra.fold, keys, false, true); // (n, 1): of each wave
          const logits = tidy(() => model.logits(parameters, train));
          // By the place of the answer, (n, outputs): mean logits, and what of them the key frequencies make up.
          const means = tidy(() => mul(gatherRows(concat([logits, model.logits(parameters, val)], 0), members), weights)) as Tensor2D;
          const part = matMul(waves, mul(matMul(waves, means), mask), true);
          const rest = matMul(frequencies, sub(means, part)); // (1, outputs): on average over the pairs
          const restricted = tidy(() => loss.loss(gatherRows(add(part, rest), all), labels));
          const excluded = tidy(() => loss.loss(sub(logits, gatherRows(part, trained)), train.targets));
          return concat<Tensor1D>([restricted, excluded].map((number) => reshape(number, [1])));
        }),
      dispose: () => {
        for (const owned of [spectra, answers]) owned.dispose();
      },
    };
  },
  charts: () => [progressChart],
  measures: () => measures,
});
