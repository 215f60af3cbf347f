/** The named places inside the transformer. */
import { text } from '../../text.ts';
import { letters, type Axis, type Site } from '../plain/pass.ts';
import type { Architecture } from './architecture.ts';
import type { Sequence } from './sequence.ts';

/** Ids of one layer's sites. */
export const siteIds = (layer: number) => ({
  pattern: `layer${layer}.pattern`,
  heads: `layer${layer}.heads`,
  attended: `layer${layer}.attended`,
  preactivations: `layer${layer}.preactivations`,
  activations: `layer${layer}.activations`,
  residual: `layer${layer}.residual`,
});

/** How a reader writes the positions: a, b, … for operands, then «=»; an operation's sign between them where it is read. */
function positionNames({ operandAt, arity }: Sequence): string[] {
  const operands = letters(arity);
  return operandAt.map((operand, t) => (operand === null ? (t === operandAt.length - 1 ? '=' : '∘') : (operands[operand] as string)));
}

/** The last layer works at the last position only: nothing else reaches the answer. */
export function transformerSites({ layers, width, heads, ffn, outputs, length }: Architecture, sequence: Sequence): Site[] {
  const names = positionNames(sequence);
  const positions: Axis = { kind: 'position', size: length, names };
  const dimensions: Axis = { kind: 'dimension', size: width };
  const neurons: Axis = { kind: 'neuron', size: ffn };
  const head: Axis = { kind: 'head', size: heads };
  const layer = (i: number): Site[] => {
    const ids = siteIds(i);
    const asking: Axis = i < layers - 1 ? positions : { kind: 'position', size: 1, names: names.slice(-1) };
    const [en, ja] = layers === 1 ? ['', ''] : [` of layer ${i + 1}`, `第 ${i + 1} 層の`];
    return [
      { id: ids.pattern, label: text(`attention pattern${en}`, `${ja}注意パターン`), axes: [head, asking, { ...positions, kind: 'source' }] },
      { id: ids.heads, label: text(`head outputs${en}`, `${ja}ヘッドの出力`), axes: [asking, head, { kind: 'dimension', size: width / heads }] },
      { id: ids.attended, label: text(`residual stream after attention${en}`, `${ja}注意の後の残差ストリーム`), axes: [asking, dimensions] },
      { id: ids.preactivations, label: text(`pre-activations${en}`, `${ja}活性化前の値`), axes: [asking, neurons] },
      { id: ids.activations, label: text(`MLP activations${en}`, `${ja}MLP の活性`), axes: [asking, neurons] },
      { id: ids.residual, label: text(`residual stream after the MLP${en}`, `${ja}MLP の後の残差ストリーム`), axes: [asking, dimensions] },
    ];
  };
  return [
    { id: 'embedding', label: text('embeddings with positions', '位置を加えた埋め込み'), axes: [positions, dimensions] },
    ...Array.from({ length: layers }, (_, i) => layer(i)).flat(),
    { id: 'logits', label: text('logits', 'ロジット'), axes: [{ kind: 'output', size: outputs }] },
  ];
}
