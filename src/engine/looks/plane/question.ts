/** What can be asked about the plane of tokens, and what there is to see. */
import { z } from '../../zod.ts';
import type { Names } from '../../data/names.ts';
import type { Text } from '../../text.ts';

export interface PlaneQuestion {
  /** The token that stands second while the first one's place is tried; of no matter where the two are added. */
  readonly held: number;
}

/** Where the network gives one answer: shapes and holes of it, by the even-odd rule. */
export interface Area {
  /** See PlaneShown.answers. */
  readonly answer: number;
  /** (count, 2): corners of one ring after the other, in halves of the window from its middle on, x to the right and y upwards. */
  readonly corners: Float32Array;
  /** Corners before the end of each ring. */
  readonly ends: Int32Array;
}

/** Where an area has room for its name. */
export interface AreaName {
  readonly answer: number;
  /** As corners are; `room` is how far another answer is, in the same units. */
  readonly x: number;
  readonly y: number;
  readonly room: number;
}

export interface PlaneShown {
  /** (tokens, 2): the embedding itself. */
  readonly points: Float32Array;
  /** Whether the network sees only the sum of two tokens. The background is then read at the middle between them, which is half of it. */
  readonly summed: boolean;
  /** Which token stands second in the background; of no matter where they are added. */
  readonly held: number;
  /** Tokens in the order in which they are joined, and around which wave: null where they stand in the order of numbers. */
  readonly order: Int32Array;
  readonly frequency: number | null;
  /** The window: a square around all tokens, in the embedding's units. */
  readonly middle: readonly [number, number];
  readonly half: number;
  /** Places across at which the network was asked. */
  readonly grid: number;
  /** What there is to answer: classes by number, or the values that are right somewhere, ascending. Others are counted as the nearest of these. */
  readonly answers: Int32Array | Float32Array;
  /** What the data calls its tokens and classes, where its task does not know; else null. */
  readonly called: Names | null;
  readonly areas: readonly Area[];
  readonly names: readonly AreaName[];
  /** (count, 2): the questions, those told before those never told, and how many are told. */
  readonly pairs: Int32Array;
  readonly told: number;
  /** (count): the right answer, and the network's, as places in `answers`. */
  readonly right: Int32Array;
  readonly said: Int32Array;
}

/** The plane, or why there is none. */
export type PlaneSeen = PlaneShown | { readonly problem: Text };

const question = z.strictObject({ held: z.number().int().min(0) });

export const parsePlaneQuestion = (raw: unknown): PlaneQuestion | null => question.safeParse(raw).data ?? null;
