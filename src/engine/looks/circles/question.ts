/** What can be asked about circles, and what there is to see. */
import { z } from '../../zod.ts';
import type { Text } from '../../text.ts';
import type { Circle } from './circle.ts';
import { OPERATIONS, type Under } from './group.ts';
import type { Principal } from './principal.ts';

export interface CirclesQuestion {
  /** In the order of which group; null: of that by which the task's answers come about. */
  readonly under: Under | null;
}

export interface Spectrum {
  /** Of the table; see NamedTable. */
  readonly sign: string;
  readonly label: Text;
  /** (⌊n/2⌋): which share of what is not constant each frequency 1, 2, … has; they add up to 1. */
  readonly shares: Float32Array;
  /** Which share of all is constant. */
  readonly constant: number;
}

export interface TokenCircles {
  readonly p: number;
  readonly under: Under;
  /** The primitive root by whose powers tokens are ordered; null under addition. */
  readonly root: number | null;
  /** (n): the tokens in the order of the group. 0 is not among them under multiplication. */
  readonly tokens: Int32Array;
  readonly rows: Spectrum;
  readonly outputs: Spectrum;
  /** A frequency is a key one where its share is larger than this in both tables. */
  readonly threshold: number;
  /** Key frequencies, ascending. */
  readonly keys: Int32Array;
  /** (⌊n/2⌋): frequency k's is at k − 1. */
  readonly circles: readonly Circle[];
  readonly principal: Principal;
}

/** The circles, or why there are none. */
export type CirclesSeen = TokenCircles | { readonly problem: Text };

const question = z.strictObject({ under: z.enum(OPERATIONS).nullable() });

export const parseCirclesQuestion = (raw: unknown): CirclesQuestion | null => question.safeParse(raw).data ?? null;
