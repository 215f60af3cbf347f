/** The residual stream's first rows: a token's embedding plus its position's. */
import { add, type Tensor2D } from '@tensorflow/tfjs-core';
import type { Batch, Plan } from '../../data/plan.ts';
import { gatherPair, gatherSum } from '../../ops/gather.ts';
import type { Find } from '../named.ts';
import type { Architecture } from './architecture.ts';
import { rowsOf, type PositionRows } from './rows.ts';
import type { Sequence } from './sequence.ts';

/** Rows (R, d) of the tokens and positions that one of the plans below names. Rotary positions come later. */
export function embed(find: Find, batch: Batch, positions: Architecture['positions']): Tensor2D {
  const [tokens, at] = [batch.index('token'), batch.index('position')];
  if (positions === 'learned') return gatherPair(find<Tensor2D>('embedding'), tokens, find<Tensor2D>('positions'), at);
  if (positions === 'rotary') return gatherSum(find<Tensor2D>('embedding'), tokens);
  return add<Tensor2D>(gatherSum(find<Tensor2D>('embedding'), tokens), gatherSum(batch.constant('positions') as Tensor2D, at));
}

const indexesOf = ({ vocabulary, specials, length }: Sequence, rows: number): Plan['indexes'] => [
  { name: 'token', tableRows: vocabulary + specials, rows, terms: 1 },
  { name: 'position', tableRows: length, rows, terms: 1 },
];

/** One row per distinct token and position. */
export function sharedRows(sequence: Sequence, positions: readonly PositionRows[]): Plan {
  const { operandAt, tokenAt } = sequence;
  return {
    indexes: indexesOf(sequence, rowsOf(positions)),
    fill: (_examples, { token, position }) => {
      positions.forEach(({ offset: first, count }, t) => {
        for (let key = 0; key < count; key++) {
          (token as Int32Array)[first + key] = operandAt[t] === null ? (tokenAt[t] as number) : key;
          (position as Int32Array)[first + key] = t;
        }
      });
    },
  };
}

/** One row per position of each example. */
export function rowsOfExamples(sequence: Sequence, count: number): Plan {
  const { length, arity, operandAt, tokenAt } = sequence;
  return {
    indexes: indexesOf(sequence, count * length),
    fill: ({ inputs: tokens }, { token, position }) => {
      for (let i = 0; i < count * length; i++) {
        const t = i % length;
        const operand = operandAt[t] ?? null;
        (token as Int32Array)[i] = operand === null ? (tokenAt[t] as number) : (tokens[Math.floor(i / length) * arity + operand] as number);
        (position as Int32Array)[i] = t;
      }
    },
  };
}
