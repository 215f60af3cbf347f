/** The MLP as a plain forward pass in float64. */
import { text } from '../text.ts';
import { arityOf, blocksOf, inputPoints, lookedUp, type MlpOptions } from './mlpInput.ts';
import { arraysByName } from './named.ts';
import { linear, type Numbers } from './plain/linear.ts';
import { letters, Visit, type Axis, type PlainPass, type Site } from './plain/pass.ts';
import { activate } from './plain/pointwise.ts';

const siteIds = (layer: number) => ({ preactivations: `hidden${layer}.preactivations`, activations: `hidden${layer}.activations` });

function sitesOf({ shape, depth, width, operandWidth, embedded, summed }: MlpOptions): Site[] {
  const neurons: Axis = { kind: 'neuron', size: width };
  const numbers: Axis = { kind: shape.kind === 'tokens' && !embedded ? 'token' : 'dimension', size: operandWidth };
  const operands = (arity: number): Axis => ({ kind: 'operand', size: arity, names: letters(arity) });
  const layer = (l: number): Site[] => {
    const ids = siteIds(l);
    const [en, ja] = depth === 1 ? ['', ''] : [` of layer ${l}`, `第 ${l} 層の`];
    return [
      { id: ids.preactivations, label: text(`pre-activations${en}`, `${ja}活性化前の値`), axes: [neurons] },
      { id: ids.activations, label: text(`activations${en}`, `${ja}活性`), axes: [neurons] },
    ];
  };
  return [
    summed
      ? { id: 'sum', label: text('sum of the embeddings', '埋め込みの和'), axes: [numbers] }
      : embedded
        ? { id: 'embedding', label: text('embeddings', '埋め込み'), axes: [operands(arityOf(shape)), numbers] }
        : { id: 'input', label: text('input', '入力'), axes: shape.kind === 'tokens' ? [operands(shape.arity), numbers] : [numbers] },
    ...Array.from({ length: depth }, (_, l) => layer(l + 1)).flat(),
    { id: 'logits', label: text('logits', 'ロジット'), axes: [{ kind: 'output', size: shape.outputs }] },
  ];
}

export function plainMlp(options: MlpOptions): PlainPass {
  const { shape, depth, width, activation, bias, parameters, embedded, summed } = options;
  const arity = arityOf(shape);
  const sites = sitesOf(options);
  const entrance = summed ? 'sum' : embedded ? 'embedding' : 'input';
  return {
    sites,
    forward(arrays, examples, hooks = {}) {
      const find = arraysByName(parameters, arrays);
      const visit = new Visit(sites, hooks, examples.count);
      const biasOf = (name: string): Numbers | null => (bias ? find(`${name}.bias`) : null);
      const embedding = embedded ? find('embedding') : null;
      const blocks = Array.from({ length: blocksOf(options) }, (_, o) => find(`hidden1.weight.${o}`)); // each (V or e, H)

      const first = (): Float64Array => {
        if (shape.kind === 'tokens' && !visit.isAwaited(entrance)) {
          const tables = embedding === null ? blocks : blocks.map((block) => linear(Float64Array.from(embedding), block, width)); // each (V, H)
          const ofOperands = summed ? Array.from({ length: arity }, () => tables[0] as Numbers) : tables;
          return lookedUp(examples, ofOperands, biasOf('hidden1'), width);
        }
        const weight = Float64Array.from(blocks.flatMap((block) => [...block])); // (D, H)
        return linear(visit.at(entrance, inputPoints(examples, options, embedding)), weight, width, biasOf('hidden1'));
      };

      let h: Float64Array = new Float64Array(0);
      for (let l = 1; l <= depth; l++) {
        const ids = siteIds(l);
        const z = l === 1 ? first() : linear(h, find(`hidden${l}.weight`), width, biasOf(`hidden${l}`)); // (n, H)
        h = visit.at(ids.activations, activate(visit.at(ids.preactivations, z), activation));
      }
      return visit.at('logits', linear(h, find('output.weight'), shape.outputs, biasOf('output'))); // (n, outputs)
    },
  };
}
