/** How finely the network folds space around each single point: as a table of all pairs, or point by point. */
import type { Device } from '../../backend/device.ts';
import type { Examples, ExampleSet } from '../../data/dataset.ts';
import { joined, partOf, rowsOf } from '../../data/examples.ts';
import { text } from '../../text.ts';
import { lent, type LookDef, type NetworkAt } from '../look.ts';
import { isTabled } from '../pairTable.ts';
import { foldsOf, neighbourhoodOf, workOf } from './folds.ts';
import { parseComplexityQuestion, type ComplexityQuestion, type ComplexitySeen, type Detail, type FoldTable, type SetFolds } from './question.ts';

/** Multiply-adds that an answer may take, and points of each set that are measured at least and, where they make no table, at most. */
const MOST: Readonly<Record<Detail, number>> = { quick: 6e8, whole: 2e11 };
const [LEAST, SHOWN] = [12, 64];

/** Pairs of which both tokens are multiples of `stride`. */
function onLattice({ inputs, count }: Examples, stride: number): number[] {
  return Array.from({ length: count }, (_, i) => i).filter((i) => (inputs[2 * i] as number) % stride === 0 && (inputs[2 * i + 1] as number) % stride === 0);
}

/** The smallest stride with which the pairs that are left take no longer than they may. */
function strideOf(network: NetworkAt, size: number, detail: Detail): number {
  const points = MOST[detail] / workOf(network);
  let stride = 1;
  while (Math.ceil(size / stride) ** 2 > points && stride < size / 4) stride++;
  return stride;
}

/** Which points of each set are measured. */
function chosen(network: NetworkAt, detail: Detail): { readonly stride: number | null } & Readonly<Record<ExampleSet, Examples>> {
  const { train, val, shape } = network.dataset;
  if (isTabled(shape)) {
    const stride = strideOf(network, shape.vocabulary, detail);
    const some = (set: Examples): Examples => (stride === 1 ? set : rowsOf(set, onLattice(set, stride)));
    return { stride, train: some(train), val: some(val) };
  }
  const most = Math.min(SHOWN, Math.max(LEAST, Math.floor(MOST[detail] / 2 / workOf(network))));
  const some = (set: Examples): Examples => partOf(set, 0, Math.min(most, set.count));
  return { stride: null, train: some(train), val: some(val) };
}

function folds(all: Float32Array, layers: number, whole: number, from: number, count: number): SetFolds {
  const counts = new Float32Array(layers * count);
  for (let layer = 0; layer < layers; layer++) counts.set(all.subarray(layer * whole + from, layer * whole + from + count), layer * count);
  const means = Array.from({ length: layers }, (_, layer) => {
    const own = counts.subarray(layer * count, (layer + 1) * count);
    return own.reduce((sum, one) => sum + one, 0) / count;
  });
  return { count, counts, means };
}

function tableOf(stride: number, vocabulary: number, layers: number, sets: readonly (readonly [Examples, SetFolds])[]): FoldTable {
  const size = Math.ceil(vocabulary / stride);
  const counts = new Float32Array(layers * size ** 2).fill(-1);
  const told = new Uint8Array(size ** 2);
  sets.forEach(([{ inputs, count }, of], set) => {
    for (let i = 0; i < count; i++) {
      const cell = ((inputs[2 * i] as number) / stride) * size + (inputs[2 * i + 1] as number) / stride;
      told[cell] = set === 0 ? 1 : 0;
      for (let layer = 0; layer < layers; layer++) counts[layer * size ** 2 + cell] = of.counts[layer * count + i] as number;
    }
  });
  return { stride, size, counts, told };
}

function* look(network: NetworkAt, { detail }: ComplexityQuestion, device?: Device): Generator<number, ComplexitySeen> {
  const { shape } = network.dataset;
  const { stride, train, val } = chosen(network, detail);
  const both = joined(train, val);
  const { layers, counts } = yield* foldsOf(network, both, lent(device));
  const of = { train: folds(counts, layers, both.count, 0, train.count), val: folds(counts, layers, both.count, train.count, val.count) };
  const { radius, directions, countLogits } = neighbourhoodOf(network);
  const table =
    stride === null || shape.kind !== 'tokens'
      ? null
      : tableOf(stride, shape.vocabulary, layers, [
          [train, of.train],
          [val, of.val],
        ]);
  return { ...of, layers, countLogits, radius, directions, table };
}

export const complexity: LookDef<ComplexityQuestion, ComplexitySeen> = {
  id: 'complexity',
  label: text('local complexity, point by point', '点ごとの局所複雑度'),
  summary: text(
    'How many neurons of each layer switch close to each single point.',
    '1 つ 1 つの点のすぐ近くで、各層のニューロンがいくつ切り替わるかを示します。',
  ),
  onDevice: true,
  parseQuestion: parseComplexityQuestion,
  lacks: () => null,
  look,
  transfer: ({ train, val, table }) => [train.counts, val.counts, ...(table === null ? [] : [table.counts, table.told])].map(({ buffer }) => buffer),
};
