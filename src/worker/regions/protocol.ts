/** Everything that crosses between the page and the worker that cuts linear regions, and how it is checked on arrival. */
import { z } from 'zod';
import type { RunConfig } from '../../engine/config/config.ts';
import type { Place } from '../../engine/geometry/regions/places.ts';
import type { Slice } from '../../engine/geometry/regions/slice.ts';
import type { ParametersAt } from '../../engine/run/host.ts';
import type { Text } from '../../engine/text.ts';

export const SETS = ['train', 'val'] as const;
export type ExampleSet = (typeof SETS)[number];

/** One example of the data. */
export interface ExampleRef {
  readonly set: ExampleSet;
  readonly index: number;
}

export type Anchors = readonly [ExampleRef, ExampleRef, ExampleRef];

/** What is looked at: the plane through three examples, and which part of it, in units of the plane's radius. */
export interface Look {
  readonly anchors: Anchors;
  /** The window's centre. */
  readonly x: number;
  readonly y: number;
  /** 1 shows three radii across the shorter side. */
  readonly zoom: number;
  /** Width over height. */
  readonly aspect: number;
}

/** Page → worker. The latest of each kind counts; work on an older look is left. */
export type RegionsCommand =
  /** The network from here on: as it was at a step, or freshly initialised. `network` names it in the answers. */
  | { readonly type: 'network'; readonly network: number; readonly config: RunConfig; readonly at: ParametersAt | null }
  | { readonly type: 'look'; readonly look: number; readonly at: Look };

/** The data as far as the page needs it to offer examples. */
export interface Offered {
  readonly count: number;
  /** By example: its class; null where answers are values. */
  readonly classes: Int32Array | null;
  /** (count, arity); null where inputs are vectors. */
  readonly tokens: Int32Array | null;
}

/** One of the three points. */
export interface AnchorSeen {
  readonly at: ExampleRef;
  /** In units of the plane's radius. */
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
  /** x, y of each, and its distance from the plane, in units of the plane's radius. */
  readonly places: Float64Array;
  /** 0 is train, 1 is validation. */
  readonly sets: Uint8Array;
  readonly indexes: Int32Array;
}

/** Radius of the disc in which regions near an anchor are counted, in units of the plane's radius. */
export const NEAR = 0.12;

export interface SliceSeen {
  readonly look: number;
  readonly at: Look;
  readonly network: number;
  readonly step: number;
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
  /** Milliseconds of cutting. */
  readonly took: number;
}

/** Worker → page. */
export type RegionsMessage =
  | {
      readonly type: 'offered';
      readonly network: number;
      readonly train: Offered;
      readonly val: Offered;
      readonly image: { readonly rows: number; readonly columns: number } | null;
    }
  | { readonly type: 'slice'; readonly seen: SliceSeen }
  | { readonly type: 'progress'; readonly look: number; readonly covered: number }
  /** The network has no linear regions. */
  | { readonly type: 'none'; readonly network: number; readonly why: Text }
  /** The three points span no plane. */
  | { readonly type: 'flat'; readonly look: number; readonly problem: Text }
  | { readonly type: 'failed'; readonly what: string };

const example = z.strictObject({ set: z.enum(SETS), index: z.number().int().min(0) });
const command = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('network'),
    network: z.number().int(),
    config: z.unknown(),
    at: z.object({ step: z.number().int().min(0), parameters: z.array(z.custom<Float32Array>((value) => value instanceof Float32Array)) }).nullable(),
  }),
  z.strictObject({
    type: z.literal('look'),
    look: z.number().int(),
    at: z.strictObject({
      anchors: z.tuple([example, example, example]),
      x: z.number().min(-1e6).max(1e6),
      y: z.number().min(-1e6).max(1e6),
      zoom: z.number().min(1e-3).max(1e7),
      aspect: z.number().min(0.05).max(20),
    }),
  }),
]);

/** Reads a command from anything; null where it is none. A network's config is not checked here. Never throws. */
export function parseRegionsCommand(raw: unknown): RegionsCommand | null {
  const result = command.safeParse(raw);
  return result.success ? (result.data as RegionsCommand) : null;
}
