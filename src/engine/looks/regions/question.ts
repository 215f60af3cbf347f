/** What can be asked about linear regions, and what there is to see. Lengths in the plane are in units of its radius. */
import { z } from '../../zod.ts';
import { SETS, type ExampleSet } from '../../data/dataset.ts';
import type { Place } from '../../geometry/regions/places.ts';
import type { Slice } from '../../geometry/regions/slice.ts';
import type { Text } from '../../text.ts';

/** One example of the data. */
export interface ExampleRef {
  readonly set: ExampleSet;
  readonly index: number;
}

export type Anchors = readonly [ExampleRef, ExampleRef, ExampleRef];

/** The plane through three examples, and which part of it. */
export interface RegionsQuestion {
  readonly anchors: Anchors;
  /** The window's centre. */
  readonly x: number;
  readonly y: number;
  /** 1 shows three radii across the shorter side. */
  readonly zoom: number;
  /** Width over height. */
  readonly aspect: number;
}

/** Half of the window's shorter side at zoom 1. */
export const REACH = 1.5;
/** Radius of the disc in which regions near one of the three points are counted. */
export const NEAR = 0.12;

/** One of the three points. */
export interface AnchorSeen {
  readonly at: ExampleRef;
  readonly x: number;
  readonly y: number;
  /** Right answer and the network's; null where answers are values. */
  readonly label: number | null;
  readonly answer: number | null;
  /** Its pixels, 0 … 1, where it is an image. */
  readonly pixels: Float32Array | null;
  /** Linear regions that meet a small disc around it. */
  readonly near: number;
}

/** Examples that lie near the plane, nearest last. */
export interface Nearby {
  readonly count: number;
  /** x, y of each, and its distance from the plane. */
  readonly places: Float64Array;
  /** 0 is train, 1 is validation. */
  readonly sets: Uint8Array;
  readonly indexes: Int32Array;
}

export interface SliceSeen {
  readonly slice: Slice;
  /** How many classes there are; 0 where answers are values, and the slice's classes mean nothing. */
  readonly outputs: number;
  /** Where classes' names have room. */
  readonly places: readonly Place[];
  readonly anchors: readonly [AnchorSeen, AnchorSeen, AnchorSeen];
  readonly nearby: Nearby;
  /** Which part of the model was cut, and why not all; null where it was the whole. */
  readonly part: Text | null;
  readonly space: Text;
  readonly dimension: number;
}

/** The slice, or why the three points span no plane. */
export type RegionsSeen = SliceSeen | { readonly problem: Text };

const example = z.strictObject({ set: z.enum(SETS), index: z.number().int().min(0) });
const question = z.strictObject({
  anchors: z.tuple([example, example, example]),
  x: z.number().min(-1e6).max(1e6),
  y: z.number().min(-1e6).max(1e6),
  zoom: z.number().min(1e-3).max(1e7),
  aspect: z.number().min(0.05).max(20),
});

export const parseRegionsQuestion = (raw: unknown): RegionsQuestion | null => question.safeParse(raw).data ?? null;
