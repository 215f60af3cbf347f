/** What a graph network's passes take. */
import { kept, linear, together, type Work } from '../../cost/work.ts';
import { matricesOf, type Architecture, type Layer } from './architecture.ts';

/** @param count graphs. @param nodes places for nodes in them. */
function passWork(architecture: Architecture, count: number, nodes: number): Work {
  const { layers, edgeTypes, edgeWidth, head, outputs } = architecture;
  const matrices = matricesOf(architecture);
  return together(
    ...layers.flatMap(({ inputs, outputs: width }) => [
      linear(edgeTypes, edgeWidth, inputs * width, 2),
      kept(matrices * inputs * width + nodes * matrices * inputs),
      linear(nodes, matrices * inputs, width, 2),
    ]),
    kept(count * (layers.at(-1) as Layer).outputs),
    linear(count, (layers.at(-1) as Layer).outputs, head, 2),
    linear(count, head, outputs),
  );
}

/** Logits of graphs. */
export const graphPass = (architecture: Architecture, count: number): Work => passWork(architecture, count, count * architecture.nodes);

/** The same at points of the input space, with what says which node hears from which: that takes more than the points. */
export function graphPoints(architecture: Architecture, rows: number): Work {
  const { nodes, features, neighbours } = architecture;
  const indexes = 2 * rows * nodes * (matricesOf(architecture) * neighbours + 1);
  return together(passWork(architecture, rows, rows * nodes), kept(rows * nodes * features + indexes));
}
