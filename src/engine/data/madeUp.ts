/** Examples of any shape, made up: what passes and gradients are tried with where no task's own data is at hand. */
import type { Rng } from '../rng.ts';
import { inputWidth, type DatasetShape, type Examples, type GraphShape } from './dataset.ts';
import { edgesWidth, writeEdges, type Edge } from './graphs.ts';

/** A random tree in which no node has too many neighbours. */
function treeOf(nodes: number, { neighbours, edgeTypes }: GraphShape, rng: Rng): Edge[] {
  const degrees = new Int32Array(nodes);
  return Array.from({ length: nodes - 1 }, (_, i): Edge => {
    const free = Array.from(degrees.subarray(0, i + 1).keys()).filter((node) => (degrees[node] as number) < neighbours);
    const other = free[rng.integer(free.length)] as number;
    for (const node of [i + 1, other]) degrees[node] = (degrees[node] as number) + 1;
    return [i + 1, other, rng.integer(edgeTypes)];
  });
}

/** Trees of all sizes: their inputs are nothing where there is no node. */
function graphs(shape: GraphShape, count: number, rng: Rng): Pick<Examples, 'inputs' | 'edges'> {
  const { nodes, features } = shape;
  const [inputs, edges] = [new Float32Array(count * inputWidth(shape)), new Int32Array(count * edgesWidth(shape))];
  for (let i = 0; i < count; i++) {
    const size = 1 + rng.integer(nodes);
    inputs.set(rng.normals(size * features, 1), i * nodes * features);
    writeEdges(edges.subarray(i * edgesWidth(shape), (i + 1) * edgesWidth(shape)), size, treeOf(size, shape, rng), shape);
  }
  return { inputs, edges };
}

export function madeUp(shape: DatasetShape, count: number, rng: Rng): Examples {
  const size = count * inputWidth(shape);
  const read =
    shape.kind === 'graphs'
      ? graphs(shape, count, rng)
      : { inputs: shape.kind === 'tokens' ? Int32Array.from({ length: size }, () => rng.integer(shape.vocabulary)) : rng.normals(size, 1) };
  const targets = shape.target.kind === 'class' ? Int32Array.from({ length: count }, () => rng.integer(shape.outputs)) : rng.normals(count * shape.outputs, 1);
  return { count, ...read, targets };
}
