/** What can be asked about losses over a plane of networks, and what there is to see. */
import type { Text } from '../../text.ts';
import { z } from '../../zod.ts';
import type { Corners, WeightPlane, Window } from './weightPlane.ts';

/** Networks along a side, coarse first: each holds all of those before it. */
export const GRIDS = [5, 9, 17, 33] as const;
/** The finest of them has so many steps along a side. */
export const FINEST = 32;
/** Networks on the straight line from the second corner to the third, both ends included. */
export const ON_LINE = 21;

export interface LossPlaneQuestion {
  /** The beginning, memorised, grokked. */
  readonly corners: Corners;
  /** One of GRIDS. */
  readonly grid: number;
}

interface Losses {
  readonly train: Float32Array;
  readonly val: Float32Array;
}

export interface LossPlaneShown {
  readonly grid: number;
  readonly window: Window;
  readonly corners: WeightPlane['corners'];
  /** (grid²), row by row from the top. */
  readonly losses: Losses;
  /** (ON_LINE), from memorised to grokked. */
  readonly line: Losses;
  /** How many examples of each set the losses are of, from its start. */
  readonly asked: { readonly train: number; readonly val: number };
}

/** The losses, or why there is no plane. */
export type LossPlaneSeen = LossPlaneShown | { readonly problem: Text };

const weights = z.array(z.instanceof(Float32Array)).readonly();
const question = z.strictObject({ corners: z.tuple([weights, weights, weights]), grid: z.literal(GRIDS) });

export const parseLossPlaneQuestion = (raw: unknown): LossPlaneQuestion | null => (question.safeParse(raw).data as LossPlaneQuestion | undefined) ?? null;
