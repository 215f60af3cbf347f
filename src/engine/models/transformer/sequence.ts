/** The tokens that the transformer reads, in reading order: operands, and the constant tokens between and behind them. */
import type { Hyperparameters } from './hyperparameters.ts';

export interface Sequence {
  readonly length: number;
  /** Operands of an example. */
  readonly arity: number;
  /** Tokens that operands are drawn from; constant tokens are numbered behind them. */
  readonly vocabulary: number;
  /** How many constant tokens there are. */
  readonly specials: number;
  /** By position: the operand that stands there, or null for a constant token. */
  readonly operandAt: readonly (number | null)[];
  /** By position: the constant token's number, or −1 for an operand. */
  readonly tokenAt: readonly number[];
  /** By position: the operands that its own token depends on. */
  readonly dependencies: readonly (readonly number[])[];
}

export function sequenceOf(layout: Hyperparameters['sequence'], arity: number, vocabulary: number): Sequence {
  const operands = Array.from({ length: arity }, (_, o) => o);
  const operandAt = layout === 'a b =' ? [...operands, null] : [0, null, ...operands.slice(1), null];
  const specialsBefore = (t: number): number => operandAt.slice(0, t).filter((o) => o === null).length;
  return {
    length: operandAt.length,
    arity,
    vocabulary,
    specials: specialsBefore(operandAt.length),
    operandAt,
    tokenAt: operandAt.map((o, t) => (o === null ? vocabulary + specialsBefore(t) : -1)),
    dependencies: operandAt.map((o) => (o === null ? [] : [o])),
  };
}
