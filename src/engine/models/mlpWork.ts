/** What an MLP's passes take. */
import { kept, linear, together, type Work } from '../cost/work.ts';

interface Size {
  /** Operands of an example; 1 for a vector. */
  readonly arity: number;
  /** Operands that lie side by side in the input space. */
  readonly blocks: number;
  /** Width of an operand: its embedding's, one-hot, or the vector's. */
  readonly operandWidth: number;
  readonly width: number;
  readonly depth: number;
  readonly outputs: number;
  /** Tokens whose operands are looked up in a table; null where examples are vectors. */
  readonly vocabulary: number | null;
  readonly embedded: boolean;
}

const behindFirst = ({ width, depth, outputs }: Size, rows: number): Work =>
  together(...Array.from({ length: depth - 1 }, () => linear(rows, width, width, 2)), linear(rows, width, outputs));

/** Logits of examples, with what the way back wants to know. */
export function mlpPass(size: Size, count: number): Work {
  const { arity, blocks, operandWidth, width, vocabulary, embedded } = size;
  const table = vocabulary === null ? [] : [embedded ? linear(blocks * vocabulary, operandWidth, width, 2) : kept(blocks * vocabulary * width)];
  const first = vocabulary === null ? linear(count, operandWidth, width, 2) : linear(count, arity, width, 2);
  return together(...table, first, behindFirst(size, count));
}

/** Every layer's pre-activations at points of the input space, of which `distinct` differ for the first linear map. */
export function mlpPoints(size: Size, rows: number, distinct: number): Work {
  const { blocks, operandWidth, width } = size;
  const first = linear(distinct, blocks * operandWidth, width);
  return together({ ...first, numbers: first.numbers + 2 * rows * width }, behindFirst(size, rows));
}
