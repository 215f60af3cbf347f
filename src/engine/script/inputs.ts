/** What a network's function takes, as arrays: by what an example is. */
import type { DatasetShape, Examples, GraphShape, TokenShape, VectorShape } from '../data/dataset.ts';
import { edgesWidth, seeEdges } from '../data/graphs.ts';
import type { NamedArray } from '../runfile/npz.ts';

/** One argument: its name, whether it is counted or measured, and what it is. */
interface Argument {
  readonly name: string;
  readonly whole: boolean;
  readonly is: string;
}

interface Reading<S> {
  readonly takes: (shape: S) => readonly Argument[];
  /** In the order of the arguments; the first axis is the examples'. */
  readonly arrays: (shape: S, examples: Examples) => readonly Omit<NamedArray, 'name'>[];
}

const tokens: Reading<TokenShape> = {
  takes: ({ arity, vocabulary }) => [{ name: 'tokens', whole: true, is: `(n, ${arity}): whole numbers from 0 to ${vocabulary - 1}` }],
  arrays: ({ arity }, { count, inputs }) => [{ shape: [count, arity], values: inputs }],
};

const vectors: Reading<VectorShape> = {
  takes: ({ dimension, image }) => [
    {
      name: 'x',
      whole: false,
      is: `(n, ${dimension})${image === null ? '' : `: images of ${image.rows} x ${image.columns} pixels with ${image.channels ?? 1} ${(image.channels ?? 1) === 1 ? 'number' : 'numbers'} each`}`,
    },
  ],
  arrays: ({ dimension }, { count, inputs }) => [{ shape: [count, dimension], values: inputs }],
};

/** Which nodes hear from which, by type of edge: (count, types, nodes, nodes), and which places have a node: (count, nodes). */
function adjacency(shape: GraphShape, edges: Int32Array, count: number): readonly [between: Uint8Array, there: Uint8Array] {
  const { nodes, edgeTypes } = shape;
  const width = edgesWidth(shape);
  const [between, there] = [new Uint8Array(count * edgeTypes * nodes * nodes), new Uint8Array(count * nodes)];
  for (let graph = 0; graph < count; graph++) {
    const row = edges.subarray(graph * width, (graph + 1) * width);
    there.fill(1, graph * nodes, graph * nodes + (row[0] as number));
    seeEdges(row, shape, (node, neighbour, type) => {
      const at = ((graph * edgeTypes + type) * nodes + node) * nodes + neighbour;
      between[at] = (between[at] as number) + 1;
    });
  }
  return [between, there];
}

const graphs: Reading<GraphShape> = {
  takes: ({ nodes, features, edgeTypes }) => [
    { name: 'nodes', whole: false, is: `(n, ${nodes}, ${features}): what each node is; places without a node are zero` },
    { name: 'edges', whole: false, is: `(n, ${edgeTypes}, ${nodes}, ${nodes}): 1 where two nodes have an edge of a type` },
    { name: 'there', whole: false, is: `(n, ${nodes}): 1 where there is a node` },
  ],
  arrays: (shape, { count, inputs, edges = new Int32Array(0) }) => {
    const { nodes, features, edgeTypes } = shape;
    const [between, there] = adjacency(shape, edges, count);
    return [
      { shape: [count, nodes, features], values: inputs },
      { shape: [count, edgeTypes, nodes, nodes], values: between },
      { shape: [count, nodes], values: there },
    ];
  },
};

const READINGS: { readonly [K in DatasetShape['kind']]: Reading<Extract<DatasetShape, { readonly kind: K }>> } = { tokens, vectors, graphs };

const readingOf = ({ kind }: DatasetShape): Reading<DatasetShape> => READINGS[kind] as Reading<DatasetShape>;

export const argumentsOf = (shape: DatasetShape): readonly Argument[] => readingOf(shape).takes(shape);

/** The examples as the arguments of a network's function. */
export function argumentArrays(shape: DatasetShape, examples: Examples): NamedArray[] {
  const names = argumentsOf(shape);
  return readingOf(shape)
    .arrays(shape, examples)
    .map((array, i) => ({ name: (names[i] as Argument).name, ...array }));
}
