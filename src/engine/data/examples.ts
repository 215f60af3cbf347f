/** Rows of examples on the host. */
import type { Examples } from './dataset.ts';

type Numbers = Int32Array | Float32Array;
type Rows = ArrayLike<number>;

/** From this many numbers per row on, copying them in one call is faster than one by one. */
const LONG = 16;

/** Row i of `to` becomes row `rows[i]` of `from`; both are row-major, and `to` has as many rows as `rows`. */
export function copyRows(from: Numbers, to: Numbers, rows: Rows): void {
  const width = to.length / rows.length;
  // A plain loop: mini-batches are copied in every step.
  // Stryker disable next-line EqualityOperator: behind the last row nothing is copied
  for (let i = 0; i < rows.length; i++) {
    const first = (rows[i] as number) * width;
    // Stryker disable next-line ConditionalExpression,EqualityOperator: only how fast it is
    if (width >= LONG) to.set(from.subarray(first, first + width), i * width);
    // Stryker disable next-line EqualityOperator: the next row takes the place of what is too much, and behind the last there is none
    else for (let j = 0; j < width; j++) to[i * width + j] = from[first + j] as number;
  }
}

function picked(from: Numbers, count: number, rows: Rows): Numbers {
  const size = (from.length / count) * rows.length;
  const to = from instanceof Int32Array ? new Int32Array(size) : new Float32Array(size);
  copyRows(from, to, rows);
  return to;
}

/** A copy of some examples, in the order of `rows`. */
export function rowsOf({ count, inputs, targets }: Examples, rows: Rows): Examples {
  return { count: rows.length, inputs: picked(inputs, count, rows), targets: picked(targets, count, rows) };
}

/** Examples `from` to before `to`, in the same memory. */
export function partOf({ count, inputs, targets }: Examples, from: number, to: number): Examples {
  const part = (numbers: Numbers): Numbers => {
    const width = count === 0 ? 0 : numbers.length / count;
    return numbers.subarray(from * width, to * width);
  };
  return { count: to - from, inputs: part(inputs), targets: part(targets) };
}

/** A copy of examples of one shape, one set after the other. */
export function joined(a: Examples, b: Examples): Examples {
  const join = (from: Numbers, to: Numbers): Numbers => {
    const size = from.length + to.length;
    const both = from instanceof Int32Array ? new Int32Array(size) : new Float32Array(size);
    both.set(from);
    both.set(to, from.length);
    return both;
  };
  return { count: a.count + b.count, inputs: join(a.inputs, b.inputs), targets: join(a.targets, b.targets) };
}

/** A copy of the first `size` examples. */
export function firstOf(examples: Examples, size: number): Examples {
  return rowsOf(
    examples,
    Array.from({ length: size }, (_, i) => i),
  );
}

/** Stand-ins where only the number of examples matters. */
export function blank(count: number): Examples {
  return { count, inputs: new Int32Array(0), targets: new Int32Array(count) };
}
