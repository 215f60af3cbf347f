/**
 * Graphs as rows of integers of one width, so that examples of any size can be put together: how many nodes there are, then for each node in
 * turn its neighbours, each as `neighbour · edgeTypes + type`, and -1 where there is no further one.
 */
import type { GraphShape } from './dataset.ts';

type Size = Pick<GraphShape, 'nodes' | 'neighbours' | 'edgeTypes'>;

/** Two nodes and the type of the edge between them. */
export type Edge = readonly [one: number, other: number, type: number];

export const edgesWidth = ({ nodes, neighbours }: Pick<Size, 'nodes' | 'neighbours'>): number => 1 + nodes * neighbours;

/** Writes one graph's row. @throws Error when it has more nodes, or a node more neighbours, than there is room for. */
export function writeEdges(row: Int32Array, nodes: number, edges: readonly Edge[], size: Size): void {
  if (nodes > size.nodes) throw new Error(`${nodes} nodes, and room for ${size.nodes}`);
  row.fill(-1);
  row[0] = nodes;
  const taken = new Int32Array(nodes);
  const write = (at: number, neighbour: number, type: number): void => {
    const place = taken[at] as number;
    if (place === size.neighbours) throw new Error(`node ${at} has more than ${size.neighbours} neighbours`);
    row[1 + at * size.neighbours + place] = neighbour * size.edgeTypes + type;
    taken[at] = place + 1;
  };
  for (const [one, other, type] of edges) {
    write(one, other, type);
    write(other, one, type);
  }
}

/** Every edge of a row twice, once from each end: `see(node, neighbour, type)`. */
export function seeEdges(row: ArrayLike<number>, { neighbours, edgeTypes }: Size, see: (node: number, neighbour: number, type: number) => void): void {
  const nodes = row[0] as number;
  for (let place = 0; place < nodes * neighbours; place++) {
    const code = row[1 + place] as number;
    if (code >= 0) see(Math.floor(place / neighbours), Math.floor(code / edgeTypes), code % edgeTypes);
  }
}
