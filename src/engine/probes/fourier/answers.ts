/** Pairs by the place of their answer in a cyclic group, on a device. */
import { tensor1d, tensor2d, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Dataset } from '../../data/dataset.ts';
import type { Cycle } from '../../looks/circles/group.ts';
import { basisOver } from './waves.ts';

export interface PlacedAnswers {
  /** int32 (n, most): the pairs of each place, counted through training, then validation; −1 behind the last. */
  readonly members: Tensor2D;
  /** (n, 1): 1 by their number, so that it makes a mean of a sum. */
  readonly weights: Tensor2D;
  /** (1, n): which share of the pairs has its answer at each place. */
  readonly frequencies: Tensor2D;
  /** int32 (pairs, 1): the place of each pair that has one. */
  readonly all: Tensor2D;
  /** int32 (pairs): the answers of these. */
  readonly labels: Tensor1D;
  /** int32 (training pairs, 1): their places, −1 where there is none. */
  readonly trained: Tensor2D;
  /** (n, n): the Fourier basis over the places; see `basisOver`. */
  readonly waves: Tensor2D;
  dispose(): void;
}

/** The caller disposes it. */
export function placeAnswers({ train, val }: Pick<Dataset, 'train' | 'val'>, { tokens }: Pick<Cycle, 'tokens'>): PlacedAnswers {
  const n = tokens.length;
  const placeOf = new Map(Array.from(tokens, (token, e) => [token, e] as const));
  const answers = [...Int32Array.from(train.targets), ...Int32Array.from(val.targets)];
  const places = answers.map((answer) => placeOf.get(answer) ?? -1);
  const pairs: number[][] = Array.from({ length: n }, () => []);
  places.forEach((place, pair) => pairs[place]?.push(pair));
  const whole = places.filter((place) => place >= 0);
  const most = Math.max(1, ...pairs.map(({ length }) => length));
  const members = new Int32Array(n * most).fill(-1);
  pairs.forEach((own, e) => members.set(own, e * most));
  const tensors = {
    members: tensor2d(members, [n, most], 'int32'),
    weights: tensor2d(
      pairs.map(({ length }) => 1 / Math.max(1, length)),
      [n, 1],
    ),
    frequencies: tensor2d(
      pairs.map(({ length }) => length / whole.length),
      [1, n],
    ),
    all: tensor2d(whole, [whole.length, 1], 'int32'),
    labels: tensor1d(
      answers.filter((_, pair) => (places[pair] as number) >= 0),
      'int32',
    ),
    trained: tensor2d(places.slice(0, train.count), [train.count, 1], 'int32'),
    waves: tensor2d(basisOver({ tokens: Int32Array.from({ length: n }, (_, e) => e) }, n), [n, n]),
  };
  return {
    ...tensors,
    dispose: () => {
      for (const tensor of Object.values(tensors)) tensor.dispose();
    },
  };
}
