/** The graph network's forward pass as lines of Python. */
import { called } from '../../script/functions.ts';
import { repeated, weight as w } from '../../script/lines.ts';
import type { Architecture, Layer } from './architecture.ts';

export function graphScript({ layers, nodes, edgeTypes, edgeWidth, head, outputs }: Architecture): string[] {
  const relu = called('relu');
  return [
    `h = nodes  # (n, ${nodes}, ${(layers[0] as Layer).inputs})`,
    ...repeated('layer', 1, layers.length, (of) => [
      `root = ${of('layer{}.root')}  # (inputs, outputs) of this layer`,
      '# a small network makes a matrix of each type of edge, which is one-hot: it picks a row',
      `made = ${relu}(${of('layer{}.edge1.weight')} + ${of('layer{}.edge1.bias')})  # (${edgeTypes}, ${edgeWidth})`,
      `made = (made @ ${of('layer{}.edge2.weight')} + ${of('layer{}.edge2.bias')}).reshape(${edgeTypes}, *root.shape)`,
      `heard = edges @ h[:, None]  # (n, ${edgeTypes}, ${nodes}, inputs): sums over the neighbours`,
      `h = ${relu}(h @ root + (heard @ made).sum(1) + ${of('layer{}.bias')})  # (n, ${nodes}, outputs)`,
    ]),
    `h = (h * there[..., None]).sum(1)  # (n, ${(layers.at(-1) as Layer).outputs}): over the nodes that there are`,
    `h = ${relu}(h @ ${w('head.weight')} + ${w('head.bias')})  # (n, ${head})`,
    `return h @ ${w('output.weight')} + ${w('output.bias')}  # (n, ${outputs})`,
  ];
}
