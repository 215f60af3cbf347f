/**
 * Which rows of the residual stream the transformer keeps, and the indexes that connect one layer's rows with the next.
 *
 * Every pair shares the same few tokens, and attention is causal, so what a position computes depends only on the tokens up to it. Rows are
 * therefore kept once per distinct dependency: one row for a constant prefix, one per token for a prefix with one operand, one per example
 * once both operands are in sight.
 */
import type { Plan, RowIndexSpec } from '../../data/plan.ts';

/** Rows that one position holds in the stacked residual stream: row = offset + stride · key. */
export interface PositionRows {
  readonly offset: number;
  readonly stride: number;
  /** What tells its rows apart: nothing, one operand's token, or the example. */
  readonly key: 'none' | 'operand' | 'example';
  readonly operand: number;
  readonly count: number;
}

/** One example that stands for a row: its number and its tokens. */
interface Representative {
  readonly example: number;
  readonly tokens: (operand: number) => number;
}

function rowOf(position: PositionRows, who: Representative): number {
  if (position.key === 'none') return position.offset;
  return position.offset + position.stride * (position.key === 'operand' ? who.tokens(position.operand) : who.example);
}

/** The representative of each row of a position, in row order. Tokens it does not depend on are never asked for. */
function representatives(position: PositionRows, tokensOf: (example: number, operand: number) => number): Representative[] {
  return Array.from({ length: position.count }, (_, key) => ({
    example: position.key === 'example' ? key : -1,
    tokens: (operand) => (position.key === 'operand' ? key : tokensOf(key, operand)),
  }));
}

/** Stacks positions' rows one after another. `dependencies[t]` lists the operands position t depends on. */
export function stack(dependencies: readonly (readonly number[])[], vocabulary: number, examples: number): PositionRows[] {
  let offset = 0;
  return dependencies.map((operands) => {
    const key = operands.length === 0 ? 'none' : operands.length === 1 ? 'operand' : 'example';
    const count = key === 'none' ? 1 : key === 'operand' ? vocabulary : examples;
    const position = { offset, stride: 1, key, operand: operands[0] ?? -1, count } as const;
    offset += count;
    return position;
  });
}

/** Positions of `m` inputs that share nothing: row = input · length + position, as a reshape of (m, length·d) lays them out. */
function interleaved(length: number, inputs: number): PositionRows[] {
  return Array.from({ length }, (_, t) => ({ offset: t, stride: length, key: 'example', operand: -1, count: inputs }));
}

export const rowsOf = (positions: readonly PositionRows[]): number => positions.reduce((sum, { count }) => sum + count, 0);

/** Index names of one layer; `at` says the position of each row at its input. */
export const names = (layer: number) => ({ pick: `layer${layer}.pick`, query: `layer${layer}.query`, source: `layer${layer}.source`, at: `layer${layer}.at` });

interface LayerRows {
  readonly input: readonly PositionRows[];
  /** Positions that the layer computes: all, or only the last. */
  readonly asked: readonly number[];
  /** Rows of the asked positions at the layer's input, stacked. */
  readonly picked: readonly PositionRows[];
  readonly output: readonly PositionRows[];
}

/** The indexes of the transformer layers, given where each position's rows are at the input and which operands it depends on. */
export function layerPlan(layers: readonly LayerRows[], length: number, wantsPositions: boolean): Plan {
  const indexes: RowIndexSpec[] = layers.flatMap(({ input, picked, output }, i) => [
    { name: names(i).pick, tableRows: rowsOf(input), rows: rowsOf(picked), terms: 1 },
    { name: names(i).query, tableRows: rowsOf(picked), rows: rowsOf(output), terms: 1 },
    { name: names(i).source, tableRows: rowsOf(input), rows: rowsOf(output), terms: length },
    ...(wantsPositions ? [{ name: names(i).at, tableRows: length, rows: rowsOf(input), terms: 1 }] : []),
  ]);
  return {
    indexes,
    fill: ({ inputs: tokens, count }, forward) => {
      const arity = count === 0 ? 0 : tokens.length / count;
      const tokensOf = (example: number, operand: number): number => tokens[example * arity + operand] as number;
      layers.forEach(({ input, asked, picked, output }, i) => {
        const [pick, query, source] = [names(i).pick, names(i).query, names(i).source].map((name) => forward[name] as Int32Array) as [
          Int32Array,
          Int32Array,
          Int32Array,
        ];
        const at = forward[names(i).at];
        if (at !== undefined)
          input.forEach(({ offset, stride, count: rows }, t) => {
            for (let key = 0; key < rows; key++) at[offset + stride * key] = t;
          });
        let [pickedRow, outputRow] = [0, 0];
        asked.forEach((t, j) => {
          for (const who of representatives(picked[j] as PositionRows, tokensOf)) pick[pickedRow++] = rowOf(input[t] as PositionRows, who);
          for (const who of representatives(output[j] as PositionRows, tokensOf)) {
            query[outputRow] = rowOf(picked[j] as PositionRows, who);
            for (let s = 0; s < length; s++) source[outputRow * length + s] = s <= t ? rowOf(input[s] as PositionRows, who) : -1;
            outputRow++;
          }
        });
      });
    },
  };
}

/** Row layout of every layer from the layout at the input. */
export function layersFrom(
  input: readonly PositionRows[],
  dependencies: readonly (readonly number[])[],
  depth: number,
  restack: (dependencies: readonly (readonly number[])[]) => PositionRows[],
): LayerRows[] {
  const length = input.length;
  // After any layer, position t has seen the operands of positions 0 … t.
  const seen = dependencies.map((_, t) => [...new Set(dependencies.slice(0, t + 1).flat())]);
  const everything = dependencies.map((_, t) => t);
  const layers: LayerRows[] = [];
  let rows = input;
  for (let layer = 0; layer < depth; layer++) {
    const last = layer === depth - 1;
    const asked = last ? [length - 1] : everything;
    const before = layer === 0 ? dependencies : seen;
    const output = restack(asked.map((t) => seen[t] as number[]));
    // A layer that computes every position asks with its input's rows as they lie.
    const picked = last ? restack(asked.map((t) => before[t] as readonly number[])) : rows;
    layers.push({ input: rows, asked, picked, output });
    rows = output;
  }
  return layers;
}

/** The indexes of the layers where inputs share nothing, laid out as `interleaved` has them. */
export function unsharedLayers(dependencies: readonly (readonly number[])[], depth: number, inputs: number, wantsPositions: boolean): Plan {
  const { length } = dependencies;
  const positionMajor = (asked: readonly unknown[]): PositionRows[] =>
    asked.map((_, j) => ({ offset: j * inputs, stride: 1, key: 'example', operand: -1, count: inputs }));
  return layerPlan(layersFrom(interleaved(length, inputs), dependencies, depth, positionMajor), length, wantsPositions);
}

/**
 * Examples along a Z-order curve through their tokens (Morton 1966): neighbours share tokens, at every scale. Writes the examples' numbers.
 */
export function zOrder(tokens: ArrayLike<number>, arity: number, order: Int32Array): void {
  const count = order.length;
  const bits = Math.floor(32 / arity); // leaves room for an example's number behind the code
  const keys = Float64Array.from(order, (_, example) => {
    let code = 0;
    for (let bit = 0, place = 1; bit < bits; bit++) {
      for (let operand = 0; operand < arity; operand++, place *= 2) code += (((tokens[example * arity + operand] as number) >> bit) & 1) * place;
    }
    return code * count + example;
  }).sort();
  keys.forEach((key, i) => (order[i] = key % count));
}
