/** Losses over a plane, against a plain float64 network at weights that are worked out here. */
import { expect, test } from 'vitest';
import type { Examples } from '../../../../src/engine/data/dataset.ts';
import { lossPlane } from '../../../../src/engine/looks/lossPlane/lossPlane.ts';
import { GRIDS, ON_LINE, type LossPlaneShown } from '../../../../src/engine/looks/lossPlane/question.ts';
import type { Corners, Weights } from '../../../../src/engine/looks/lossPlane/weightPlane.ts';
import { Rng } from '../../../../src/engine/rng.ts';
import { useDevice } from '../../../devices.ts';
import { LOSS_REFERENCE } from '../../../reference/losses.ts';
import { mlpLogits } from '../../../reference/mlp.ts';
import { mlpOptions } from '../../references.ts';
import { named, pairsOf } from '../../small.ts';
import { configOf, MLP, networkOf, seenBy, TRANSFORMER } from '../networks.ts';

const DEVICE = await useDevice('cpu');
const network = networkOf(MLP);
const rng = new Rng(4, 'corners');
const shaken = (by: number): Weights => network.parameters.map((part) => part.map((value) => value + by * rng.normal()));
const CORNERS: Corners = [network.parameters, shaken(0.1), shaken(0.2)];

function shownOf(grid: number, of = networkOf(MLP), corners = CORNERS): LossPlaneShown {
  const { answer } = seenBy(lossPlane, of, { corners, grid }, DEVICE);
  if ('problem' in answer) throw new Error(answer.problem.en);
  return answer;
}

const crossEntropy = LOSS_REFERENCE['cross-entropy'] as (logits: number[][], labels: readonly number[]) => number;

function referenceLoss(weights: Weights, examples: Examples): number {
  return crossEntropy(mlpLogits(mlpOptions(MLP.model, 7), named(network.model, [...weights]), pairsOf(examples)), [...examples.targets]);
}

test('at places of the plane it is the loss of the network that is mixed of the corners', () => {
  const { grid, window, corners, losses, asked } = shownOf(5);
  expect(asked).toEqual({ train: network.dataset.train.count, val: network.dataset.val.count });
  const [, [a], [b, c]] = corners;
  for (const at of [0, 7, 12, 24]) {
    const x = window.left + ((at % grid) * window.side) / (grid - 1);
    const y = window.bottom + ((grid - 1 - Math.floor(at / grid)) * window.side) / (grid - 1);
    // Of the second and the third corner, beside the first.
    const third = y / c;
    const second = (x - third * b) / a;
    const mixed = CORNERS[0].map((part, i) =>
      part.map(
        (value, j) =>
          value + second * (((CORNERS[1][i] as Float32Array)[j] as number) - value) + third * (((CORNERS[2][i] as Float32Array)[j] as number) - value),
      ),
    );
    const { train, val } = network.dataset;
    expect(losses.train[at]).toBeCloseTo(referenceLoss(mixed, train), 3);
    expect(losses.val[at]).toBeCloseTo(referenceLoss(mixed, val), 3);
  }
});

test('the line begins at the second corner and ends at the third', () => {
  const { line } = shownOf(5);
  const { train, val } = network.dataset;
  expect(line.train).toHaveLength(ON_LINE);
  expect(line.train[0]).toBeCloseTo(referenceLoss(CORNERS[1], train), 4);
  expect(line.val.at(-1)).toBeCloseTo(referenceLoss(CORNERS[2], val), 4);
  const half = CORNERS[1].map((part, i) => part.map((value, j) => (value + ((CORNERS[2][i] as Float32Array)[j] as number)) / 2));
  expect(line.val[10]).toBeCloseTo(referenceLoss(half, val), 4);
});

test('a finer grid holds the coarser one, whether that was seen before or not', () => {
  const of = networkOf(MLP);
  const seen = GRIDS.slice(0, 3).map((grid) => shownOf(grid, of));
  expect(shownOf(17)).toEqual(seen[2]);
  const [coarse, fine] = [seen[0] as LossPlaneShown, seen[2] as LossPlaneShown];
  for (let row = 0; row < 5; row++)
    for (let column = 0; column < 5; column++) expect(fine.losses.val[row * 4 * 17 + column * 4]).toBe(coarse.losses.val[row * 5 + column]);
});

test('other corners, or another loss, on the same data are other losses', () => {
  const of = networkOf(MLP);
  const first = shownOf(5, of);
  const others = shownOf(5, of, [CORNERS[0], CORNERS[2], CORNERS[1]]);
  expect(others.losses.train).not.toEqual(first.losses.train);
  const squared = configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.depth': 2, 'model.width': 24, 'loss.id': 'mse' });
  const bySquares = shownOf(5, { ...of, config: squared });
  expect(bySquares.losses.train).not.toEqual(first.losses.train);
  expect(shownOf(5, of)).toEqual(first);
});

test('there is no plane through what is no three networks of it', () => {
  const problem = (corners: Corners, of = network): boolean => 'problem' in seenBy(lossPlane, of, { corners, grid: 5 }, DEVICE).answer;
  expect(problem([CORNERS[0], CORNERS[0], CORNERS[1]])).toBe(true);
  expect(problem([[], [], []])).toBe(true);
  expect(problem(CORNERS, networkOf(TRANSFORMER))).toBe(true);
});
