/** The convolutional network as a plain forward pass in float64. */
import { placesOf, type Grid } from '../../ops/grid.ts';
import { text, type Text } from '../../text.ts';
import { arraysByName } from '../named.ts';
import { meanPool, patches } from '../plain/convolution.ts';
import { linear, type Numbers } from '../plain/linear.ts';
import { Visit, type Axis, type PlainPass, type Site } from '../plain/pass.ts';
import { activate, sum } from '../plain/pointwise.ts';
import { handedOn, type Architecture, type Convolution, type Stage } from './architecture.ts';

type FindArray = (name: string) => Numbers;

/** A convolution of images, without its biases where `biased` is false. */
export function convolve(find: FindArray, x: Float64Array, { name, from, to }: Convolution, biased = true): Float64Array {
  return linear(patches(x, from), find(`${name}.weight`), to.channels, biased ? find(`${name}.bias`) : null);
}

/** What of a stage's activations goes on. */
export const pooled = (h: Float64Array, { pool }: Pick<Stage, 'pool'>): Float64Array => (pool === null ? h : meanPool(h, pool));

const axesOf = (grid: Grid): Axis[] => [
  { kind: 'position', size: placesOf(grid) },
  { kind: 'channel', size: grid.channels },
];

/** Before and behind an activation. */
const folded = (name: string, { en, ja }: Text, axes: readonly Axis[]): Site[] => [
  { id: `${name}.preactivations`, label: text(`pre-activations of ${en}`, `${ja}の活性化前の値`), axes },
  { id: `${name}.activations`, label: text(`activations of ${en}`, `${ja}の活性`), axes },
];

function sitesOf({ image, stages, dense, outputs }: Architecture): Site[] {
  return [
    { id: 'input', label: text('pixels', '画素'), axes: axesOf(image) },
    ...stages.flatMap((stage, s): Site[] => {
      const { name, first, blocks, pool } = stage;
      const axes = axesOf(first.to);
      return [
        ...folded(first.name, text(`stage ${s + 1}`, `第 ${s + 1} ステージ`), axes),
        ...blocks.flatMap(({ name: block, one }, b): Site[] => {
          const [en, ja] = [`block ${b + 1} of stage ${s + 1}`, `第 ${s + 1} ステージのブロック ${b + 1} `];
          return [
            ...folded(one.name, text(`the inside of ${en}`, `${ja}の内側`), axes),
            ...folded(block, text(`what comes out of ${en}`, `${ja}の出口`), axes),
          ];
        }),
        ...(pool === null
          ? []
          : [{ id: `${name}.means`, label: text(`means of stage ${s + 1}`, `第 ${s + 1} ステージの平均`), axes: axesOf(handedOn(stage)) }]),
      ];
    }),
    ...(dense === 0 ? [] : folded('dense', text('the dense layer', '全結合層'), [{ kind: 'neuron', size: dense }])),
    { id: 'logits', label: text('logits', 'ロジット'), axes: [{ kind: 'output', size: outputs }] },
  ];
}

export function plainCnn(architecture: Architecture): PlainPass {
  const { stages, dense, outputs, activation, parameters } = architecture;
  const sites = sitesOf(architecture);
  return {
    sites,
    forward(arrays, examples, hooks = {}) {
      const find = arraysByName(parameters, arrays);
      const visit = new Visit(sites, hooks, examples.count);
      /** What goes into an activation and what comes out of it. */
      const fold = (name: string, z: Float64Array) => {
        const before = visit.at(`${name}.preactivations`, z);
        return { before, h: visit.at(`${name}.activations`, activate(before, activation)) };
      };
      let h = visit.at('input', Float64Array.from(examples.inputs));
      for (const stage of stages) {
        let at = fold(stage.first.name, convolve(find, h, stage.first));
        for (const { name, one, two } of stage.blocks) {
          const inner = fold(one.name, convolve(find, at.h, one));
          at = fold(name, sum(at.before, convolve(find, inner.h, two)));
        }
        h = stage.pool === null ? at.h : visit.at(`${stage.name}.means`, pooled(at.h, stage));
      }
      if (dense > 0) ({ h } = fold('dense', linear(h, find('dense.weight'), dense, find('dense.bias'))));
      return visit.at('logits', linear(h, find('output.weight'), outputs, find('output.bias')));
    },
  };
}
