/** Rows of examples on the host. */
import type { Examples } from './dataset.ts';

type Numbers = Int32Array | Float32Array;
type Rows = ArrayLike<number>;

const PARTS = ['inputs', 'targets', 'edges', 'places'] as const;
type Part = (typeof PARTS)[number];

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

/** The same done to all that examples hold. */
function each({ inputs, targets, edges, places }: Examples, count: number, make: (numbers: Numbers, part: Part) => Numbers): Examples {
  return {
    count,
    inputs: make(inputs, 'inputs'),
    targets: make(targets, 'targets'),
    ...(edges === undefined ? {} : { edges: make(edges, 'edges') as Int32Array }),
    ...(places === undefined ? {} : { places: make(places, 'places') as Float32Array }),
  };
}

/** A copy of some examples, in the order of `rows`. */
export function rowsOf(examples: Examples, rows: Rows): Examples {
  return each(examples, rows.length, (numbers) => picked(numbers, examples.count, rows));
}

/** Rows of examples take the place of others, as many and of the same kind. */
export function overwrite(to: Examples, from: Examples, rows: Rows): void {
  for (const part of PARTS) {
    const [source, sink] = [from[part], to[part]];
    if (source !== undefined && sink !== undefined) copyRows(source, sink, rows);
  }
}

/** All that examples hold, in memory of its own. */
export const copied = (examples: Examples): Examples => each(examples, examples.count, (numbers) => numbers.slice());

/** Everything that examples hold. */
export const arraysOf = (examples: Examples): Numbers[] => PARTS.flatMap((part) => examples[part] ?? []);

/** Examples `from` to before `to`, in the same memory. */
export function partOf(examples: Examples, from: number, to: number): Examples {
  const { count } = examples;
  return each(examples, to - from, (numbers) => {
    const width = count === 0 ? 0 : numbers.length / count;
    return numbers.subarray(from * width, to * width);
  });
}

/** A copy of examples of one shape, one set after the other. */
export function joined(a: Examples, b: Examples): Examples {
  return each(a, a.count + b.count, (from, part) => {
    const to = b[part] as Numbers;
    const size = from.length + to.length;
    const both = from instanceof Int32Array ? new Int32Array(size) : new Float32Array(size);
    both.set(from);
    both.set(to, from.length);
    return both;
  });
}

/** A copy in which each example stands `times` times in a row. */
export function repeatedRows(examples: Examples, times: number): Examples {
  return rowsOf(
    examples,
    Array.from({ length: examples.count * times }, (_, i) => Math.floor(i / times)),
  );
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
