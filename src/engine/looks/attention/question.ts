/** What can be asked about attention, and what there is to see. */
import { z } from '../../zod.ts';
import type { Text } from '../../text.ts';
import { OPERATIONS, type Under } from '../circles/group.ts';
import type { Wave } from '../pairs/waves.ts';

export interface AttentionQuestion {
  /** In the order of which group; null: of that by which the task's answers come about. */
  readonly under: Under | null;
  /** Which layer, from 0 on; null, or where there are not so many: the last. */
  readonly layer: number | null;
}

/** By how much the last position attends to another one, over all pairs. */
export interface Attended {
  /** (n, n): row a, column b; 0 is nothing, 255 all of its attention. */
  readonly levels: Uint8Array;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** The frequency of which the pattern is most. */
  readonly wave: Wave;
}

export interface HeadSeen {
  /** By position that is attended to. */
  readonly sources: readonly Attended[];
  /** (⌊n/2⌋): which share of the variance of its output each frequency 1, 2, … has alone; what they leave is of two frequencies at once. */
  readonly shares: Float32Array;
}

export interface AttentionShown {
  readonly p: number;
  readonly under: Under;
  /** The primitive root by whose powers tokens are ordered; null under addition. */
  readonly root: number | null;
  /** (n): the tokens in the order of the group. 0 is not among them under multiplication. */
  readonly tokens: Int32Array;
  /** How many layers there are, and which of them this is. */
  readonly layers: number;
  readonly layer: number;
  /** What the positions are called, that which asks last. */
  readonly positions: readonly string[];
  readonly heads: readonly HeadSeen[];
  /** The mean of the heads' patterns, and all their outputs side by side. */
  readonly all: HeadSeen;
  /** A frequency stands out in an output where its share is larger. */
  readonly threshold: number;
}

/** The pattern, or why there is none to see. */
export type AttentionSeen = AttentionShown | { readonly problem: Text };

const question = z.strictObject({ under: z.enum(OPERATIONS).nullable(), layer: z.number().int().min(0).nullable() });

export const parseAttentionQuestion = (raw: unknown): AttentionQuestion | null => question.safeParse(raw).data ?? null;
