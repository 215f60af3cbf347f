/** Which nodes a node hears from, and which make up a graph, as row indexes. */
import type { GraphShape } from '../../data/dataset.ts';
import { edgesWidth, seeEdges } from '../../data/graphs.ts';
import type { Plan } from '../../data/plan.ts';
import { matricesOf } from './architecture.ts';

/** Neighbours that a node may have by edges of one type. */
export const EDGES = 'edges';
/** A graph's nodes. */
export const POOL = 'pool';

/**
 * Nodes stand graph by graph. Row `node · (types + 1) + t` of the index «edges» sums the neighbours by edges of type t, the last of a node's rows
 * is the node itself; «pool» sums a graph's nodes. Places without a node hear from nobody and are in no sum.
 */
export function graphPlan(shape: GraphShape, count: number): Plan {
  const { nodes, neighbours } = shape;
  const [matrices, width] = [matricesOf(shape), edgesWidth(shape)];
  const all = count * nodes;
  return {
    indexes: [
      { name: EDGES, tableRows: all, rows: all * matrices, terms: neighbours },
      { name: POOL, tableRows: all, rows: count, terms: nodes },
    ],
    fill: ({ edges }, { [EDGES]: heard, [POOL]: pooled }) => {
      if (edges === undefined || heard === undefined || pooled === undefined) throw new Error('these examples are no graphs');
      heard.fill(-1);
      pooled.fill(-1);
      for (let graph = 0; graph < count; graph++) {
        const row = edges.subarray(graph * width, (graph + 1) * width);
        const first = graph * nodes;
        for (let node = 0; node < (row[0] as number); node++) {
          pooled[first + node] = first + node;
          heard[((first + node) * matrices + matrices - 1) * neighbours] = first + node;
        }
        seeEdges(row, shape, (node, neighbour, type) => {
          let at = ((first + node) * matrices + type) * neighbours;
          while (heard[at] !== -1) at++;
          heard[at] = first + neighbour;
        });
      }
    },
  };
}
