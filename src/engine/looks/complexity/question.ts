/** What can be asked about local complexity point by point, and what there is to see. */
import type { ExampleSet } from '../../data/dataset.ts';
import { z } from '../../zod.ts';

/** How much time it may take: as much as a picture that follows training can wait for, or as much as all points take. */
export const DETAILS = ['quick', 'whole'] as const;
export type Detail = (typeof DETAILS)[number];

export interface ComplexityQuestion {
  readonly detail: Detail;
}

/** Local complexity of some points of a set. */
export interface SetFolds {
  /** How many points there are, from the set's start on; in a table those of its pairs that were measured. */
  readonly count: number;
  /** (layers, count): neurons of each layer that switch nearby. */
  readonly counts: Float32Array;
  /** (layers): means over the points. */
  readonly means: readonly number[];
}

/** Every pair's, as a table: a downwards, b to the right. */
export interface FoldTable {
  /** Every so many-th token stands for those up to the next one. */
  readonly stride: number;
  /** Rows, and columns. */
  readonly size: number;
  /** (layers, size²); −1 where nothing is asked. */
  readonly counts: Float32Array;
  /** (size²): 1 where the pair is trained on. */
  readonly told: Uint8Array;
}

export interface ComplexitySeen extends Readonly<Record<ExampleSet, SetFolds>> {
  readonly layers: number;
  /** Whether the last layer is the outputs. */
  readonly countLogits: boolean;
  /** r and P of the neighbourhood, as the probe has them. */
  readonly radius: number;
  readonly directions: number;
  /** Null where questions make no table. */
  readonly table: FoldTable | null;
}

const question = z.strictObject({ detail: z.enum(DETAILS) });

export const parseComplexityQuestion = (raw: unknown): ComplexityQuestion | null => question.safeParse(raw).data ?? null;
