/**
 * Training and validation loss over the plane through three networks of a run (Garipov et al. 2018), and along the straight line between two of them,
 * where a rise would be a barrier (Frankle et al. 2020). What was worked out once of a plane is not worked out again for a finer grid.
 */
import { tensor, tidy } from '@tensorflow/tfjs-core';
import type { Device } from '../../backend/device.ts';
import { planBatch } from '../../data/batch.ts';
import type { Dataset, Examples } from '../../data/dataset.ts';
import { joined, partOf } from '../../data/examples.ts';
import type { ParameterSpec } from '../../models/model.ts';
import { text } from '../../text.ts';
import { measured } from '../ablation/measure.ts';
import { lent, type LookDef, type NetworkAt } from '../look.ts';
import { FINEST, ON_LINE, parseLossPlaneQuestion, type LossPlaneQuestion, type LossPlaneSeen } from './question.ts';
import { planeThrough, weightsAt, windowOf, type Corners, type WeightPlane, type Window } from './weightPlane.ts';

const NO_PLANE = text('The three networks lie on one line: there is no plane through them.', '3 つのネットワークが一直線上にあるので、通る平面がありません。');
const OTHERS = text('These networks are of another model.', 'これらは別のモデルのネットワークです。');

/** Multiply-adds of one network and between two yields, and examples of each set at least. */
const [MOST, AT_A_TIME, LEAST] = [8e7, 6e7, 64];

const workOf = ({ model }: NetworkAt): number => Math.max(1, model.work(1000).multiplyAdds / 1000);

function askedOf(network: NetworkAt): { readonly train: Examples; readonly val: Examples } {
  const { train, val } = network.dataset;
  const most = Math.max(LEAST, Math.floor(MOST / 2 / workOf(network)));
  const some = (set: Examples): Examples => partOf(set, 0, Math.min(most, set.count));
  return { train: some(train), val: some(val) };
}

/** A digest of all numbers of the corners (FNV-1a over their bits), and of what makes losses of them. */
function keyOf({ config }: NetworkAt, corners: Corners): string {
  let hash = 0x811c9dc5;
  for (const part of corners.flat()) {
    const bits = new Uint32Array(part.buffer, part.byteOffset, part.length);
    for (let i = 0; i < bits.length; i++) hash = Math.imul(hash ^ (bits[i] as number), 0x01000193);
  }
  return `${hash} ${corners.flat().length} ${JSON.stringify([config.model, config.loss])}`;
}

type Losses = readonly [train: number, val: number];
const known = new WeakMap<Dataset, { readonly key: string; readonly losses: Map<number, Losses> }>();

/** One network of the plane: the number under which its losses are remembered, and its place. */
interface Spot {
  readonly number: number;
  readonly x: number;
  readonly y: number;
}

interface Asked {
  readonly train: Examples;
  readonly val: Examples;
  readonly both: Examples;
}

function lossesAt(network: NetworkAt, plane: WeightPlane, spots: readonly Spot[], { train, val, both }: Asked, device: Device): Losses[] {
  const { model, dataset, config } = network;
  const made: Losses[] = [];
  tidy(() => {
    const batch = planBatch(model.plan(both.count), both, model.constants, device);
    for (const { x, y } of spots) {
      tidy(() => {
        const parameters = weightsAt(plane, [x, y]).map((values, i) => tensor(values, [...(model.parameters[i] as ParameterSpec).shape], 'float32'));
        const { loss } = measured(Float64Array.from(model.logits(parameters, batch).dataSync<'float32'>()), train, val, dataset.shape, config);
        made.push([loss.train, loss.val]);
      });
    }
  });
  return made;
}

/** Those of the grid, row by row from the top, and those of the line. */
function spotsOf({ corners }: WeightPlane, { left, bottom, side }: Window, grid: number): Spot[] {
  const stride = FINEST / (grid - 1);
  const squares = Array.from({ length: grid * grid }, (_, at): Spot => {
    const [row, column] = [Math.floor(at / grid), at % grid];
    const [x, y] = [left + (column * side) / (grid - 1), bottom + ((grid - 1 - row) * side) / (grid - 1)];
    return { number: row * stride * (FINEST + 1) + column * stride, x, y };
  });
  const [, [x0, y0], [x1, y1]] = corners;
  const line = Array.from({ length: ON_LINE }, (_, i): Spot => {
    const share = i / (ON_LINE - 1);
    return { number: -1 - i, x: x0 + share * (x1 - x0), y: y0 + share * (y1 - y0) };
  });
  return [...squares, ...line];
}

function* look(network: NetworkAt, { corners, grid }: LossPlaneQuestion, device?: Device): Generator<number, LossPlaneSeen> {
  const { model, dataset } = network;
  const fits = corners.every(
    (weights) => weights.length === model.parameters.length && weights.every(({ length }, i) => length === network.parameters[i]?.length),
  );
  if (!fits) return { problem: OTHERS };
  const plane = planeThrough(corners);
  if (plane === null) return { problem: NO_PLANE };
  const key = keyOf(network, corners);
  const before = known.get(dataset);
  const losses = before?.key === key ? before.losses : new Map<number, Losses>();
  known.set(dataset, { key, losses });
  const { train, val } = askedOf(network);
  const asked = { train, val, both: joined(train, val) };
  const window = windowOf(plane);
  const spots = spotsOf(plane, window, grid);
  const unknown = spots.filter(({ number }) => !losses.has(number));
  const size = Math.max(1, Math.floor(AT_A_TIME / (workOf(network) * asked.both.count)));
  for (let first = 0; first < unknown.length; first += size) {
    const some = unknown.slice(first, first + size);
    lossesAt(network, plane, some, asked, lent(device)).forEach((made, i) => losses.set((some[i] as Spot).number, made));
    yield (first + some.length) / unknown.length;
  }
  const side = (which: 0 | 1, from: number, to: number): Float32Array =>
    Float32Array.from(spots.slice(from, to), ({ number }) => (losses.get(number) as Losses)[which]);
  const [cells, all] = [grid * grid, spots.length];
  return {
    grid,
    window,
    corners: plane.corners,
    losses: { train: side(0, 0, cells), val: side(1, 0, cells) },
    line: { train: side(0, cells, all), val: side(1, cells, all) },
    asked: { train: train.count, val: val.count },
  };
}

export const lossPlane: LookDef<LossPlaneQuestion, LossPlaneSeen> = {
  id: 'lossPlane',
  label: text('losses over a plane of networks', 'ネットワークの平面での損失'),
  summary: text(
    'Training and validation loss of all networks on the plane through three moments of a run.',
    '学習中の 3 つの時点を通る平面上の、すべてのネットワークの訓練損失と検証損失です。',
  ),
  onDevice: true,
  parseQuestion: parseLossPlaneQuestion,
  lacks: () => null,
  look,
  transfer: (seen) => ('problem' in seen ? [] : [seen.losses.train, seen.losses.val, seen.line.train, seen.line.val].map(({ buffer }) => buffer)),
};
