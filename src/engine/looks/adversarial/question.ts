/** What can be asked about attacks, and what there is to see. */
import type { Examples } from '../../data/dataset.ts';
import type { Text } from '../../text.ts';
import { z } from '../../zod.ts';
import { SETS, type ExampleSet } from '../../data/dataset.ts';
import type { SetAnswers } from '../answers.ts';
import type { Doubt } from '../../adversarial/radii.ts';

/** Fast gradient sign (Goodfellow et al. 2015): one step of the whole radius. PGD: as the probe of robust accuracy, by the run's own settings. */
export const METHODS = ['pgd', 'fgsm'] as const;
export type Method = (typeof METHODS)[number];

/** On which plane moved tokens are shown: that of the strongest frequency, or of the two widest directions. */
const PLANES = ['circle', 'principal'] as const;
export type PlaneKind = (typeof PLANES)[number];

export interface AttackQuestion {
  readonly set: ExampleSet;
  readonly index: number;
  /** ε: how far each number of the input may be moved. */
  readonly epsilon: number;
  readonly method: Method;
  readonly plane: PlaneKind;
}

/** One operand's embedding and where it was moved to. */
interface MovedToken {
  readonly token: number;
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  /** Whose embedding lies nearest to where it was moved to. */
  readonly nearest: number;
}

/** Tokens' embeddings as they are cast on a plane. */
export interface TokenPlane {
  readonly kind: PlaneKind;
  /** Of the circle; null for the widest directions. */
  readonly frequency: number | null;
  /** (vocabulary, 2), from the mean on, in the units of the embedding. */
  readonly places: Float32Array;
  /** (vocabulary): the order in which they are joined; empty where they are in none. */
  readonly order: Int32Array;
  readonly moved: readonly MovedToken[];
}

export interface AttackSeen {
  /** The example alone. */
  readonly example: Examples;
  /** What it says to it as it is, and as it was moved: of one example each. Of classes with all probabilities, (outputs), else empty. */
  readonly before: SetAnswers;
  readonly after: SetAnswers;
  readonly sure: { readonly before: Float32Array; readonly after: Float32Array };
  readonly right: { readonly before: boolean; readonly after: boolean };
  /** (D): the input as it is, and as it was moved. */
  readonly centre: Float32Array;
  readonly moved: Float32Array;
  /** Names the input's space. */
  readonly space: Text;
  /** |moved − centre|∞ */
  readonly largest: number;
  /** Whether the slope is 0 everywhere, so that the attack has nothing to go by. */
  readonly still: boolean;
  /** Null where the input is no embeddings of tokens. */
  readonly plane: TokenPlane | null;
}

export interface SampleQuestion {
  readonly epsilon: number;
  readonly method: Method;
}

/** Of an attacked example: wrong already, right until it was moved, or right all the same. */
export const FATES = ['wrong', 'fell', 'stood'] as const;

export interface SetSample {
  readonly count: number;
  /** (count): places in FATES. */
  readonly fates: Uint8Array;
  /** Whose answer was changed, right or wrong; of values, moved by more than the tolerance. */
  readonly changed: number;
  /** Whose slope is 0 everywhere. */
  readonly still: number;
}

export interface SampleSeen extends Readonly<Record<ExampleSet, SetSample>> {
  readonly doubt: Doubt | null;
}

const how = { epsilon: z.number().min(0).max(100), method: z.enum(METHODS) };
const attack = z.strictObject({ set: z.enum(SETS), index: z.number().int().min(0), ...how, plane: z.enum(PLANES) });
const sample = z.strictObject(how);

export const parseAttackQuestion = (raw: unknown): AttackQuestion | null => attack.safeParse(raw).data ?? null;
export const parseSampleQuestion = (raw: unknown): SampleQuestion | null => sample.safeParse(raw).data ?? null;
