/** What the lens shows of local complexity, and what of it the reader chose: one a page, so that figures show the same. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ComplexitySeen, FoldTable } from '../../../engine/looks/complexity/question.ts';
import { oncePer } from '../../../store/once.ts';
import type { Page } from '../../../store/page.ts';
import { dataOf } from '../../../store/subject.ts';
import type { Viewer } from '../../../store/viewer.ts';

/** Milliseconds between two questions to a network that trains. */
const EVERY = 300;
/** How many examples of each set are listed. */
export const LISTED = { train: 12, val: 24 } as const;

interface Chosen {
  /** null: all layers together. */
  readonly layer: number | null;
  /** A cell of the table; null: none. */
  readonly cell: number | null;
}

interface View {
  readonly viewer: Viewer<'complexity'>;
  readonly offer: Viewer<'examples'>;
  readonly chosen: StoreApi<Chosen>;
}

export const viewOf = oncePer(({ looks }: Page): View => ({
  viewer: looks.viewer('complexity', 'complexity', { detail: 'quick' }, { every: EVERY, keeps: (before, now) => dataOf(before) === dataOf(now) }),
  offer: looks.viewer('complexity.offer', 'examples', LISTED, { still: true }),
  chosen: createStore<Chosen>(() => ({ layer: null, cell: null })),
}));

/** Of each of n points: the neurons of one layer, or of all; −1 where nothing is asked. @param counts (layers, n) */
export function foldsIn(counts: Float32Array, layers: number, layer: number | null): Float32Array {
  const n = counts.length / layers;
  if (layer !== null) return counts.slice(layer * n, (layer + 1) * n);
  return Float32Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let l = 0; l < layers; l++) sum += counts[l * n + i] as number;
    return (counts[i] as number) < 0 ? -1 : sum;
  });
}

/** The layer that is shown: the one that was chosen, as long as there is one of that number. */
export const layerOf = ({ layers }: Pick<ComplexitySeen, 'layers'>, chosen: number | null): number | null =>
  chosen !== null && chosen < layers ? chosen : null;

/** Where no neuron switches: not quite paper, which is where nothing is asked. */
const NONE = 26;

/** The largest number of a picture; of none at all 1, so that a scale has an end. */
export const mostOf = (values: Float32Array): number => Math.max(1, ...values);

export const levelOf = (value: number, most: number): number => (value < 0 ? 0 : Math.round(NONE + ((255 - NONE) * value) / most));

/** (size²): levels of a ramp. */
export const levelsIn = (values: Float32Array, most: number): Uint8Array => Uint8Array.from(values, (value) => levelOf(value, most));

/** Numbers beside the scale, whole ones, 0 and the largest among them. */
export function scaleOf(most: number): number[] {
  const steps = Math.min(4, Math.max(1, Math.round(most)));
  return Array.from({ length: steps + 1 }, (_, i) => Math.round((most * i) / steps));
}

/** The two tokens of a cell. */
export const pairAt = ({ size, stride }: FoldTable, cell: number): readonly [a: number, b: number] => [
  Math.floor(cell / size) * stride,
  (cell % size) * stride,
];
