/** The graph network as a plain forward pass in float64. */
import { edgesWidth, seeEdges } from '../../data/graphs.ts';
import type { Examples } from '../../data/dataset.ts';
import { text } from '../../text.ts';
import { arraysByName } from '../named.ts';
import { linear, type Numbers } from '../plain/linear.ts';
import { Visit, type Axis, type PlainPass, type Site } from '../plain/pass.ts';
import { activate } from '../plain/pointwise.ts';
import { matricesOf, type Architecture, type Layer } from './architecture.ts';

type FindArray = (name: string) => Numbers;

function sitesOf({ nodes, features, layers, head, outputs }: Architecture): Site[] {
  const [node, neurons] = [{ kind: 'node', size: nodes } as const, (size: number): Axis => ({ kind: 'neuron', size })];
  return [
    { id: 'input', label: text('node features', 'ノードの特徴量'), axes: [node, { kind: 'feature', size: features }] },
    ...layers.flatMap(({ name, outputs: width }, l): Site[] => [
      { id: `${name}.preactivations`, label: text(`pre-activations of layer ${l + 1}`, `第 ${l + 1} 層の活性化前の値`), axes: [node, neurons(width)] },
      { id: `${name}.activations`, label: text(`activations of layer ${l + 1}`, `第 ${l + 1} 層の活性`), axes: [node, neurons(width)] },
    ]),
    { id: 'pooled', label: text('sum over the nodes', 'ノードの和'), axes: [neurons((layers.at(-1) as Layer).outputs)] },
    { id: 'head.preactivations', label: text('pre-activations of the whole graph', 'グラフ全体の活性化前の値'), axes: [neurons(head)] },
    { id: 'head.activations', label: text('activations of the whole graph', 'グラフ全体の活性'), axes: [neurons(head)] },
    { id: 'logits', label: text('outputs', '出力'), axes: [{ kind: 'output', size: outputs }] },
  ];
}

/** The matrices of a layer below one another: what its edge network makes of each type of edge, then the node's own ((types + 1)·inputs, outputs). */
function matrices(find: FindArray, { name, inputs, outputs }: Layer): Float64Array {
  const [first, bias] = [find(`${name}.edge1.weight`), find(`${name}.edge1.bias`)];
  const hidden = activate(
    Float64Array.from(first, (x, i) => x + (bias[i % bias.length] as number)),
    'relu',
  ); // (types, e)
  const ofEdges = linear(hidden, find(`${name}.edge2.weight`), inputs * outputs, find(`${name}.edge2.bias`)); // (types, inputs·outputs)
  const all = new Float64Array(ofEdges.length + inputs * outputs);
  all.set(ofEdges);
  all.set(find(`${name}.root`), ofEdges.length);
  return all;
}

/** What each node hears, by type of edge, and the node itself: h (count·nodes, width) → (count·nodes, (types + 1)·width). */
function heard(h: Float64Array, width: number, edges: Int32Array, architecture: Architecture): Float64Array {
  const { nodes } = architecture;
  const blocks = matricesOf(architecture);
  const [row, wide] = [edgesWidth(architecture), blocks * width];
  const all = new Float64Array(h.length * blocks);
  const add = (from: number, to: number, block: number): void => {
    for (let j = 0; j < width; j++) {
      const at = to * wide + block * width + j;
      all[at] = (all[at] as number) + (h[from * width + j] as number);
    }
  };
  for (let graph = 0; graph * row < edges.length; graph++) {
    const own = edges.subarray(graph * row, (graph + 1) * row);
    const first = graph * nodes;
    for (let node = 0; node < (own[0] as number); node++) add(first + node, first + node, blocks - 1);
    seeEdges(own, architecture, (node, neighbour, type) => add(first + neighbour, first + node, type));
  }
  return all;
}

/** Sums over the nodes that there are: h (count·nodes, width) → (count, width). */
function pooled(h: Float64Array, width: number, { edges = new Int32Array(0), count }: Examples, { nodes, neighbours }: Architecture): Float64Array {
  const sums = new Float64Array(count * width);
  for (let graph = 0; graph < count; graph++) {
    const there = edges[graph * edgesWidth({ nodes, neighbours })] as number;
    for (let i = 0; i < there * width; i++) {
      const at = graph * width + (i % width);
      sums[at] = (sums[at] as number) + (h[graph * nodes * width + i] as number);
    }
  }
  return sums;
}

export function plainGraph(architecture: Architecture): PlainPass {
  const { layers, parameters, head, outputs } = architecture;
  const sites = sitesOf(architecture);
  return {
    sites,
    forward(arrays, examples, hooks = {}) {
      const { edges } = examples;
      if (edges === undefined) throw new Error('these examples are no graphs');
      const find = arraysByName(parameters, arrays);
      const visit = new Visit(sites, hooks, examples.count);
      let h = visit.at('input', Float64Array.from(examples.inputs));
      for (const layer of layers) {
        const z = linear(heard(h, layer.inputs, edges, architecture), matrices(find, layer), layer.outputs, find(`${layer.name}.bias`));
        h = visit.at(`${layer.name}.activations`, activate(visit.at(`${layer.name}.preactivations`, z), 'relu'));
      }
      const sums = visit.at('pooled', pooled(h, (layers.at(-1) as Layer).outputs, examples, architecture));
      const z = visit.at('head.preactivations', linear(sums, find('head.weight'), head, find('head.bias')));
      const whole = visit.at('head.activations', activate(z, 'relu'));
      return visit.at('logits', linear(whole, find('output.weight'), outputs, find('output.bias')));
    },
  };
}
