/** What can be switched off in a network, and what there is to see then. */
import { z } from '../../zod.ts';
import type { ExampleSet } from '../../data/dataset.ts';
import type { Text } from '../../text.ts';
import type { AnswersSeen } from '../answers.ts';
import type { Under } from '../circles/group.ts';
import type { CellTable } from './table.ts';

/** Where a frequency is taken from: the table of tokens on the way in, or the outputs as waves of the answer. */
export const PLACES = ['embedding', 'logits'] as const;
export type Place = (typeof PLACES)[number];

/** What stands in place of a head's or a neuron's values: their mean over all examples, or nothing. */
export const STAND_INS = ['mean', 'zero'] as const;
export type StandIn = (typeof STAND_INS)[number];

/** One head, neuron or channel. */
export interface Unit {
  /** Id of the site where it stands. */
  readonly site: string;
  readonly index: number;
}

/** Frequencies by their numbers; the key ones of the moment; or all but these. */
const GROUPS = ['keys', 'others'] as const;
export type OffWaves = readonly number[] | (typeof GROUPS)[number];

/** What is off. What the network does not have is passed over. */
export interface AblationQuestion {
  readonly waves: OffWaves;
  readonly from: Place;
  readonly units: readonly Unit[];
  readonly by: StandIn;
}

/** How a network does on its examples. */
export interface Measured {
  readonly accuracy: Readonly<Record<ExampleSet, number>>;
  /** By the loss that trains it; `all` over both sets. */
  readonly loss: Readonly<Record<ExampleSet | 'all', number>>;
}

/** What the frequencies are counted in, and which there are. */
interface WavesSeen {
  readonly p: number;
  readonly under: Under;
  readonly count: number;
  /** (count): share of each in the table on the way in. */
  readonly shares: Float32Array;
  /** Key frequencies of this moment; see keys.ts. */
  readonly keys: Int32Array;
  /** Those that are off. */
  readonly off: Int32Array;
  /** Why none can be taken from the outputs; null where they can. */
  readonly noLogits: Text | null;
}

export interface UnitGroup {
  readonly site: string;
  readonly label: Text;
  readonly kind: 'head' | 'neuron' | 'channel';
  readonly count: number;
}

export interface AblationSeen {
  readonly whole: Measured;
  /** The network with parts of it switched off. */
  readonly rest: Measured;
  /** What that answers to the examples that were asked. */
  readonly answers: AnswersSeen;
  /** The same as a table; null where questions make none. */
  readonly table: CellTable | null;
  /** null where tokens are no numbers mod p in a circle. */
  readonly waves: WavesSeen | null;
  /** In the order of the pass. */
  readonly units: readonly UnitGroup[];
  /** How many of each set were asked, from its start, where all would take too long; null where all were. */
  readonly asked: Readonly<Record<ExampleSet, number>> | null;
}

const MOST = 4096;
const whole = z.number().int().min(0).max(1e6);

const question = z.strictObject({
  waves: z.union([z.enum(GROUPS), z.array(whole.min(1)).max(MOST)]),
  from: z.enum(PLACES),
  units: z.array(z.strictObject({ site: z.string().max(200), index: whole })).max(MOST),
  by: z.enum(STAND_INS),
});

export const parseAblationQuestion = (raw: unknown): AblationQuestion | null => question.safeParse(raw).data ?? null;
