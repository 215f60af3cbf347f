/** What can be asked about neurons, and what there is to see. */
import { z } from '../../zod.ts';
import type { Text } from '../../text.ts';
import { OPERATIONS, type Under } from '../circles/group.ts';
import type { Clock } from './clock.ts';

const SORTS = ['frequency', 'number'] as const;
/** By frequency, the purest of each first and those that are constant last; or by number. */
export type Sort = (typeof SORTS)[number];

/** Most pictures that are asked for at once. */
const MOST = 64;

export interface NeuronsQuestion {
  /** In the order of which group; null: of that by which the task's answers come about. */
  readonly under: Under | null;
  /** Which layer of neurons, from 0 on; null, or where there are not so many: the last. */
  readonly layer: number | null;
  readonly sort: Sort;
  /** Whose pictures: so many from this place of the order on. */
  readonly from: number;
  readonly count: number;
  /** Which neuron is taken apart; null, or where there are not so many: the first of the order. */
  readonly neuron: number | null;
}

/** Activations of one neuron over all pairs, as levels of grey. */
export interface Thumbnail {
  readonly neuron: number;
  /** (n, n): row a, column b; 0 is `low`, 255 `high`. */
  readonly levels: Uint8Array;
  readonly low: number;
  readonly high: number;
}

interface OneNeuron {
  readonly neuron: number;
  /** (n, n): row a, column b. */
  readonly values: Float32Array;
  /** (n, n): the wave of its frequency that is nearest to them. */
  readonly fit: Float32Array;
}

export interface NeuronsShown {
  readonly p: number;
  readonly under: Under;
  /** The primitive root by whose powers tokens are ordered; null under addition. */
  readonly root: number | null;
  /** (n): the tokens in the order of the group. 0 is not among them under multiplication. */
  readonly tokens: Int32Array;
  /** What the layers of neurons are called. */
  readonly layers: readonly Text[];
  readonly layer: number;
  /** (H): of each neuron, counted from 1; 0 of one that is constant. */
  readonly frequencies: Int32Array;
  /** (H): which share of its variance the wave of its frequency has. */
  readonly shares: Float32Array;
  /** (H): the neurons as they are sorted. */
  readonly order: Int32Array;
  /** Where in the order the pictures begin. */
  readonly from: number;
  readonly thumbnails: readonly Thumbnail[];
  readonly one: OneNeuron;
  readonly clock: Clock;
}

/** The neurons, or why there are none to see. */
export type NeuronsSeen = NeuronsShown | { readonly problem: Text };

const place = z.number().int().min(0);
const question = z.strictObject({
  under: z.enum(OPERATIONS).nullable(),
  layer: place.nullable(),
  sort: z.enum(SORTS),
  from: place,
  count: place.max(MOST),
  neuron: place.nullable(),
});

export const parseNeuronsQuestion = (raw: unknown): NeuronsQuestion | null => question.safeParse(raw).data ?? null;
